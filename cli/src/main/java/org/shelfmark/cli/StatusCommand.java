package org.shelfmark.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchJson;
import picocli.CommandLine.Command;

/** {@code status}: how the index is. */
@Command(name = "status", description = "Print how the index is.", mixinStandardHelpOptions = true)
final class StatusCommand extends AskingCommand {
    StatusCommand(Console console) {
        super(console);
    }

    @Override
    int ask(JobSearch search) throws IOException {
        Responses.Status status = search.status();
        switch (format()) {
            case JSON -> console().out().println(SearchJson.write(status));
            case TABLE -> printForPeople(status);
            case JSONL, CSV -> sources(status).print(format(), console());
        }
        return ExitCode.DONE;
    }

    private void printForPeople(Responses.Status status) {
        Table facts = new Table(List.of("index", status.index()));
        facts.add(fact("jobs", Long.toString(status.jobs())));
        if (status.archivedJobs() != null && status.archivedSubmissions() != null) {
            facts.add(fact(
                    "archived of them",
                    status.archivedJobs() + ", of " + ValueText.things(status.archivedSubmissions(), "submission")));
        }
        facts.add(fact("records read", Long.toString(status.records())));
        facts.add(fact("quarantined records", Long.toString(status.quarantined())));
        facts.add(fact("gaps", Long.toString(status.gaps())));
        facts.add(fact("size on disk", ValueText.bytes(status.indexBytes())));
        facts.add(fact("size of the vault", ValueText.bytes(status.vaultBytes())));
        facts.add(fact("segments", Integer.toString(status.segments())));
        StringBuilder files = new StringBuilder();
        status.files().forEach((state, count) -> {
            if (count > 0) {
                files.append(files.isEmpty() ? "" : ", ")
                        .append(count)
                        .append(' ')
                        .append(state);
            }
        });
        facts.add(fact("archive files", files.toString()));
        if (status.activity() != null) {
            addActivity(facts, status.activity());
        }
        facts.print(OutputFormat.TABLE, console());
        console().out().println();
        sources(status).print(OutputFormat.TABLE, console());
    }

    private static void addActivity(Table facts, Responses.Activity activity) {
        facts.add(fact("indexing since", activity.startedAt()));
        facts.add(fact(
                "records since then",
                activity.records() + ", " + activity.quarantined() + " of them not understood, "
                        + ValueText.bytes(activity.bytes())));
        StringBuilder rates = new StringBuilder();
        activity.recordsPerSecond()
                .forEach((window, rate) -> rates.append(rates.isEmpty() ? "" : ", ")
                        .append(ValueText.number(rate))
                        .append(" in ")
                        .append(window));
        facts.add(fact("records per second", rates.toString()));
        facts.add(fact(
                "cycles",
                activity.cycles() + ", " + activity.commits() + " committed something, " + activity.failedCycles()
                        + " failed, " + activity.limitedCycles() + " reached their limit"));
        facts.add(fact(
                "seconds per cycle",
                ValueText.number(activity.cycleSeconds().mean()) + ", at the most "
                        + ValueText.number(activity.cycleSeconds().max())));
        facts.add(fact("last cycle", activity.lastCycleAt() == null ? "none yet" : activity.lastCycleAt()));
        facts.add(fact("last commit", activity.lastCommitAt() == null ? "none yet" : activity.lastCommitAt()));
        facts.add(fact("last error", lastError(activity.lastError())));
        facts.add(fact("files held open", Integer.toString(activity.heldFiles())));
        if (activity.lastArchiving() != null) {
            facts.add(fact("last archiving", lastArchiving(activity.lastArchiving())));
        }
    }

    private static String lastArchiving(Responses.LastArchiving last) {
        return last.at() + " "
                + (last.failure() != null
                        ? "failed: " + last.failure()
                        : ValueText.things(last.jobs(), "job") + " of "
                                + ValueText.things(last.submissions(), "submission") + ", "
                                + ValueText.things(last.left(), "submission") + " left alone");
    }

    private static String lastError(Responses.@Nullable LastError error) {
        if (error == null) {
            return "none";
        }
        return error.at() + " " + error.text()
                + (error.stillFailing() ? " (failing since " + error.since() + ")" : " (over)");
    }

    private static List<Table.Cell> fact(String name, String value) {
        return List.of(Table.Cell.of(name), Table.Cell.of(value));
    }

    private static Table sources(Responses.Status status) {
        List<String> headings = new ArrayList<>(List.of(
                "source",
                "files",
                "records",
                "quarantined",
                "bytes_behind",
                "lag_seconds",
                "estimated_records_behind",
                "gaps",
                "estimated_records_lost"));
        boolean shipped = status.sources().stream().anyMatch(source -> source.lastShippedAt() != null);
        if (shipped) {
            headings.add("last_shipped_at");
        }
        Table table = new Table(headings);
        for (Responses.Source source : status.sources()) {
            List<Table.Cell> cells = new ArrayList<>(List.of(
                    Table.Cell.of(source.source()),
                    Table.Cell.of(source.files()),
                    Table.Cell.of(source.records()),
                    Table.Cell.of(source.quarantined()),
                    Table.Cell.of(source.bytesBehind()),
                    Table.Cell.orUnknown(source.lagSeconds()),
                    Table.Cell.orUnknown(source.estimatedRecordsBehind()),
                    Table.Cell.of(source.gaps()),
                    Table.Cell.of(source.estimatedRecordsLost())));
            if (shipped) {
                cells.add(Table.Cell.of(source.lastShippedAt()));
            }
            table.add(cells);
        }
        return table;
    }
}
