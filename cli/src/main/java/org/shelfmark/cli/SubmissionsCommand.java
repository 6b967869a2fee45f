package org.shelfmark.cli;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.SearchJson;
import org.shelfmark.search.SubmissionRequests;
import org.shelfmark.search.Submissions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code submissions}: jobs that belong together, with totals. */
@Command(
        name = "submissions",
        description = "Print the submissions of the matching jobs with totals, the last to end first.",
        mixinStandardHelpOptions = true)
final class SubmissionsCommand extends AskingCommand {
    @Mixin
    private QueryWords query = new QueryWords();

    @Option(
            names = "--by",
            paramLabel = "GROUPING",
            defaultValue = "cluster",
            description = "Which jobs belong together: those of one cluster, batch (name) or dag. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String by = "cluster";

    @Option(
            names = "--sort",
            paramLabel = "TOTAL",
            defaultValue = "",
            description = "Sort by a total such as jobs, failed or core_hours, - before it for descending. Default: the"
                    + " last to end first.")
    private String sort = "";

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "20",
            description = "Print at most N submissions. Default: ${DEFAULT-VALUE}.")
    private int limit = SubmissionRequests.Submissions.DEFAULT_LIMIT;

    @Option(names = "--cursor", paramLabel = "CURSOR", description = "Go on behind a page: its next_cursor.")
    private @Nullable String cursor;

    SubmissionsCommand(Console console) {
        super(console);
    }

    @Override
    int ask(JobSearch search) throws IOException {
        Submissions answer = search.submissions(new SubmissionRequests.Submissions(
                query.selection(), SubmissionRequests.Grouping.of(by), sort, limit, Optional.ofNullable(cursor)));
        switch (format()) {
            case JSON -> console().out().println(SearchJson.write(answer));
            case JSONL, CSV -> SubmissionRows.forPrograms(answer.submissions()).print(format(), console());
            case TABLE -> {
                SubmissionRows.forPeople(answer.submissions(), console()).print(format(), console());
                sayWhatIsLeft(answer);
                query.sayIfNothing(
                        answer.jobs(), Completeness.isPartial(answer.timedOut(), answer.undecidable()), console());
            }
        }
        return query.exitCode(answer.timedOut(), answer.constraint(), answer.undecidable(), console());
    }

    private void sayWhatIsLeft(Submissions answer) {
        int shown = answer.submissions().size();
        if (answer.total() > shown) {
            console()
                    .say(ValueText.count(shown) + " of " + ValueText.things(answer.total(), "submission")
                            + "; -n prints more");
        }
        if (answer.without() > 0) {
            console()
                    .say(ValueText.count(answer.without()) + " of " + ValueText.things(answer.jobs(), "job")
                            + (answer.without() == 1 ? " belongs" : " belong") + " to no " + answer.by());
        }
    }
}
