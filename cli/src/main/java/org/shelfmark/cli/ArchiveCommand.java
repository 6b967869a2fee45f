package org.shelfmark.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.Archivist;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code archive}: puts summaries in the place of the jobs of submissions. */
@Command(
        name = "archive",
        description =
                "Roll up the submissions of which all jobs match: one summary each stands in the place of their jobs,"
                        + " with every total. unarchive brings the jobs back.",
        mixinStandardHelpOptions = true)
final class ArchiveCommand extends RollupCommand {
    private static final List<String> HEADINGS = List.of("outcome", "reason", "submissions", "jobs", "first");

    @Mixin
    private SummaryOptions summary = new SummaryOptions();

    @Option(
            names = "--older-than",
            paramLabel = "TIME",
            converter = TimeSpan.Converter.class,
            description = "Only submissions whose last job left the queue so long ago, for example 30d.")
    private @Nullable TimeSpan olderThan;

    @Option(
            names = "--without-details",
            description = "Also submissions whose records are not all in the vault: their jobs may never come back.")
    private boolean withoutDetails;

    ArchiveCommand(Console console) {
        super(console);
    }

    @Override
    String name() {
        return "archive";
    }

    @Override
    void check() {
        if (words().query().isEmpty() && olderThan == null) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "nothing says what to archive; accepted: a query, --older-than 30d or both; archive '*' archives every"
                            + " submission");
        }
    }

    @Override
    SummarySettings settings() {
        return summary.settings();
    }

    @Override
    List<String> optionsOfAnIndex() {
        List<String> given = new ArrayList<>(summary.given());
        if (withoutDetails) {
            given.add("--without-details");
        }
        return given;
    }

    @Override
    void order(Archivist archivist) throws IOException {
        ArchiveReport report = archivist.archive(new ArchiveOrder(
                words().query(),
                Optional.ofNullable(olderThan).map(TimeSpan::length),
                words().dryRun(),
                withoutDetails));
        switch (format()) {
            case JSON, JSONL -> console().out().println(SearchJson.write(report));
            case CSV -> rows(report).print(format(), console());
            case TABLE -> printForPeople(report);
        }
        say(report);
    }

    private void printForPeople(ArchiveReport report) {
        Table facts = new Table(List.of("submissions", ValueText.count(report.submissions())));
        facts.add(List.of(Table.Cell.of("jobs"), Table.Cell.of(ValueText.count(report.jobs()))));
        if (report.extended() > 0) {
            facts.add(List.of(Table.Cell.of("archived before"), Table.Cell.of(ValueText.count(report.extended()))));
        }
        facts.add(List.of(Table.Cell.of("index before"), Table.Cell.of(ValueText.bytes(report.bytesBefore()))));
        facts.add(List.of(
                Table.Cell.of("index after"),
                Table.Cell.of((report.dryRun() ? "about " : "") + ValueText.bytes(report.bytesAfter()))));
        facts.print(OutputFormat.TABLE, console());
        if (!report.reasons().isEmpty()) {
            Table left = new Table(List.of("left alone because", "submissions", "jobs", "first"));
            for (ArchiveReport.Left reason : report.reasons()) {
                left.add(List.of(
                        Table.Cell.of(reason.reason()),
                        Table.Cell.count(reason.submissions()),
                        Table.Cell.count(reason.jobs()),
                        Table.Cell.of(reason.first())));
            }
            console().out().println();
            left.print(OutputFormat.TABLE, console());
        }
    }

    private static Table rows(ArchiveReport report) {
        Table table = new Table(HEADINGS);
        table.add(List.of(
                Table.Cell.of("archived"),
                Table.Cell.of(null),
                Table.Cell.of(report.submissions()),
                Table.Cell.of(report.jobs()),
                Table.Cell.of(null)));
        for (ArchiveReport.Left reason : report.reasons()) {
            table.add(List.of(
                    Table.Cell.of("left"),
                    Table.Cell.of(reason.reason()),
                    Table.Cell.of(reason.submissions()),
                    Table.Cell.of(reason.jobs()),
                    Table.Cell.of(reason.first())));
        }
        return table;
    }

    private void say(ArchiveReport report) {
        console()
                .say(ArchivingTalk.archived(report)
                        + (report.left() == 0
                                ? ""
                                : "; " + ValueText.things(report.left(), "submission") + " left alone"));
        if (report.dryRun()) {
            console().say("nothing was changed: this was a dry run");
        }
    }
}
