package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.rollup.HandmadeSummaries;
import org.shelfmark.rollup.SubmissionKey;

class ArchivedSubmissionsTest {
    @TempDir
    private Path directory;

    private SummarizedShelf shelf(long seed, Predicate<SubmissionKey> which) throws IOException {
        String records = RandomSubmissions.records(new Random(seed), 400, 0);
        return SummarizedShelf.of(directory, List.of(records), which, HandmadeSummaries.settings());
    }

    private static JsonNode withoutFirstJobs(JsonNode answer) {
        for (JsonNode submission : answer.get("submissions")) {
            ((ObjectNode) submission).remove(List.of("batch", "cmd"));
        }
        return answer;
    }

    @Test
    void listOfArchivedClusters_isAsIfTheyWereLive() throws IOException {
        try (SummarizedShelf shelf = shelf(1, key -> key.cluster() % 2 == 0)) {
            for (String sort : List.of("", "jobs", "-wall_hours", "failed", "-cpu_efficiency", "-holds", "started")) {
                SummarizedShelf.Question all = search -> search.submissions(new SubmissionRequests.Submissions(
                        Requests.Selection.of(""), SubmissionRequests.Grouping.CLUSTER, sort, 1000, Optional.empty()));
                assertThat(SummarizedShelf.differences(
                                withoutFirstJobs(shelf.liveAnswer(all)), withoutFirstJobs(shelf.archivedAnswer(all))))
                        .as(sort)
                        .isEmpty();
            }
        }
    }

    @Test
    void pagesOfArchivedClusters_makeUpTheList() throws IOException {
        try (SummarizedShelf shelf = shelf(2, key -> key.cluster() % 2 == 0)) {
            List<String> names = new ArrayList<>();
            Optional<String> cursor = Optional.empty();
            do {
                Submissions page = shelf.archived()
                        .search()
                        .submissions(new SubmissionRequests.Submissions(
                                Requests.Selection.of(""), SubmissionRequests.Grouping.CLUSTER, "-jobs", 7, cursor));
                page.submissions().forEach(one -> names.add(one.name() + one.owner()));
                cursor = Optional.ofNullable(page.nextCursor());
            } while (cursor.isPresent());
            Submissions whole = shelf.live()
                    .search()
                    .submissions(new SubmissionRequests.Submissions(
                            Requests.Selection.of(""),
                            SubmissionRequests.Grouping.CLUSTER,
                            "-jobs",
                            1000,
                            Optional.empty()));
            assertThat(names)
                    .isEqualTo(whole.submissions().stream()
                            .map(one -> one.name() + one.owner())
                            .toList());
        }
    }

    @Test
    void reportsOfArchivedClusters_haveWhatTheyHadBefore() throws IOException {
        try (SummarizedShelf shelf = shelf(3, key -> true)) {
            Submissions all = shelf.live()
                    .search()
                    .submissions(new SubmissionRequests.Submissions(
                            Requests.Selection.of(""), SubmissionRequests.Grouping.CLUSTER, "", 40, Optional.empty()));
            int compared = 0;
            for (Submissions.Submission one : all.submissions()) {
                SummarizedShelf.Question report = search -> search.report(new SubmissionRequests.Report(
                        one.name(),
                        SubmissionRequests.Grouping.CLUSTER,
                        Optional.ofNullable(one.owner()),
                        Optional.of(one.source())));
                JsonNode live = shelf.liveAnswer(report);
                JsonNode archived = shelf.archivedAnswer(report);
                if (!live.isObject()) {
                    // those without an owner cannot be named
                    assertThat(one.owner()).isNull();
                    continue;
                }
                compared++;
                for (String part : List.of(
                        "total",
                        "batch_names",
                        "commands",
                        "statuses",
                        "exit_codes",
                        "signals",
                        "attempts",
                        "vacates",
                        "efficiency",
                        "host_failures")) {
                    assertThat(archived.get(part)).as(one.name() + " " + part).isEqualTo(live.get(part));
                }
            }
            assertThat(compared).isGreaterThan(20);
        }
    }
}
