package org.shelfmark.cli;

import java.util.List;
import java.util.Locale;
import org.shelfmark.search.Comparison;

/** Comparisons in words and rows. */
final class ComparisonOutput {
    private static final double LEAST_P = 1e-300;

    private ComparisonOutput() {}

    /** What was compared with what, and what stands out; nothing where there was nothing to compare. */
    static void printForPeople(Comparison answer, Console console) {
        if (answer.timedOut() || isEmpty(answer)) {
            return;
        }
        console.out().println(TerminalText.of(compared(answer)));
        if (answer.findings().isEmpty()) {
            console.out()
                    .println("nothing stands out: chance explains how frequent every value of "
                            + String.join(", ", answer.by()) + " is");
            return;
        }
        Table table = new Table(
                List.of("field", "value", "jobs", "share", "others", "share of others", "lift", "p-value", "score"));
        for (Comparison.Finding finding : answer.findings()) {
            Double lift = finding.lift();
            table.add(List.of(
                    Table.Cell.of(finding.field()),
                    new Table.Cell(
                            finding.value().toString(), ValueText.of(finding.field(), finding.value(), console.zone())),
                    Table.Cell.of(finding.count()),
                    new Table.Cell(finding.share(), percent(finding.share())),
                    Table.Cell.of(finding.backgroundCount()),
                    new Table.Cell(finding.backgroundShare(), percent(finding.backgroundShare())),
                    new Table.Cell(lift, lift == null ? "-" : rounded(lift)),
                    new Table.Cell(finding.pValue(), probability(finding.pValue())),
                    new Table.Cell(finding.score(), rounded(finding.score()))));
        }
        table.print(OutputFormat.TABLE, console);
    }

    private static boolean isEmpty(Comparison answer) {
        return answer.total() == 0 || answer.against().total() == 0;
    }

    private static String compared(Comparison answer) {
        Comparison.Against against = answer.against();
        return jobs(answer.total(), "job") + ", against " + jobs(against.total(), "other job") + " ("
                + against.query()
                + (against.constraint() == null ? "" : " --constraint '" + against.constraint() + "'") + ")";
    }

    private static String jobs(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }

    /** Says what kept the comparison from finding anything. */
    static void sayWhatIsMissing(Comparison answer, Console console) {
        if (answer.total() == 0) {
            console.say("no job matches, so there is nothing to compare");
        } else if (answer.against().total() == 0) {
            console.say(jobs(answer.total(), "job") + ", but no other job to compare with ("
                    + answer.against().query() + "); --against names others");
        }
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static String rounded(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String probability(double p) {
        return p <= LEAST_P ? "<1e-300" : String.format(Locale.ROOT, p < 0.001 ? "%.0e" : "%.4f", p);
    }

    /** One row for each finding. */
    static Table rows(Comparison answer) {
        Table table = new Table(List.of(
                "field",
                "value",
                "count",
                "share",
                "background_count",
                "background_share",
                "lift",
                "p_value",
                "score"));
        for (Comparison.Finding finding : answer.findings()) {
            table.add(List.of(
                    Table.Cell.of(finding.field()),
                    Table.Cell.of(finding.value()),
                    Table.Cell.of(finding.count()),
                    Table.Cell.of(finding.share()),
                    Table.Cell.of(finding.backgroundCount()),
                    Table.Cell.of(finding.backgroundShare()),
                    Table.Cell.of(finding.lift()),
                    Table.Cell.of(finding.pValue()),
                    Table.Cell.of(finding.score())));
        }
        return table;
    }
}
