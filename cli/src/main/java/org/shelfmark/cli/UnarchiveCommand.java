package org.shelfmark.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.rollup.Archivist;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.rollup.UnarchiveReport;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code unarchive}: brings the jobs of archived submissions back. */
@Command(
        name = "unarchive",
        description =
                "Bring back the jobs of the archived submissions of which a job matches, or may match, from the vault"
                        + " or their archives, all in one commit.",
        mixinStandardHelpOptions = true)
final class UnarchiveCommand extends RollupCommand {
    @Option(
            names = "--pin",
            paramLabel = "TIME",
            converter = TimeSpan.Converter.class,
            description = "Do not archive them again for so long, for example 7d.")
    private @Nullable TimeSpan pin;

    UnarchiveCommand(Console console) {
        super(console);
    }

    @Override
    String name() {
        return "unarchive";
    }

    @Override
    void check() {
        if (words().query().isEmpty()) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "nothing says what to bring back; accepted: a query such as cluster:1234; unarchive '*' brings every"
                            + " submission back");
        }
    }

    @Override
    SummarySettings settings() {
        return new SummaryOptions().settings();
    }

    @Override
    List<String> optionsOfAnIndex() {
        return List.of();
    }

    @Override
    void order(Archivist archivist) throws IOException {
        UnarchiveReport report = archivist.unarchive(
                new UnarchiveOrder(words().query(), Optional.ofNullable(pin).map(TimeSpan::length), words().dryRun()));
        if (format() == OutputFormat.JSON || format() == OutputFormat.JSONL) {
            console().out().println(SearchJson.write(report));
        } else {
            Table table = new Table(List.of("submissions", "jobs", "pinned_until"));
            table.add(List.of(
                    Table.Cell.count(report.submissions()),
                    Table.Cell.count(report.jobs()),
                    new Table.Cell(report.pinnedUntil().isEmpty() ? null : report.pinnedUntil(), pinnedUntil(report))));
            table.print(format(), console());
        }
        console().say(ArchivingTalk.broughtBack(report));
        if (report.dryRun()) {
            console().say("nothing was changed: this was a dry run");
        }
    }

    private String pinnedUntil(UnarchiveReport report) {
        return report.pinnedUntil().isEmpty()
                ? ""
                : ValueText.moment(report.pinnedUntil(), console().zone());
    }
}
