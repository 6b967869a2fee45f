package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.SmallRecords;

/** One record whose values nobody has thought of must not take the answers away from all others. */
final class AbsurdRecordsTest {
    private static String record(int cluster, String completionDate, String batch) {
        return "Owner = \"bob\"\nJobStatus = 4\nExitCode = " + cluster % 2 + "\nCompletionDate = " + completionDate
                + "\nJobBatchName = \"" + batch + "\"\nClusterId = " + cluster + "\nProcId = 0\nGlobalJobId = \"ap1#"
                + cluster + ".0#1795317000\"\n" + SmallRecords.banner(cluster, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "31556889864403199", "31556889864403200", "253402300800"})
    void momentBeyondAllCalendars_isAnsweredWith(String moment, @TempDir Path directory) throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory, record(1, "1795317000", "a"), record(2, moment, "b"), record(3, "1795317001", "c"))) {
            JobSearch search = shelf.search();

            assertThat(search.count(new Requests.Count("*")).count()).isEqualTo(3);
            assertThat(shelf.ids("*", "", 10)).hasSize(3);
            assertThat(search.facets(new Requests.Facets("*", List.of("ended"), 5))
                            .total())
                    .isEqualTo(3);
            assertThat(search.stats(new FigureRequests.Stats("*", List.of("ended"), List.of()))
                            .total())
                    .isEqualTo(3);
            assertThat(search.histogram(new FigureRequests.Histogram("exit:1", "ended", "1h"))
                            .total())
                    .isEqualTo(2);
            assertThat(search.compare(ComparisonRequest.of("exit:0")).total()).isEqualTo(1);
            assertThat(search.submissions(new SubmissionRequests.Submissions(
                                    Requests.Selection.of("*"),
                                    SubmissionRequests.Grouping.CLUSTER,
                                    "",
                                    10,
                                    Optional.empty()))
                            .submissions())
                    .hasSize(3);
            assertThat(search.report(new SubmissionRequests.Report(
                                    "2", SubmissionRequests.Grouping.CLUSTER, Optional.empty(), Optional.empty()))
                            .total())
                    .isEqualTo(1);
            assertThat(search.status().jobs()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {150, 1000, 1999, 2600})
    void nameOfManyParts_isSuggested(int parts, @TempDir Path directory) throws IOException {
        String name = "a" + ".a".repeat(parts);
        try (SearchShelf shelf = SearchShelf.of(directory, record(1, "1795317000", name))) {
            List<Suggestions.Suggestion> suggested = shelf.search()
                    .suggest(new SuggestRequest("batch:a", OptionalLong.empty(), 10))
                    .suggestions();

            assertThat(suggested).hasSize(1);
            assertThat(shelf.count("batch:" + suggested.get(0).text())).isEqualTo(1);
        }
    }
}
