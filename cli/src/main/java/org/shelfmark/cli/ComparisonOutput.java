package org.shelfmark.cli;

import java.util.List;
import java.util.Locale;
import org.shelfmark.search.Comparison;

/** Comparisons in words and rows. */
final class ComparisonOutput {
    private ComparisonOutput() {}

    /** What was compared with what, and what stands out; nothing where there was nothing to compare. */
    static void printForPeople(Comparison answer, Console console) {
        if (answer.timedOut() || isEmpty(answer)) {
            return;
        }
        console.print(compared(answer), Style.PLAIN);
        if (answer.findings().isEmpty()) {
            console.print(
                    "nothing stands out: chance explains how frequent every value of " + String.join(", ", answer.by())
                            + " is",
                    Style.PLAIN);
            return;
        }
        Table table = Table.of(List.of(
                new Table.Column("field", 0, Style.PLAIN),
                new Table.Column("value", 1, Style.PLAIN),
                new Table.Column("jobs", 5, Style.PLAIN),
                new Table.Column("share", 2, Style.PLAIN),
                new Table.Column("others", 7, Style.PLAIN),
                new Table.Column("share of others", 3, Style.PLAIN),
                new Table.Column("lift", 4, Style.PLAIN),
                new Table.Column("p-value", 6, Style.PLAIN),
                new Table.Column("score", 8, Style.PLAIN)));
        for (Comparison.Finding finding : answer.findings()) {
            Double lift = finding.lift();
            List<Table.Cell> row = List.of(
                    Table.Cell.of(finding.field()),
                    new Table.Cell(
                            finding.value().toString(), ValueText.of(finding.field(), finding.value(), console.zone())),
                    Table.Cell.count(finding.count()),
                    Table.Cell.share(finding.count(), answer.total()),
                    Table.Cell.count(finding.backgroundCount()),
                    Table.Cell.share(finding.backgroundCount(), answer.against().total()),
                    new Table.Cell(lift, lift == null ? "-" : rounded(lift)),
                    new Table.Cell(finding.pValue(), ValueText.probability(finding.pValue())),
                    new Table.Cell(finding.score(), rounded(finding.score())));
            table.add(row, Bar.of(finding.count()));
        }
        table.print(OutputFormat.TABLE, console);
    }

    private static boolean isEmpty(Comparison answer) {
        return answer.total() == 0 || answer.against().total() == 0;
    }

    private static String compared(Comparison answer) {
        Comparison.Against against = answer.against();
        return ValueText.things(answer.total(), "job") + ", against " + ValueText.things(against.total(), "other job")
                + " ("
                + against.query()
                + (against.constraint() == null ? "" : " --constraint '" + against.constraint() + "'") + ")";
    }

    /** Says what kept the comparison from finding anything. */
    static void sayWhatIsMissing(Comparison answer, Console console) {
        if (answer.total() == 0 && Completeness.isPartial(false, answer.undecidable())) {
            console.say("no live job matches, so there is nothing to compare");
        } else if (answer.total() == 0) {
            console.say("no job matches, so there is nothing to compare");
        } else if (answer.against().total() == 0) {
            console.say(ValueText.things(answer.total(), "job") + ", but no other job to compare with ("
                    + answer.against().query() + "); --against names others");
        }
    }

    private static String rounded(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
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
