package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.aggregate.FigureCache;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.JobCount;
import org.shelfmark.rollup.CondensedRow;
import org.shelfmark.rollup.SubmissionKey;
import org.shelfmark.rollup.Summaries;
import org.shelfmark.rollup.SummarySettings;

/** Whether what is found without a query's machinery is what the query finds. */
class ShortcutsTest {
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final int CLUSTERS = 12;
    private static final int PROCS = 4;
    private static final List<String> OWNERS = List.of("alice", "bob", "Carol");
    private static final List<String> QUERIES =
            List.of("*", "owner:alice", "owner:bob exit:0", "-owner:alice", "exit:>1", "owner:none", "cluster:3");

    @TempDir
    Path directory;

    /** Several segments, jobs of one id, jobs without an end, deletions, records that are none, and summaries. */
    private SearchShelf shelf(Random random) throws IOException {
        SearchShelf shelf = new SearchShelf(directory);
        for (int part = 0; part < 3; part++) {
            for (String source : List.of("one", "Two")) {
                StringBuilder records = new StringBuilder();
                for (int i = 0; i < 20; i++) {
                    records.append(record(random, part));
                }
                shelf.append(source + "/history", records.toString());
                shelf.index(shelf.file(source + "/history"), source);
            }
        }
        long from = 1_795_000_000L + random.nextInt(40);
        shelf.remove(NumericDocValuesField.newSlowRangeQuery("ended", from, from + 3));
        shelf.summarize(SummarySettings.keeping(List.of()), key -> key.cluster() % 5 == 0);
        return shelf;
    }

    private static String record(Random random, int part) {
        int cluster = 1 + random.nextInt(CLUSTERS);
        int proc = random.nextInt(PROCS);
        if (random.nextInt(15) == 0) {
            return "ClusterId = \"torn\nnot a record\n*** Offset = 0 ClusterId = " + cluster + " ProcId = " + proc
                    + " Owner = \"alice\" CompletionDate = 1\n";
        }
        String owner = OWNERS.get(random.nextInt(OWNERS.size()));
        // few different ends, so that the address decides
        String ended = random.nextInt(8) == 0
                ? ""
                : "CompletionDate = " + (1_795_000_000L + 5L * part + random.nextInt(20)) + "\n";
        return "ClusterId = " + cluster + "\nProcId = " + proc + "\nOwner = \"" + owner
                + "\"\nJobStatus = 4\nExitCode = "
                + random.nextInt(4) + "\nGlobalJobId = \"ap#" + cluster + "." + proc + "#" + random.nextInt(2) + "\"\n"
                + ended + "*** Offset = 0 ClusterId = " + cluster + " ProcId = " + proc + " Owner = \"" + owner
                + "\" CompletionDate = 1\n";
    }

    private interface Asking {
        void ask(SearchRun run) throws IOException;
    }

    private void run(Asking asking) throws IOException {
        SearchSettings settings =
                new SearchSettings(InstantSource.fixed(SearchShelf.NOW), ZoneOffset.UTC, true, Duration.ofMinutes(1));
        try (SnapshotSource snapshots = SnapshotSource.open(new IndexLayout(directory.resolve("index")), MAPPING);
                SearchRun run = new SearchRun(
                        snapshots.acquire(),
                        MAPPING,
                        settings,
                        new CoverageReader(ArchiveFileSystem.local()),
                        FigureCache.ofProcess())) {
            asking.ask(run);
        }
    }

    private static ScoreDoc[] queried(SearchRun run, Query query, int most) throws IOException {
        Sort newestFirst = SortOrder.parse("", MAPPING, run.attributes());
        return run.searcher().search(query, new TopFieldCollectorManager(newestFirst, most, null, most)).scoreDocs;
    }

    private static List<String> shown(List<ScoreDoc> jobs) {
        List<String> shown = new ArrayList<>();
        jobs.forEach(job -> shown.add(job.doc + " " + Arrays.toString(((FieldDoc) job).fields)));
        return shown;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 815})
    void newestJobs_areThoseOfTheSortedSearch(long seed) throws IOException {
        Random random = new Random(seed);
        try (SearchShelf shelf = shelf(random)) {
            assertThat(shelf.segments()).isGreaterThan(2);
            run(run -> {
                assertThat(run.searcher().getIndexReader().hasDeletions()).isTrue();
                Sort newestFirst = SortOrder.parse("", MAPPING, run.attributes());
                assertThat(NewestPage.isKeptBy(newestFirst, run.searcher().getIndexReader()))
                        .isTrue();
                for (String query : QUERIES) {
                    for (int most : new int[] {1, 2, 7, 20, 1000}) {
                        List<ScoreDoc> found =
                                NewestPage.of(run.searcher(), run.query(query), SegmentBounds.of(run.snapshot()), most);
                        assertThat(shown(found))
                                .as("%s, %d at the most", query, most)
                                .isEqualTo(shown(Arrays.asList(queried(run, run.query(query), most))));
                    }
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 815})
    void jobsOfAnId_areThoseOfTheQuery(long seed) throws IOException {
        Random random = new Random(seed);
        try (SearchShelf shelf = shelf(random)) {
            assertThat(shelf.segments()).isGreaterThan(2);
            run(run -> {
                int several = 0;
                for (int cluster = 0; cluster <= CLUSTERS + 1; cluster++) {
                    for (int proc = 0; proc <= PROCS; proc++) {
                        List<Integer> expected = Arrays.stream(
                                        queried(run, run.query("id:" + cluster + "." + proc), 1000))
                                .map(job -> job.doc)
                                .toList();
                        Optional<List<Integer>> found = new JobsById(run, MAPPING).find(cluster, proc, 1000);
                        assertThat(found).as("%d.%d", cluster, proc).contains(expected);
                        several += expected.size() > 1 ? 1 : 0;
                        if (!expected.isEmpty()) {
                            assertThat(new JobsById(run, MAPPING).find(cluster, proc, expected.size() - 1))
                                    .isEmpty();
                        }
                    }
                }
                assertThat(several).isPositive();
            });
        }
    }

    @ParameterizedTest
    @ValueSource(longs = 3)
    void idOfASource_isFoundInAnyCase(long seed) throws IOException {
        Random random = new Random(seed);
        try (SearchShelf shelf = shelf(random)) {
            run(run -> {
                for (int cluster = 1; cluster <= CLUSTERS; cluster++) {
                    for (String source : List.of("one", "two", "TWO", "three")) {
                        String id = cluster + ".0";
                        int expected = queried(run, run.query("id:" + id + " source:" + source), 1000).length;
                        assertThat(answered(shelf, source + "#" + id, expected, cluster))
                                .as("%s of %s", id, source)
                                .isTrue();
                    }
                }
            });
        }
    }

    private static boolean answered(SearchShelf shelf, String id, int expected, int cluster) throws IOException {
        try {
            String source = String.valueOf(shelf.search()
                    .job(new Requests.OneJob(id, Optional.empty()))
                    .job()
                    .get("source"));
            return (expected > 0 || cluster % 5 == 0)
                    && id.toLowerCase(Locale.ROOT).startsWith(source.toLowerCase(Locale.ROOT));
        } catch (SearchException refused) {
            return refused.kind() == SearchException.Kind.AMBIGUOUS ? expected != 1 : expected == 0;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ClusterId = 7.0", "ClusterId = \"7\"", "ProcId = 0.0"})
    void idsThatAreNoIntegers_areLeftToTheQuery(String odd) throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory,
                (odd.startsWith("ClusterId") ? odd + "\nProcId = 0\n" : "ClusterId = 7\n" + odd + "\n")
                        + "Owner = \"alice\"\n*** Offset = 0 ClusterId = 7 ProcId = 0 Owner = \"alice\" CompletionDate = 1\n")) {
            run(run -> {
                int expected = queried(run, run.query("id:7.0"), 10).length;
                Optional<List<Integer>> found = new JobsById(run, MAPPING).find(7, 0, 10);
                assertThat(found.map(List::size).orElse(expected)).isEqualTo(expected);
                assertThat(shelf.count("id:7.0")).isEqualTo(expected);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 815})
    void archivedJobsOfAnOwner_areThoseOfAllSummaries(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> queries = List.of(
                "owner:alice",
                "owner:CAROL exit:0",
                "source:two",
                "source:ONE owner:bob",
                "id:one#5",
                "owner:alice OR owner:bob",
                "-owner:alice",
                "owner:alice,carol",
                "owner:a*",
                "owner:nobody",
                "exit:0 (owner:bob source:one)",
                "owner:alice owner:bob",
                "*");
        try (SearchShelf shelf = shelf(random)) {
            shelf.append("one/history", odd("Owner = 5") + odd("Other = 5"));
            shelf.index(shelf.file("one/history"), "one");
            shelf.summarize(SummarySettings.keeping(List.of()), key -> key.cluster() == 5 || key.cluster() == 10);
            run(run -> {
                int narrowed = 0;
                for (String query : queries) {
                    Requests.Selection jobs = Requests.Selection.of(query);
                    ArchivedJobs found = ArchivedJobs.of(run, jobs);
                    List<SubmissionKey> met = new ArrayList<>();
                    JobCount count = found.visit(
                            Set.of(), row -> met.add(row.submission().key()));
                    List<SubmissionKey> expected = new ArrayList<>();
                    JobCount[] all = {JobCount.NONE};
                    Summaries.visit(run.searcher().getIndexReader(), submission -> {
                        for (CondensedRow row : submission.rows()) {
                            MatchingRow matching = MatchingRow.of(submission, row, run.condensed(jobs));
                            if (matching.count().most() > 0) {
                                expected.add(submission.key());
                                all[0] = all[0].plus(matching.count());
                            }
                        }
                    });
                    assertThat(met).as(query).containsExactlyElementsOf(expected);
                    assertThat(count).as(query).isEqualTo(all[0]);
                    narrowed += found.wanted().equals(Summaries.Wanted.ALL) ? 0 : 1;
                }
                assertThat(narrowed).isPositive();
            });
        }
    }

    private static String odd(String owner) {
        return "ClusterId = 5\nProcId = 99\n" + owner + "\nJobStatus = 4\nExitCode = 0\nCompletionDate = 1795000000\n"
                + "*** Offset = 0 ClusterId = 5 ProcId = 99 Owner = \"?\" CompletionDate = 1\n";
    }

    @Test
    void summariesOfAnOwner_areShownWithoutTheOthers() throws IOException {
        try (SearchShelf shelf = shelf(new Random(7))) {
            assertThat(shelf.segments()).isGreaterThan(2);
            run(run -> {
                Summaries.Wanted wanted = new Summaries.Wanted(Optional.of("two"), Optional.of("carol"));
                List<SubmissionKey> shown = new ArrayList<>();
                for (LeafReaderContext leaf : run.searcher().getIndexReader().leaves()) {
                    Summaries.visit(leaf, wanted, submission -> shown.add(submission.key()));
                }
                List<SubmissionKey> expected = new ArrayList<>();
                Summaries.visit(run.searcher().getIndexReader(), submission -> {
                    if (submission.key().source().equals("two")
                            && submission.key().owner().equals(Optional.of("carol"))) {
                        expected.add(submission.key());
                    }
                });
                assertThat(shown).isNotEmpty().containsExactlyElementsOf(expected);
            });
        }
    }
}
