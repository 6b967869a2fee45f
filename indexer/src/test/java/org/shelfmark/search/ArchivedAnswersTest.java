package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.rollup.HandmadeSummaries;

class ArchivedAnswersTest {
    private static final List<String> QUERIES = List.of(
            "owner:alice",
            "-owner:bob",
            "status:completed",
            "exit:0",
            "failed:true",
            "exit:0 status:completed",
            "owner:alice exit:0",
            "owner:alice OR exit:1",
            "batch:sweep",
            "batch:sweep owner:alice",
            "-has:batch",
            "cluster:5",
            "cluster:5 OR cluster:7",
            "id:6.12",
            "host:e1",
            "host:e1 batch:sweep",
            "runtime:>500",
            "runtime:>500 exit:0",
            "runtime:>500 owner:bob",
            "ended:>2026-11-18",
            "ended:2026-11-19",
            "ended:>2026-11-18T12:00 host:e1",
            "last_hold_code:34",
            "request_memory:2000 memory:>1000",
            "holds:>1",
            "source:ap1",
            "source:nowhere");

    @TempDir
    private Path directory;

    private SummarizedShelf random(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> parts =
                List.of(RandomSubmissions.records(random, 250, 0), RandomSubmissions.records(random, 250, 250));
        return SummarizedShelf.of(directory, parts, key -> key.cluster() % 3 > 0, HandmadeSummaries.settings());
    }

    @Test
    void countsOfQueries_areWithinTheBounds() throws IOException {
        try (SummarizedShelf shelf = random(11)) {
            int exact = 0;
            for (String query : QUERIES) {
                SummarizedShelf.Question question = search -> search.count(new Requests.Count(query));
                long live = shelf.liveAnswer(question).get("count").asLong();
                JsonNode archived = shelf.archivedAnswer(question);
                long least = archived.get("count").asLong();
                long undecidable = archived.path("undecidable").asLong();
                assertThat(live).as(query).isBetween(least, least + undecidable);
                exact += undecidable == 0 ? 1 : 0;
            }
            assertThat(exact).isGreaterThan(10);
        }
    }

    @Test
    void facetsOfQueries_areTheSameWhereNothingIsUndecidable() throws IOException {
        try (SummarizedShelf shelf = random(12)) {
            int exact = 0;
            for (String query : QUERIES) {
                for (String by : List.of("owner", "batch", "status", "exit", "host", "failed", "last_hold_code")) {
                    SummarizedShelf.Question question =
                            search -> search.facets(new Requests.Facets(query, List.of(by), 50));
                    JsonNode live = shelf.liveAnswer(question);
                    JsonNode archived = shelf.archivedAnswer(question);
                    assertWithin(query + " by " + by, facet(live, by), facet(archived, by));
                    if (!archived.has("undecidable") && !facet(archived, by).has("undecidable")) {
                        assertThat(archived).as(query + " by " + by).isEqualTo(live);
                        exact++;
                    }
                }
            }
            assertThat(exact).isGreaterThan(70);
        }
    }

    private static JsonNode facet(JsonNode facets, String by) {
        return facets.get("facets").get(by);
    }

    /** What is known for certain must not be more than there is, and nothing may be negative. */
    private static void assertWithin(String what, JsonNode live, JsonNode archived) {
        assertThat(archived.get("missing").asLong())
                .as(what)
                .isBetween(0L, live.get("missing").asLong());
        for (JsonNode value : archived.get("values")) {
            long there = 0;
            for (JsonNode one : live.get("values")) {
                there = one.get("value").equals(value.get("value"))
                        ? one.get("count").asLong()
                        : there;
            }
            assertThat(value.get("count").asLong()).as(what + " " + value).isBetween(1L, there);
        }
    }

    @Test
    void statisticsOfQueries_areTheSameWhereNothingIsUndecidable() throws IOException {
        try (SummarizedShelf shelf = random(13)) {
            int exact = 0;
            for (String query : QUERIES) {
                for (String by : List.of("", "owner", "status", "host")) {
                    SummarizedShelf.Question question = search -> search.stats(new FigureRequests.Stats(
                            query, List.of("runtime", "request_memory"), by.isEmpty() ? List.of() : List.of(by)));
                    JsonNode archived = shelf.archivedAnswer(question);
                    if (!archived.toString().contains("undecidable") && !archived.has("ungrouped")) {
                        assertThat(SummarizedShelf.differences(shelf.liveAnswer(question), archived))
                                .as(query + " by " + by)
                                .isEmpty();
                        exact++;
                    }
                }
            }
            assertThat(exact).isGreaterThan(10);
        }
    }

    @Test
    void histogramsOfQueries_haveNoMoreThanThereIs() throws IOException {
        try (SummarizedShelf shelf = random(14)) {
            for (String query : QUERIES) {
                SummarizedShelf.Question question = search -> search.histogram(new FigureRequests.Histogram(
                        Requests.Selection.of(query), "submitted", "1d", Optional.of("host"), 10));
                JsonNode live = shelf.liveAnswer(question);
                JsonNode archived = shelf.archivedAnswer(question);
                for (JsonNode bucket : archived.path("buckets")) {
                    for (JsonNode one : live.path("buckets")) {
                        if (one.get("from").equals(bucket.get("from"))) {
                            assertThat(bucket.get("count").asLong())
                                    .as(query)
                                    .isLessThanOrEqualTo(one.get("count").asLong());
                            assertWithin(query, one.get("by"), bucket.get("by"));
                        }
                    }
                }
            }
        }
    }

    @Test
    void attributeThatIsNotKept_isUndecidable() throws IOException {
        String records = SmallRecords.record(1, 0, "Mood = 1", "Args = \"a\"")
                + SmallRecords.record(2, 0, "Mood = 1", "Args = \"a\"")
                + SmallRecords.record(2, 1, "Mood = 2", "Args = \"b\"");
        try (SummarizedShelf shelf = SummarizedShelf.of(directory, records, key -> key.cluster() == 2)) {
            JobSearch search = shelf.archived().search();
            Responses.Count count = search.count(new Requests.Count("Mood:1"));
            assertThat(count.count()).isEqualTo(1);
            assertThat(count.undecidable()).isEqualTo(2);
            Responses.Facets facets = search.facets(new Requests.Facets("", List.of("Mood"), 5));
            Responses.Facet facet = facets.facets().get("Mood");
            assertThat(facets.total()).isEqualTo(3);
            assertThat(facet).isEqualTo(new Responses.Facet(List.of(new Responses.FacetValue(1L, 1)), 0, 0, 1, 2L));
            Figures.Statistics mood = search.stats(new FigureRequests.Stats("", List.of("Mood"), List.of("Mood")))
                    .stats()
                    .get("Mood");
            assertThat(Objects.requireNonNull(mood).undecidable()).isEqualTo(2);
            assertThat(mood.missing()).isZero();
        }
    }

    @Test
    void jobsThatAreArchived_standInTheirSubmissions() throws IOException {
        String records = SmallRecords.record(1, 0) + SmallRecords.record(2, 0) + SmallRecords.record(2, 1);
        try (SummarizedShelf shelf = SummarizedShelf.of(directory, records, key -> key.cluster() == 2)) {
            JobSearch search = shelf.archived().search();
            Responses.Jobs all = search.jobs(new Requests.Jobs("", "", 10, Optional.empty(), List.of()));
            assertThat(all.total()).isEqualTo(3);
            assertThat(all.jobs()).hasSize(1);
            String source = String.valueOf(all.jobs().get(0).get("id")).replaceAll("#.*", "");
            assertThat(all.archived())
                    .isEqualTo(new ArchivedMatches(
                            2,
                            null,
                            List.of(new ArchivedMatches.ArchivedSubmission(
                                    source + "#2", source, "alice", 2, "0-1", 2, null, "2026-11-22T03:26:42Z"))));
            Responses.Jobs one = search.jobs(new Requests.Jobs("id:2.1", "", 10, Optional.empty(), List.of()));
            assertThat(one.total()).isEqualTo(1);
            assertThat(Objects.requireNonNull(one.archived()).jobs()).isEqualTo(1);
            Responses.Jobs live = search.jobs(new Requests.Jobs("id:1.0", "", 10, Optional.empty(), List.of()));
            assertThat(live.archived()).isNull();
            Responses.Status status = search.status();
            assertThat(status.jobs()).isEqualTo(3);
            assertThat(status.archivedJobs()).isEqualTo(2);
            assertThat(status.archivedSubmissions()).isEqualTo(1);
        }
    }

    @Test
    void recordOfAnArchivedJob_hasTheSameBytes() throws IOException {
        try (SummarizedShelf shelf = random(15)) {
            Requests.Jobs all = new Requests.Jobs("cluster:4", "", 1000, Optional.empty(), List.of());
            List<Map<String, @Nullable Object>> jobs =
                    shelf.live().search().jobs(all).jobs();
            assertThat(jobs).isNotEmpty();
            int shown = 0;
            for (Map<String, @Nullable Object> job : jobs) {
                Requests.OneJob one = new Requests.OneJob(String.valueOf(job.get("id")), Optional.empty());
                FetchedRecord live = shelf.live().search().record(one);
                FetchedRecord archived = shelf.archived().search().record(one);
                assertThat(archived.bytes()).isEqualTo(live.bytes());
                assertThat(archived.offset()).isEqualTo(live.offset());
                Map<String, @Nullable Object> known =
                        shelf.archived().search().job(one).job();
                shown += Boolean.TRUE.equals(known.get("archived")) ? 1 : 0;
                shelf.assertSame(one.id(), search -> search.job(one));
            }
            assertThat(shown).isPositive();
        }
    }

    @Test
    void archivedJobWithoutRecord_tellsWhatIsKnown() throws IOException {
        String records = SmallRecords.record(1, 0) + SmallRecords.record(2, 0) + SmallRecords.record(2, 1);
        try (SummarizedShelf shelf = SummarizedShelf.of(directory, records, key -> key.cluster() == 2)) {
            JobSearch search = shelf.archived().search();
            Files.write(
                    shelf.archived().file("history"),
                    (SmallRecords.record(1, 0) + SmallRecords.record(2, 0, "More = 1") + SmallRecords.record(2, 1))
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            Requests.OneJob one = new Requests.OneJob("2.1", Optional.empty());
            Map<String, @Nullable Object> job = search.job(one).job();
            assertThat(job)
                    .containsEntry("archived", true)
                    .containsEntry("Owner", "alice")
                    .containsEntry("ProcId", 1L)
                    .containsEntry("status", "completed")
                    .containsEntry("ended", 1_795_318_002L)
                    .hasEntrySatisfying(
                            "record", why -> assertThat(String.valueOf(why)).contains("not at byte"));
            assertThatThrownBy(() -> search.record(one))
                    .isInstanceOf(SearchException.class)
                    .hasMessageMatching("(?s)job .*#2\\.1 is archived \\(completed\\); the record of .*");
            assertThatThrownBy(() -> search.record(new Requests.OneJob("2.9", Optional.empty())))
                    .hasMessage("no job 2.9");
            assertThat(search.job(new Requests.OneJob("ap1.pool.test#2.1#1795317000", Optional.empty()))
                            .job())
                    .containsEntry("archived", true);
            assertThatThrownBy(() -> search.job(new Requests.OneJob("ap1.pool.test#2.1#17", Optional.empty())))
                    .hasMessageStartingWith("no job");
        }
    }

    @Test
    void export_saysHowManyJobsAreLeftOut() throws IOException {
        String records = SmallRecords.record(1, 0) + SmallRecords.record(2, 0) + SmallRecords.record(2, 1);
        try (SummarizedShelf shelf = SummarizedShelf.of(directory, records, key -> key.cluster() == 2)) {
            List<ExportEnd> ends = new ArrayList<>();
            shelf.archived()
                    .search()
                    .export(
                            new ExportRequest(Requests.Selection.of("cluster:2 OR proc:0"), List.of()),
                            new ExportListener() {
                                @Override
                                public void begin(List<String> names) {}

                                @Override
                                public void job(Map<String, @Nullable Object> job) {}

                                @Override
                                public void end(ExportEnd end) {
                                    ends.add(end);
                                }
                            });
            assertThat(ends).hasSize(1);
            assertThat(ends.get(0).count()).isEqualTo(1);
            assertThat(ends.get(0).archived()).isEqualTo(2);
            assertThat(ends.get(0).undecidable()).isNull();
        }
    }

    @Test
    void comparison_saysHowManyArchivedJobsItLeavesOut() throws IOException {
        String records = SmallRecords.record(1, 0) + SmallRecords.record(2, 0) + SmallRecords.record(2, 1);
        try (SummarizedShelf shelf = SummarizedShelf.of(directory, records, key -> key.cluster() == 2)) {
            Comparison comparison = shelf.archived()
                    .search()
                    .compare(new ComparisonRequest(
                            Requests.Selection.of("exit:0"), Optional.of(Requests.Selection.of("")), List.of(), 10));
            assertThat(comparison.undecidable()).isEqualTo(2);
        }
    }

    @Test
    void batchOfWhichSummariesTellTooLittle_isNotSaidToHaveNoJobs() throws IOException {
        String records =
                SmallRecords.record(2, 0, "JobBatchName = \"a\"") + SmallRecords.record(2, 1, "JobBatchName = \"b\"");
        try (SummarizedShelf shelf = SummarizedShelf.of(directory, records, key -> true)) {
            SubmissionRequests.Report report = new SubmissionRequests.Report(
                    "a", SubmissionRequests.Grouping.BATCH, Optional.empty(), Optional.empty());
            assertThatThrownBy(() -> shelf.archived().search().report(report))
                    .hasMessage("no jobs of batch 'a'; 1 archived jobs may be of it, their summaries do not tell");
        }
    }

    @Test
    void idOfTwoArchivedJobs_isAmbiguous() throws IOException {
        String records = SmallRecords.record(2, 0) + SmallRecords.record(2, 0).replace("alice", "bob");
        try (SummarizedShelf shelf = SummarizedShelf.of(directory, records, key -> true)) {
            assertThatThrownBy(() -> shelf.archived().search().job(new Requests.OneJob("2.0", Optional.empty())))
                    .isInstanceOf(SearchException.class)
                    .hasMessageStartingWith("job 2.0 exists more than once")
                    .hasMessageContaining("ap1.pool.test#2.0 of owner bob");
        }
    }
}
