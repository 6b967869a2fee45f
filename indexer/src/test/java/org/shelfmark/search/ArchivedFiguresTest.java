package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.rollup.HandmadeSummaries;

class ArchivedFiguresTest {
    private static final List<String> DIMENSIONS = List.of(
            "owner",
            "batch",
            "status",
            "exit",
            "by_signal",
            "failed",
            "host",
            "cmd",
            "hold_code",
            "request_memory",
            "request_cpus",
            "JobStatus",
            "source",
            "cluster",
            "dag",
            "last_hold_code",
            "holds",
            "starts");
    private static final List<String> MEASURES = List.of(
            "runtime",
            "cpu_time",
            "memory",
            "disk",
            "wait",
            "core_hours",
            "submitted",
            "ended",
            "cpu_efficiency",
            "request_memory",
            "exit");

    @TempDir
    private Path directory;

    private SummarizedShelf random(int jobs, long seed) throws IOException {
        return shelf(jobs, seed, "");
    }

    /** Without numbers that make far too many intervals. */
    private SummarizedShelf calm(int jobs, long seed) throws IOException {
        return shelf(jobs, seed, "(?m)^\\w+ = (-1|9223372036854775807|1.0E300)\n");
    }

    private SummarizedShelf shelf(int jobs, long seed, String without) throws IOException {
        Random random = new Random(seed);
        List<String> parts = List.of(
                RandomSubmissions.records(random, jobs, 0).replaceAll(without, ""),
                RandomSubmissions.records(random, jobs, jobs).replaceAll(without, ""));
        return SummarizedShelf.of(directory, parts, key -> key.cluster() % 3 > 0, HandmadeSummaries.settings());
    }

    @Test
    void allJobs_areCountedAsIfTheyWereLive() throws IOException {
        try (SummarizedShelf shelf = random(300, 1)) {
            shelf.assertSame("count", search -> search.count(new Requests.Count("")));
        }
    }

    @Test
    void facetsOfAllJobs_areAsIfTheyWereLive() throws IOException {
        try (SummarizedShelf shelf = random(300, 2)) {
            for (String by : DIMENSIONS) {
                shelf.assertSame(by, search -> search.facets(new Requests.Facets("", List.of(by), 5)));
            }
        }
    }

    @Test
    void statisticsOfAllJobs_areAsIfTheyWereLive() throws IOException {
        try (SummarizedShelf shelf = random(300, 3)) {
            for (String of : MEASURES) {
                shelf.assertSame(of, search -> search.stats(new FigureRequests.Stats("", List.of(of), List.of())));
                shelf.assertSame(
                        of + " by status",
                        search -> search.stats(new FigureRequests.Stats("", List.of(of), List.of("status", "exit"))));
            }
        }
    }

    @Test
    void timesByInterval_areAsIfTheyWereLive() throws IOException {
        try (SummarizedShelf shelf = calm(300, 4)) {
            for (String of : List.of("submitted", "started", "ended", "completed")) {
                for (String interval : List.of("15m", "1h", "1d", "1w", "1M")) {
                    shelf.assertSame(
                            of + " by " + interval,
                            search -> search.histogram(new FigureRequests.Histogram("", of, interval)));
                }
            }
        }
    }

    @Test
    void numbersByFittingIntervals_haveTheSameIntervals() throws IOException {
        try (SummarizedShelf shelf = random(300, 5)) {
            for (String of : MEASURES) {
                SummarizedShelf.Question question =
                        search -> search.histogram(new FigureRequests.Histogram("", of, "auto"));
                JsonNode live = shelf.liveAnswer(question);
                JsonNode archived = shelf.archivedAnswer(question);
                assertThat(archived.get("interval")).isEqualTo(live.get("interval"));
                long unplaced = archived.path("unplaced").asLong();
                assertThat(archived.get("missing")).isEqualTo(live.get("missing"));
                assertThat(sum(archived) + unplaced).isEqualTo(sum(live));
            }
        }
    }

    @Test
    void percentagesByTens_areAsIfTheyWereLive() throws IOException {
        try (SummarizedShelf shelf = calm(300, 6)) {
            shelf.assertSame(
                    "cpu_efficiency",
                    search -> search.histogram(new FigureRequests.Histogram("", "cpu_efficiency", "10")));
        }
    }

    @Test
    void intervalsDividedByWhatRowsHaveInCommon_areAsIfTheyWereLive() throws IOException {
        try (SummarizedShelf shelf = calm(300, 7)) {
            for (String by : List.of("status", "exit", "failed")) {
                shelf.assertSame(
                        by,
                        search -> search.histogram(new FigureRequests.Histogram(
                                Requests.Selection.of(""), "ended", "1h", Optional.of(by), 10)));
            }
        }
    }

    private static long sum(JsonNode histogram) {
        long sum = 0;
        for (JsonNode bucket : histogram.get("buckets")) {
            sum += bucket.get("count").asLong();
        }
        return sum;
    }
}
