package org.shelfmark.cli;

import java.io.IOException;
import java.util.List;
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
            case JSONL, CSV -> sources(status).print(format(), console().out());
        }
        return ExitCode.DONE;
    }

    private void printForPeople(Responses.Status status) {
        Table facts = new Table(List.of("index", status.index()));
        facts.add(fact("jobs", Long.toString(status.jobs())));
        facts.add(fact("quarantined records", Long.toString(status.quarantined())));
        facts.add(fact("size on disk", ValueText.bytes(status.indexBytes())));
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
        facts.print(OutputFormat.TABLE, console().out());
        console().out().println();
        sources(status).print(OutputFormat.TABLE, console().out());
    }

    private static List<Table.Cell> fact(String name, String value) {
        return List.of(Table.Cell.of(name), Table.Cell.of(value));
    }

    private static Table sources(Responses.Status status) {
        Table table = new Table(List.of("source", "files", "records", "quarantined", "bytes_behind", "gaps"));
        for (Responses.Source source : status.sources()) {
            table.add(List.of(
                    Table.Cell.of(source.source()),
                    Table.Cell.of(source.files()),
                    Table.Cell.of(source.records()),
                    Table.Cell.of(source.quarantined()),
                    Table.Cell.of(source.bytesBehind()),
                    Table.Cell.of(source.gaps())));
        }
        return table;
    }
}
