package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.search.FigureArchive.Job;

/**
 * Facets, statistics, histograms and comparisons that a cluster counts are those of the records, and in every value what an
 * index of the same archive answers.
 */
class ClusterFiguresTest {
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "America/Chicago", "Australia/Lord_Howe", "Asia/Kathmandu");

    /** More than a cluster is asked for at once. */
    private static final int MANY = 10_500;

    static LongStream seeds() {
        long first = Long.getLong("shelfmark.firstSeed", 1);
        return LongStream.range(first, first + (Boolean.getBoolean("shelfmark.thorough") ? 30 : 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomArchive_figuresAreThoseOfItsRecordsAndOfItsIndex(long seed, @TempDir Path directory) throws IOException {
        Random random = new Random(seed);
        ZoneId zone = ZoneId.of(ZONES.get((int) (seed % ZONES.size())));
        System.out.println("seed " + seed + ", zone " + zone);
        FigureArchive archive = new FigureArchive(random, zone, seed % 2 == 0);
        List<Job> jobs = new ArrayList<>();
        try (ShippedShelf shelf = new ShippedShelf(directory, "figures-" + seed)) {
            for (int part = 0; part < 2; part++) {
                for (int i = 60 + random.nextInt(100); i > 0; i--) {
                    Job job = archive.job();
                    shelf.append(job.text());
                    jobs.add(job);
                }
                shelf.index();
                new FigureComparison(shelf.ofBoth(zone), zone, random, jobs)
                        .compare(4, "seed " + seed + ", part " + part);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void oddValuesInEveryField_figuresAreThoseOfTheIndex(long seed, @TempDir Path directory) throws IOException {
        Random random = new Random(seed);
        System.out.println("seed " + seed);
        OddJobs jobs = new OddJobs(random, 6);
        try (ShippedShelf shelf = new ShippedShelf(directory, "odd-figures-" + seed)) {
            for (int cluster = 1; cluster < 25; cluster++) {
                for (int proc = random.nextInt(8); proc >= 0; proc--) {
                    shelf.append(jobs.record(cluster, proc, random.nextInt(1_000_000)));
                }
            }
            shelf.index();
            JobSearch both = shelf.ofBoth(ZoneOffset.UTC);
            for (int i = 0; i < 20; i++) {
                askAll(both, jobs, random);
            }
        }
    }

    private static void askAll(JobSearch both, OddJobs jobs, Random random) throws IOException {
        int top = 1 + random.nextInt(5);
        ask(() -> both.facets(
                new Requests.Facets(selection(jobs, random), names(random, 3), top, Requests.FacetOrder.COUNT, "")));
        List<String> by = random.nextBoolean() ? names(random, 2) : List.of();
        ask(() -> both.stats(new FigureRequests.Stats(
                selection(jobs, random), names(random, 2), by, List.of(0.0, 50.0, 99.0), top)));
        String interval = OddJobs.pick(random, List.of("auto", "log", "1", "0.5", "1d", "1y", "1000"));
        Optional<String> dividing =
                random.nextBoolean() ? Optional.of(OddJobs.pick(random, OddJobs.NAMES)) : Optional.empty();
        ask(() -> both.histogram(new FigureRequests.Histogram(
                selection(jobs, random), OddJobs.pick(random, OddJobs.NAMES), interval, dividing, top)));
        Optional<Requests.Selection> against =
                random.nextBoolean() ? Optional.of(selection(jobs, random)) : Optional.empty();
        List<String> compared = random.nextBoolean() ? names(random, 3) : List.of();
        ask(() -> both.compare(new ComparisonRequest(selection(jobs, random), against, compared, 50)));
    }

    /** A question; both may refuse it, in the same words. */
    private interface Asked {
        Object answer() throws IOException;
    }

    private static void ask(Asked asked) throws IOException {
        try {
            assertThat(asked.answer()).isNotNull();
        } catch (SearchException refused) {
            assertThat(refused).hasMessageNotContaining("fetched");
        }
    }

    private static Requests.Selection selection(OddJobs jobs, Random random) {
        return random.nextInt(6) == 0
                ? new Requests.Selection(jobs.query(1), Optional.of("ExitCode =?= 0 || Tag > 2"))
                : Requests.Selection.of(jobs.query(random.nextInt(3)));
    }

    private static List<String> names(Random random, int most) {
        List<String> names = new ArrayList<>();
        for (int i = random.nextInt(most); i >= 0; i--) {
            String name = OddJobs.pick(random, OddJobs.NAMES);
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        return names;
    }

    @Test
    void ordinaryJobs_areCountedAndNotFetched(@TempDir Path directory) throws IOException {
        try (ShippedShelf shelf = new ShippedShelf(directory, "counted");
                WatchedCluster watched = new WatchedCluster(shelf.url())) {
            for (int i = 0; i < 50; i++) {
                shelf.append("Owner = \"" + (i % 3 == 0 ? "alice" : "bob") + "\"\nExitCode = " + i % 4
                        + "\nRemoteWallClockTime = " + i * 10 + ".5\nTag = " + i % 5 + "\nCompletionDate = "
                        + (1_795_000_000 + i * 1000) + "\nJobStatus = 4\n" + SmallRecords.banner(i, 0));
            }
            shelf.index();
            JobSearch search = shelf.ofCluster(watched.url(), ZoneOffset.UTC, Duration.ofMinutes(1));
            search.status();
            int before = watched.jobs();
            int searches = watched.searches();
            search.facets(new Requests.Facets("*", List.of("owner", "exit", "status", "failed", "Tag"), 10));
            assertThat(watched.searches()).as("one search for all").isEqualTo(searches + 1);
            search.stats(new FigureRequests.Stats(
                    Requests.Selection.of("*"), List.of("runtime", "Tag"), List.of("owner", "Tag"), List.of(50.0), 5));
            search.histogram(
                    new FigureRequests.Histogram(Requests.Selection.of("*"), "ended", "auto", Optional.of("owner"), 5));
            search.compare(new ComparisonRequest(Requests.Selection.of("exit:1"), Optional.empty(), List.of(), 5));
            assertThat(watched.jobs()).isEqualTo(before);
            search.facets(new Requests.Facets(
                    new Requests.Selection("*", Optional.of("Tag > 2")),
                    List.of("owner"),
                    5,
                    Requests.FacetOrder.COUNT,
                    ""));
            assertThat(watched.jobs()).as("those that a constraint means").isEqualTo(before + 20);
        }
    }

    @Test
    void moreValuesThanAreToldAtOnce_figuresAreThoseOfTheIndex(@TempDir Path directory) throws IOException {
        try (ShippedShelf shelf = new ShippedShelf(directory, "many-figures")) {
            StringBuilder records = new StringBuilder();
            for (int i = 1; i <= MANY; i++) {
                records.append("Owner = \"user")
                        .append(i % 7)
                        .append("\"\nCmd = \"/bin/")
                        .append(i);
                records.append("\"\nRemoteWallClockTime = ")
                        .append(i * 0.5)
                        .append("\nSerial = ")
                        .append(i);
                records.append("\nExitCode = ").append(i % 3 == 0 ? "9007199254740993" : i % 3);
                records.append("\nCompletionDate = ")
                        .append(1_795_000_000 - i * 60L)
                        .append("\nJobStatus = 4\n");
                records.append(SmallRecords.banner(i, 0));
            }
            shelf.append(records.toString());
            shelf.index();
            JobSearch both = shelf.ofBoth(ZoneOffset.UTC);
            Requests.Selection all = Requests.Selection.of("*");
            Responses.Facets facets = both.facets(new Requests.Facets("*", List.of("cmd", "Serial", "owner"), 3));
            assertThat(facets.facets().values().stream()
                            .map(Responses.Facet::distinct)
                            .toList())
                    .containsExactly((long) MANY, (long) MANY, 7L);
            both.stats(new FigureRequests.Stats(
                    all, List.of("runtime", "Serial"), List.of("owner"), List.of(50.0, 99.0), 9));
            both.histogram(new FigureRequests.Histogram(all, "ended", "15m", Optional.of("owner"), 3));
            both.histogram(new FigureRequests.Histogram(all, "ended", "1d", Optional.of("cmd"), 3));
            both.histogram(new FigureRequests.Histogram(all, "exit", "log", Optional.of("owner"), 3));
            both.histogram(new FigureRequests.Histogram(all, "Serial", "1000", Optional.of("owner"), 3));
            assertThatThrownBy(
                            () -> both.histogram(new FigureRequests.Histogram(all, "ended", "1s", Optional.empty(), 3)))
                    .isInstanceOf(SearchException.class)
                    .hasMessageContaining("more than 10000 intervals");
            assertThatThrownBy(() ->
                            both.stats(new FigureRequests.Stats(all, List.of("runtime"), List.of("cmd"), List.of(), 3)))
                    .isInstanceOf(SearchException.class)
                    .hasMessageContaining("more than 5000 groups");
        }
    }

    @Test
    void noTimeLeft_answersSayIt(@TempDir Path directory) throws IOException {
        try (ShippedShelf shelf = new ShippedShelf(directory, "hurried")) {
            shelf.append("Owner = \"alice\"\nExitCode = 1\n" + SmallRecords.banner(1, 0));
            shelf.index();
            JobSearch search = shelf.ofCluster(shelf.url(), ZoneOffset.UTC, Duration.ofNanos(1));
            Requests.Selection all = Requests.Selection.of("*");
            assertThat(search.facets(new Requests.Facets("*", List.of("owner"), 3))
                            .timedOut())
                    .isTrue();
            assertThat(search.stats(new FigureRequests.Stats(all, List.of("exit"), List.of("owner"), List.of(), 3))
                            .timedOut())
                    .isTrue();
            assertThat(search.histogram(new FigureRequests.Histogram(all, "exit", "auto", Optional.empty(), 3))
                            .timedOut())
                    .isTrue();
            Comparison comparison = search.compare(new ComparisonRequest(all, Optional.empty(), List.of(), 3));
            assertThat(comparison.timedOut()).isTrue();
            assertThat(comparison.findings()).isEmpty();
        }
    }
}
