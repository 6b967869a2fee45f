package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.lucene.document.NumericDocValuesField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.aggregate.FigureCache;
import org.shelfmark.aggregate.MatchingJobs;
import org.shelfmark.aggregate.SubmissionTally;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.OpenRecords;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.sample.SampleRecord;
import org.shelfmark.search.SubmissionRequests.Grouping;

/** Bounds in memory and time, and documents that are deleted. */
class SubmissionLimitsTest {
    private static final Mapping MAPPING = Mapping.htcondorJob();

    @TempDir
    private Path directory;

    private interface Asking {
        void ask(SearchRun run) throws IOException;
    }

    /** Asks the index of a shelf in the directory, with an own time limit. */
    private void run(Duration timeout, Asking asking) throws IOException {
        SearchSettings settings =
                new SearchSettings(InstantSource.fixed(SearchShelf.NOW), ZoneOffset.UTC, true, timeout);
        try (SnapshotSource snapshots = SnapshotSource.open(new IndexLayout(directory.resolve("index")), MAPPING);
                SearchRun run = new SearchRun(
                        snapshots.acquire(),
                        MAPPING,
                        settings,
                        new CoverageReader(ArchiveFileSystem.local()),
                        new FigureCache(0))) {
            asking.ask(run);
        }
    }

    private Selected everything(SearchRun run) throws IOException {
        SearchSettings settings = SearchSettings.forCommandLine(InstantSource.fixed(SearchShelf.NOW), ZoneOffset.UTC);
        ArchiveFileSystem files = ArchiveFileSystem.local();
        Path root = directory.resolve("index");
        return Selected.of(
                run,
                Requests.Selection.of(""),
                MAPPING,
                settings,
                new JobLookup(files, root, MAPPING, settings),
                new OpenRecords(files, root));
    }

    @Test
    void tooManySubmissions_areRefused() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory, SmallRecords.record(1, 0), SmallRecords.record(2, 0), SmallRecords.record(3, 0))) {
            SubmissionRequests.Submissions request = new SubmissionRequests.Submissions("", Grouping.CLUSTER);
            assertThat(shelf.search().submissions(request).total()).isEqualTo(3);

            run(Duration.ofMinutes(1), run -> {
                try (Selected all = everything(run)) {
                    assertThat(new SubmissionSearch(run, MAPPING, 3)
                                    .list(request, all, Optional.empty(), SearchShelf.NOW)
                                    .total())
                            .isEqualTo(3);
                    assertThatThrownBy(() -> new SubmissionSearch(run, MAPPING, 2)
                                    .list(request, all, Optional.empty(), SearchShelf.NOW))
                            .isInstanceOf(SearchException.class)
                            .hasMessage("the jobs are of more than 2 submissions; narrow the query, as by ended:>-30d");
                }
            });
        }
    }

    @Test
    void reportOfTooManyJobs_isRefused() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.record(1, 0), SmallRecords.record(1, 1))) {
            SubmissionRequests.Report request = new SubmissionRequests.Report("1");
            assertThat(shelf.search().report(request).total()).isEqualTo(2);

            run(Duration.ofMinutes(1), run -> {
                assertThat(new SubmissionReporting(run, MAPPING, 2)
                                .report(request)
                                .total())
                        .isEqualTo(2);
                assertThatThrownBy(() -> new SubmissionReporting(run, MAPPING, 1).report(request))
                        .isInstanceOf(SearchException.class)
                        .hasMessage("'1' has 2 jobs; reports are made of up to 1");
            });
        }
    }

    @Test
    void timeIsUp_theAnswerSaysSo() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.record(1, 0), SmallRecords.record(1, 1))) {
            SubmissionRequests.Submissions request = new SubmissionRequests.Submissions("", Grouping.CLUSTER);
            assertThat(shelf.search().submissions(request).timedOut()).isFalse();

            run(Duration.ofNanos(1), run -> {
                try (Selected all = everything(run)) {
                    Submissions partial =
                            new SubmissionSearch(run, MAPPING).list(request, all, Optional.empty(), SearchShelf.NOW);

                    assertThat(partial.timedOut()).isTrue();
                    assertThat(partial.submissions()).isEmpty();
                }
            });
        }
    }

    @Test
    void timeIsUpBeforeTheJobsWereFound_isNoReport() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory, SmallRecords.record(1, 0), SmallRecords.record(2, 0).replace("alice", "bob"))) {
            assertThat(shelf.count("cluster:1")).isEqualTo(1);
            for (String name : List.of("1", "3")) {
                run(
                        Duration.ofNanos(1),
                        run -> assertThatThrownBy(() -> new SubmissionReporting(run, MAPPING)
                                        .report(new SubmissionRequests.Report(name)))
                                .isInstanceOfSatisfying(
                                        SearchException.class,
                                        problem -> assertThat(problem.kind()).isEqualTo(SearchException.Kind.TIMED_OUT))
                                .hasMessage("the time was up before the jobs of cluster '" + name + "' were found"));
            }
            JobLookup lookup = new JobLookup(
                    ArchiveFileSystem.local(),
                    directory.resolve("index"),
                    MAPPING,
                    SearchSettings.forCommandLine(InstantSource.fixed(SearchShelf.NOW), ZoneOffset.UTC));
            run(
                    Duration.ofNanos(1),
                    run -> assertThatThrownBy(
                                    () -> lookup.find(run, new Requests.OneJob("1.0", Optional.of("ap1.pool.test"))))
                            .isInstanceOfSatisfying(
                                    SearchException.class,
                                    problem -> assertThat(problem.kind()).isEqualTo(SearchException.Kind.TIMED_OUT))
                            .hasMessage("the time was up before job 1.0 of source 'ap1.pool.test' was found"));
            run(
                    Duration.ofMinutes(1),
                    run -> assertThat(lookup.find(run, new Requests.OneJob("3.0", Optional.empty())))
                            .isEmpty());
        }
    }

    @Test
    void timeIsUpLater_theReportIsOfTheJobsSoFar() throws IOException {
        StringBuilder records = new StringBuilder();
        for (int proc = 0; proc < 1100; proc++) {
            records.append(SmallRecords.record(1, proc));
        }
        try (SearchShelf shelf = SearchShelf.of(directory, records.toString())) {
            run(Duration.ofMinutes(1), run -> {
                int[] asked = {0};
                Submissions.Submission submission = shelf.search()
                        .submissions(new SubmissionRequests.Submissions("", Grouping.CLUSTER))
                        .submissions()
                        .get(0);
                SubmissionTally tally = SubmissionTally.of(
                        MatchingJobs.of(run.searcher(), run.query(submission.query())), MAPPING, () -> asked[0]++ > 0);
                SubmissionReport report =
                        new SubmissionReporting(run, MAPPING).report(Grouping.CLUSTER, submission, tally);

                assertThat(report.total()).isEqualTo(1100);
                assertThat(report.statuses().missing()).isZero();
                assertThat(report.statuses().values()).containsExactly(new Responses.FacetValue("completed", 1024));
                assertThat(report.signals().missing()).isEqualTo(1024);
                assertThat(report.runTimeSeconds().jobs()
                                + report.runTimeSeconds().missing())
                        .isEqualTo(1024);
            });
        }
    }

    @Test
    void valuesThatAreMany_areToldApart() throws IOException {
        StringBuilder records = new StringBuilder();
        for (int proc = 0; proc < 10_050; proc++) {
            records.append(
                    SmallRecords.record(1, proc, "JobBatchName = \"" + (proc < 10_001 ? "b" + proc : "late") + '"'));
        }
        try (SearchShelf shelf = SearchShelf.of(directory, records.toString())) {
            Responses.Facet batches =
                    shelf.search().report(new SubmissionRequests.Report("1")).batchNames();

            assertThat(batches.values().subList(0, 2))
                    .containsExactly(new Responses.FacetValue("late", 49), new Responses.FacetValue("b0", 1));
            assertThat(batches.distinct()).isEqualTo(10_002);
            assertThat(batches.other()).isEqualTo(9_992);
            assertThat(batches.missing()).isZero();
        }
    }

    @Test
    void pageThatRepeatsALongQueryTooOften_isRefused() {
        Requests.Selection jobs = Requests.Selection.of("x".repeat(1000));

        assertThat(new SubmissionRequests.Submissions(jobs, Grouping.CLUSTER, "", 10_000, Optional.empty()).limit())
                .isEqualTo(10_000);
        assertThatThrownBy(() -> new SubmissionRequests.Submissions(
                        Requests.Selection.of("x".repeat(1001)), Grouping.CLUSTER, "", 10_000, Optional.empty()))
                .isInstanceOfSatisfying(
                        SearchException.class,
                        problem -> assertThat(problem.kind()).isEqualTo(SearchException.Kind.BAD_REQUEST))
                .hasMessage("limit is 10000 and the query, which each submission repeats, has 1001 characters;"
                        + " accepted: up to 10000000 characters of them all");
    }

    @Test
    void deletedJobs_areNoLongerInTheTotals() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (SearchShelf shelf = new SearchShelf(directory)) {
            for (int part = 0; part < 4; part++) {
                shelf.append("history", RandomSubmissions.records(random, 60, 60 * part));
                shelf.index();
            }
            for (long cluster : new long[] {2, 5}) {
                try (JobIndexWriter writer = JobIndexWriter.open(
                        new IndexLayout(directory.resolve("index")), MAPPING, new WriterSettings(16))) {
                    writer.remove(NumericDocValuesField.newSlowExactQuery("cluster", cluster));
                    writer.commit(writer.registry(), writer.positions());
                }
            }
            List<SampleRecord> left = SampleRecord.readAll(shelf.file("history")).stream()
                    .filter(record -> !record.raw("ClusterId").matches("[25]"))
                    .toList();

            for (Grouping by : Grouping.values()) {
                SubmissionListTest.compare(shelf, left, by, "seed " + seed);
            }
        }
    }
}
