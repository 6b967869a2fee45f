package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SubmissionRequests;

final class ReportCommandTest {
    /** Knows the submissions 7 and 1234; 8 is ambiguous. */
    private static JobSearch search() {
        return InventedAnswers.answering("report", arguments -> {
            String name = ((SubmissionRequests.Report) arguments[0]).name();
            return switch (name) {
                case "7" -> SubmissionCases.unknown();
                case "1234" -> SubmissionCases.report();
                case "8" -> throw new SearchException(SearchException.Kind.AMBIGUOUS, "8 is several");
                default -> throw new SearchException(SearchException.Kind.NOT_FOUND, "no submission " + name);
            };
        });
    }

    private static CommandRun run(String... words) throws IOException {
        return ScreenRun.of(search(), Map.of(), List.of(words));
    }

    @Test
    void severalSubmissions_areRowsUnderOneHeading() throws IOException {
        CommandRun run = run("report", "7", "1234", "--format", "csv");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out().lines()).hasSize(3);
        assertThat(run.out())
                .startsWith("name,source,owner,")
                .contains("\nap1#7,")
                .contains("\nap1#1234,");
    }

    @Test
    void submissionThatIsNotThere_doesNotKeepTheOthersBack() throws IOException {
        CommandRun run = run("report", "7", "5", "1234");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).isEqualTo("shelfmark: no submission 5\n");
        assertThat(run.out()).startsWith("ap1#7\n").contains("\n\nap1#1234\n");
    }

    @Test
    void ambiguousName_isAnError() {
        assertThatThrownBy(() -> run("report", "8"))
                .isInstanceOf(SearchException.class)
                .hasMessage("8 is several");
    }
}
