package org.shelfmark.cli;

import java.io.IOException;
import java.util.List;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code files}: the archive files, the records in them that could not be understood, and what of them was lost. */
@Command(
        name = "files",
        description = "Print the archive files and how far each is indexed.",
        mixinStandardHelpOptions = true)
final class FilesCommand extends AskingCommand {
    @Option(
            names = "--problems",
            description = "Print the records that could not be understood, with address and reason.")
    private boolean problems;

    @Option(
            names = "--gaps",
            description = "Print what of the files was gone before it could be read, and the jobs on both sides of it.")
    private boolean gaps;

    FilesCommand(Console console) {
        super(console);
    }

    @Override
    int ask(JobSearch search) throws IOException {
        if (problems && gaps) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST, "--problems and --gaps are two lists; ask for one of them");
        }
        Responses.Files answer = search.files(new Requests.Files(problems));
        if (format() == OutputFormat.JSON) {
            console().out().println(SearchJson.write(answer));
            return ExitCode.DONE;
        }
        (problems ? problems(answer) : gaps ? GapTable.of(answer) : files(answer)).print(format(), console());
        if (!problems && !gaps && format() == OutputFormat.TABLE) {
            sayTroubles(answer);
        }
        if (problems && answer.problems().size() < answer.quarantined()) {
            console()
                    .say(answer.problems().size() + " of " + ValueText.things(answer.quarantined(), "problem")
                            + " are listed");
        }
        return ExitCode.DONE;
    }

    private void sayTroubles(Responses.Files answer) {
        if (answer.quarantined() > 0) {
            console()
                    .say(ValueText.things(answer.quarantined(), "record")
                            + " could not be understood; --problems lists them");
        }
        long lost =
                answer.files().stream().mapToLong(file -> file.gaps().size()).sum();
        if (lost > 0) {
            console()
                    .say(ValueText.things(lost, "gap") + " where records were gone before they could be read;"
                            + " --gaps lists them");
        }
    }

    private static Table files(Responses.Files answer) {
        Table table = new Table(List.of(
                "id",
                "source",
                "path",
                "state",
                "bytes",
                "indexed_bytes",
                "records",
                "quarantined",
                "gaps",
                "first",
                "last"));
        for (Responses.File file : answer.files()) {
            table.add(List.of(
                    Table.Cell.of(file.id()),
                    Table.Cell.of(file.source()),
                    Table.Cell.of(file.path()),
                    Table.Cell.of(file.state()),
                    Table.Cell.of(file.bytes()),
                    Table.Cell.of(file.indexedBytes()),
                    Table.Cell.of(file.records()),
                    Table.Cell.of(file.quarantined()),
                    Table.Cell.of(file.gaps().size()),
                    Table.Cell.of(file.first()),
                    Table.Cell.of(file.last())));
        }
        return table;
    }

    private static Table problems(Responses.Files answer) {
        Table table = new Table(List.of("source", "file", "offset", "length", "reason"));
        for (Responses.Problem problem : answer.problems()) {
            table.add(List.of(
                    Table.Cell.of(problem.source()),
                    Table.Cell.of(problem.file()),
                    Table.Cell.of(problem.offset()),
                    Table.Cell.of(problem.length()),
                    Table.Cell.of(problem.reason())));
        }
        return table;
    }
}
