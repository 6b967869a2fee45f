package org.shelfmark.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.Comparison;
import org.shelfmark.search.ComparisonRequest;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchJson;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code compare}: what do these jobs have in common. */
@Command(
        name = "compare",
        description = "Print the values that are more frequent in the matching jobs than in others.",
        mixinStandardHelpOptions = true)
final class CompareCommand extends AskingCommand {
    @Mixin
    private QueryWords query = new QueryWords();

    @Option(
            names = "--against",
            paramLabel = "QUERY",
            description = "The jobs to compare with, in one word. Default: the other jobs of the same owners that ended"
                    + " on the same days.")
    private @Nullable String against;

    @Option(
            names = "--against-constraint",
            paramLabel = "EXPR",
            description = "Compare only with jobs for whose record this ClassAd expression is true.")
    private @Nullable String againstConstraint;

    @Option(
            names = "--by",
            split = ",",
            paramLabel = "NAMES",
            description =
                    "The fields or attributes whose values are compared. Default: a choice that leaves out what the"
                            + " query itself says.")
    private List<String> by = List.of();

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "Print the N most significant values. Default: ${DEFAULT-VALUE}.")
    private int top = ComparisonRequest.DEFAULT_TOP;

    CompareCommand(Console console) {
        super(console);
    }

    @Override
    int ask(JobSearch search) throws IOException {
        Comparison answer = search.compare(new ComparisonRequest(query.selection(), background(), by, top));
        switch (format()) {
            case JSON -> console().out().println(SearchJson.write(answer));
            case TABLE -> ComparisonOutput.printForPeople(answer, console());
            case JSONL, CSV -> ComparisonOutput.rows(answer).print(format(), console());
        }
        if (!answer.timedOut()) {
            ComparisonOutput.sayWhatIsMissing(answer, console());
        }
        int code = query.exitCode(answer.timedOut(), answer.constraint(), null, console());
        if (answer.undecidable() != null && answer.undecidable() > 0) {
            console()
                    .say("only live jobs are compared: " + ValueText.things(answer.undecidable(), "archived job")
                            + (answer.undecidable() == 1 ? " is" : " are") + " left out (docs/archiving.md)");
            code = ExitCode.PARTIAL;
        }
        Responses.Constraint background = answer.against().decided();
        if (background != null && background.undecidable() > 0) {
            console()
                    .say("undecidable: " + ValueText.things(background.undecidable(), "other job")
                            + ", left out of the comparison: neither a record, which is gone, nor columns decide the"
                            + " constraint");
            return ExitCode.PARTIAL;
        }
        return code;
    }

    private Optional<Requests.Selection> background() {
        return against == null && againstConstraint == null
                ? Optional.empty()
                : Optional.of(
                        new Requests.Selection(against == null ? "" : against, Optional.ofNullable(againstConstraint)));
    }
}
