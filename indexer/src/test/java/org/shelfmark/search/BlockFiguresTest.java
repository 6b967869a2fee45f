package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.aggregate.Bins;
import org.shelfmark.aggregate.Dimension;
import org.shelfmark.aggregate.FigureCache;
import org.shelfmark.aggregate.FixedBins;
import org.shelfmark.aggregate.GroupCounting;
import org.shelfmark.aggregate.GroupTallies;
import org.shelfmark.aggregate.HeapColumns;
import org.shelfmark.aggregate.IntervalCounting;
import org.shelfmark.aggregate.IntervalCounts;
import org.shelfmark.aggregate.Measure;
import org.shelfmark.aggregate.NumberTally;
import org.shelfmark.aggregate.Pass;
import org.shelfmark.aggregate.TimeBins;
import org.shelfmark.aggregate.ValueCounting;
import org.shelfmark.aggregate.ValueCounts;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.ExcludedJobs;
import org.shelfmark.query.QueryContext;
import org.shelfmark.query.QueryException;
import org.shelfmark.query.QueryParser;
import org.shelfmark.query.SnapshotAttributes;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.rollup.WriterArchivist;

/** Figures counted in blocks, by bounds of columns or out of memory are those of looking at one job after the other. */
class BlockFiguresTest {
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final List<FieldMapping> FIELDS =
            List.of(field("owner"), field("status"), field("exit"), field("host"), field("source"), field("runtime"));
    /** Asked of all jobs but some: two fields of one column among them. */
    private static final List<FieldMapping> COUNTED = List.of(
            field("owner"), field("status"), field("jobstatus"), field("exit"), field("batch"), field("memory"));

    private static final List<String> ALL_BUT =
            List.of("-owner:alice", "-owner:nobody", "-status:completed -cluster:7", "-*");

    private static final List<FieldMapping> NUMBERS =
            List.of(field("exit"), field("runtime"), field("memory"), field("submitted"), field("ended"));

    @TempDir
    private Path directory;

    /** Shares out so many jobs at a time, parts of a segment as well. */
    private static final class Sliced extends IndexSearcher {
        Sliced(DirectoryReader reader, ExecutorService threads) {
            super(reader, threads);
        }

        @Override
        protected LeafSlice[] slices(List<LeafReaderContext> leaves) {
            return slices(leaves, 700, 3, true);
        }
    }

    private interface Change {
        void by(JobIndexWriter writer) throws IOException;
    }

    private void change(Change change) throws IOException {
        try (JobIndexWriter writer =
                JobIndexWriter.open(new IndexLayout(directory.resolve("index")), MAPPING, new WriterSettings(16))) {
            change.by(writer);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyJobs_figuresOfOneJobAfterTheOther(long seed) throws IOException, QueryException {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        FigureArchive archive = new FigureArchive(random, ZoneOffset.UTC, seed % 2 == 0);
        FigureCache cache = new FigureCache(seed == 3 ? 60_000 : 10_000_000);
        // one has room for some copies only
        long mostOfCopies = seed == 3 ? 4_000 : 10_000_000;
        HeapColumns copies = new HeapColumns(mostOfCopies, Runnable::run);
        try (SearchShelf shelf = new SearchShelf(directory);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            @Nullable DirectoryReader last = null;
            try (Directory jobs = FSDirectory.open(directory.resolve("index").resolve("jobs"))) {
                for (int round = 0; round < 4; round++) {
                    for (int i = random.nextInt(1500); i >= 0; i--) {
                        boolean damaged = random.nextInt(300) == 0;
                        shelf.append(
                                "history", damaged ? damaged(i) : archive.job().text());
                    }
                    shelf.index();
                    if (round == 2) {
                        change(writer -> new WriterArchivist(
                                        writer,
                                        ArchiveFileSystem.local(),
                                        MAPPING,
                                        SummarySettings.keeping(List.of()),
                                        ZoneOffset.UTC,
                                        InstantSource.fixed(SearchShelf.NOW))
                                .archive(new ArchiveOrder("cluster:100..130", Optional.empty(), false, true)));
                    }
                    if (round > 0) {
                        int from = random.nextInt(300);
                        change(writer -> {
                            writer.remove(NumericDocValuesField.newSlowRangeQuery("cluster", from, from + 40));
                            writer.commit();
                        });
                    }
                    DirectoryReader reader = newest(jobs, last);
                    last = reader;
                    IndexSearcher sliced = new Sliced(reader, threads);
                    String as = "seed " + seed + ", round " + round;
                    check(as, sliced, QueryParser.everything(), Optional.of(cache), copies);
                    check(as + ", again", sliced, QueryParser.everything(), Optional.of(cache), copies);
                    for (String some :
                            List.of("*", "owner:alice", "-owner:alice", "owner:nobody", "cluster:7", "ended:2026")) {
                        check(as + ", " + some, sliced, query(some, reader), Optional.empty(), copies);
                    }
                    String allBut = ALL_BUT.get(round);
                    checkCounts(as + ", " + allBut, sliced, query(allBut, reader), cache, copies);
                    assertThat(copies.bytes()).as(as).isBetween(1L, mostOfCopies);
                }
            } finally {
                if (last != null) {
                    last.close();
                }
            }
        }
    }

    /** The newest commit; the one before is closed. */
    private static DirectoryReader newest(Directory jobs, @Nullable DirectoryReader last) throws IOException {
        if (last == null) {
            return DirectoryReader.open(jobs);
        }
        DirectoryReader changed = DirectoryReader.openIfChanged(last);
        if (changed == null) {
            return last;
        }
        last.close();
        return changed;
    }

    private static <T> T found(Map<String, Pass.Answer<T>> answers, String name) {
        return Objects.requireNonNull(answers.get(name)).get();
    }

    private static String damaged(int proc) {
        return SmallRecords.record(1_000_000, proc, "this is no attribute");
    }

    private static Query query(String text, DirectoryReader reader) throws QueryException {
        return QueryParser.parse(
                text, new QueryContext(MAPPING, new SnapshotAttributes(reader), SearchShelf.NOW, ZoneOffset.UTC));
    }

    private static void checkCounts(
            String as, IndexSearcher searcher, Query jobs, FigureCache cache, HeapColumns copies) throws IOException {
        PlainFigures plain = new PlainFigures(MAPPING, new IndexSearcher(searcher.getIndexReader()), jobs);
        Map<String, Map<String, Long>> expected = new TreeMap<>();
        for (FieldMapping field : COUNTED) {
            expected.put(field.name(), plain.counts(field));
        }
        Query others = ExcludedJobs.of(jobs).orElseThrow();
        // the last time with copies, and all that is remembered
        for (int time = 0; time < 3; time++) {
            Pass pass = new Pass();
            Map<String, Pass.Answer<ValueCounts>> counts = new TreeMap<>();
            for (FieldMapping field : COUNTED) {
                counts.put(field.name(), pass.find(new ValueCounting(Dimension.of(MAPPING, field, copies))));
            }
            pass.overAllBut(searcher, QueryParser.everything(), jobs, others, cache);
            assertThat(pass.total()).as(as).isEqualTo(plain.jobs());
            expected.forEach((name, byText) -> {
                ValueCounts found = found(counts, name);
                assertThat(text(found)).as(as + ", " + name).isEqualTo(byText);
                assertThat(found.distinct()).as(as + ", " + name).isEqualTo(byText.size());
                assertThat(found.counted())
                        .as(as + ", " + name)
                        .isEqualTo(byText.values().stream()
                                .mapToLong(Long::longValue)
                                .sum());
            });
        }
    }

    private static void check(
            String as, IndexSearcher searcher, Query jobs, Optional<FigureCache> cache, HeapColumns copies)
            throws IOException {
        PlainFigures plain = new PlainFigures(MAPPING, new IndexSearcher(searcher.getIndexReader()), jobs);
        Pass pass = new Pass();
        Map<String, Pass.Answer<ValueCounts>> counts = new TreeMap<>();
        Map<String, Pass.Answer<GroupTallies>> tallies = new TreeMap<>();
        Map<String, Pass.Answer<IntervalCounts>> intervals = new TreeMap<>();
        for (FieldMapping field : FIELDS) {
            counts.put(field.name(), pass.find(new ValueCounting(Dimension.of(MAPPING, field, copies))));
        }
        FieldMapping by = field("status");
        for (FieldMapping field : NUMBERS) {
            Measure measure = Measure.of(MAPPING, field);
            tallies.put(field.name(), pass.find(new GroupCounting(List.of(), List.of(measure), 100_000)));
            tallies.put(
                    field.name() + " by status",
                    pass.find(new GroupCounting(List.of(Dimension.of(MAPPING, by, copies)), List.of(measure), 5_000)));
            for (Map.Entry<String, Bins> bins : bins(field).entrySet()) {
                intervals.put(
                        field.name() + bins.getKey(),
                        pass.find(new IntervalCounting(measure, bins.getValue(), Optional.empty())));
                intervals.put(
                        field.name() + bins.getKey() + " by status",
                        pass.find(new IntervalCounting(
                                measure, bins.getValue(), Optional.of(Dimension.of(MAPPING, by, copies)))));
            }
        }
        if (cache.isPresent()) {
            pass.overAll(searcher, jobs, cache.get());
        } else {
            pass.over(searcher, jobs);
        }
        assertThat(pass.total()).as(as).isEqualTo(plain.jobs());
        for (FieldMapping field : FIELDS) {
            assertThat(text(found(counts, field.name())))
                    .as(as + ", " + field.name())
                    .isEqualTo(plain.counts(field));
        }
        for (FieldMapping field : NUMBERS) {
            assertThat(found(tallies, field.name()).top(1).stream()
                            .map(entry -> text(entry.group()))
                            .findFirst()
                            .orElse("0 jobs, 0 numbers"))
                    .as(as + ", " + field.name())
                    .isEqualTo(plain.statistics(field));
            Map<String, String> groups = new TreeMap<>();
            found(tallies, field.name() + " by status")
                    .top(100_000)
                    .forEach(entry -> groups.put(PlainFigures.text(entry.key().getFirst()), text(entry.group())));
            assertThat(groups).as(as + ", " + field.name()).isEqualTo(plain.groups(field, by));
            for (Map.Entry<String, Bins> bins : bins(field).entrySet()) {
                Map<String, Long> all = plain.intervals(field, bins.getValue(), by);
                String name = field.name() + bins.getKey();
                assertThat(text(found(intervals, name + " by status")))
                        .as(as + ", " + name)
                        .isEqualTo(all);
                all.keySet().removeIf(key -> key.contains(" "));
                assertThat(text(found(intervals, name))).as(as + ", " + name).isEqualTo(all);
            }
        }
    }

    private static Map<String, Bins> bins(FieldMapping field) {
        return List.of("submitted", "ended").contains(field.name())
                ? Map.of(
                        " 100y", TimeBins.of("100y", ZoneId.of("Asia/Kathmandu")),
                        " 1d", TimeBins.of("1d", ZoneId.of("Europe/Berlin")))
                : Map.of(
                        " 10", FixedBins.of(new BigDecimal("1E+5")),
                        " wide", FixedBins.of(new BigDecimal("1E+19")));
    }

    private static Map<String, Long> text(ValueCounts counts) {
        Map<String, Long> text = new TreeMap<>();
        counts.forEach((value, count) -> text.merge(PlainFigures.text(value), count, Long::sum));
        return text;
    }

    private static Map<String, Long> text(IntervalCounts counts) {
        Map<String, Long> text = new TreeMap<>();
        counts.byKey().forEach((key, interval) -> {
            text.put(Long.toString(key), interval.jobs());
            interval.values()
                    .forEach((value, count) -> text.merge(key + " " + PlainFigures.text(value), count, Long::sum));
        });
        return text;
    }

    private static String text(GroupTallies.Group group) {
        NumberTally tally = group.tallies().getFirst();
        List<String> text = new ArrayList<>();
        text.add(group.jobs() + " jobs, " + tally.count() + " numbers");
        if (tally.count() > 0) {
            text.add(" from " + tally.min().orElseThrow().doubleValue() + " to "
                    + tally.max().orElseThrow().doubleValue() + ", half up to "
                    + tally.percentile(50).orElseThrow().doubleValue() + ", sum "
                    + tally.sum().orElseThrow().doubleValue());
        }
        return String.join("", text);
    }

    private static FieldMapping field(String name) {
        return MAPPING.named(name).orElseThrow();
    }
}
