package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.aggregate.Dimension;
import org.shelfmark.aggregate.FixedBins;
import org.shelfmark.aggregate.GroupCounting;
import org.shelfmark.aggregate.GroupTallies;
import org.shelfmark.aggregate.IntervalCounting;
import org.shelfmark.aggregate.IntervalCounts;
import org.shelfmark.aggregate.Measure;
import org.shelfmark.aggregate.NumberRange;
import org.shelfmark.aggregate.NumberTally;
import org.shelfmark.aggregate.Pass;
import org.shelfmark.aggregate.TimeBins;
import org.shelfmark.aggregate.ValueCounting;
import org.shelfmark.aggregate.ValueCounts;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.QueryParser;

/** What a pass finds does not depend on how it shares the jobs out among threads, also within a segment. */
class SharedOutFiguresTest {
    private static final Mapping MAPPING = Mapping.htcondorJob();

    @TempDir
    private Path directory;

    /** Shares out so many jobs at a time, parts of a segment as well. */
    private static final class Sliced extends IndexSearcher {
        private final int jobs;

        Sliced(IndexReader reader, Executor threads, int jobs) {
            super(reader, threads);
            this.jobs = jobs;
        }

        @Override
        protected LeafSlice[] slices(List<LeafReaderContext> leaves) {
            return slices(leaves, jobs, 2, true);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anySlices_sameFigures(long seed) throws IOException {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        FigureArchive archive = new FigureArchive(random, ZoneOffset.UTC, seed % 2 == 0);
        try (SearchShelf shelf = new SearchShelf(directory);
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            for (int part = 0; part < 3; part++) {
                for (int i = 0; i < 120; i++) {
                    shelf.append("history", archive.job().text());
                }
                shelf.index();
            }
            try (Directory jobs = FSDirectory.open(directory.resolve("index").resolve("jobs"));
                    DirectoryReader reader = DirectoryReader.open(jobs)) {
                List<String> alone = figures(new IndexSearcher(reader));
                assertThat(alone).hasSizeGreaterThan(100);
                for (int size : List.of(1, 7, 50, 1000)) {
                    Sliced sliced = new Sliced(reader, threads, size);
                    // a segment is cut into five at the most
                    assertThat(sliced.getSlices())
                            .hasSizeGreaterThan(size < 100 ? 2 * reader.leaves().size() : 0);
                    assertThat(figures(sliced))
                            .as("seed %d, slices of %d", seed, size)
                            .isEqualTo(alone);
                }
            }
        }
    }

    /** All that can be found out, as text. */
    private static List<String> figures(IndexSearcher searcher) throws IOException {
        Query everything = QueryParser.everything();
        Measure exit = Measure.of(MAPPING, field("exit"));
        Measure real = Measure.ofAttribute("myreal");
        List<Dimension> dimensions = List.of(
                Dimension.of(MAPPING, field("owner")),
                Dimension.of(MAPPING, field("status")),
                Dimension.ofAttribute("mymixed"));
        Pass pass = new Pass();
        List<Pass.Answer<ValueCounts>> counts =
                dimensions.stream().map(by -> pass.find(new ValueCounting(by))).toList();
        Pass.Answer<GroupTallies> groups =
                pass.find(new GroupCounting(dimensions, List.of(exit, real), NumberTally.EXACT_VALUES));
        Pass.Answer<GroupTallies> all =
                pass.find(new GroupCounting(List.of(), List.of(exit, real), NumberTally.EXACT_VALUES));
        Pass.Answer<NumberRange> range = pass.find(NumberRange.of(real));
        Pass.Answer<IntervalCounts> times = pass.find(new IntervalCounting(
                Measure.of(MAPPING, field("submitted")),
                TimeBins.of("1h", ZoneId.of("Europe/Berlin")),
                Optional.of(dimensions.get(0))));
        Pass.Answer<IntervalCounts> widths =
                pass.find(new IntervalCounting(exit, FixedBins.of(BigDecimal.TEN), Optional.empty()));
        pass.over(searcher, everything);
        List<String> found = new ArrayList<>();
        found.add("total " + pass.total());
        counts.forEach(count -> found.add(count.get().counted() + " of "
                + count.get().distinct() + ": " + count.get().top(1000)));
        addGroups(found, all.get());
        addGroups(found, groups.get());
        found.add(range.get().least() + " to " + range.get().greatest());
        addIntervals(found, times.get());
        addIntervals(found, widths.get());
        return found;
    }

    private static void addGroups(List<String> found, GroupTallies groups) {
        for (GroupTallies.Entry entry : groups.top(1000)) {
            StringBuilder text =
                    new StringBuilder(entry.key() + "=" + entry.group().jobs());
            for (NumberTally tally : entry.group().tallies()) {
                text.append(' ')
                        .append(tally.count())
                        .append(' ')
                        .append(tally.min())
                        .append(' ')
                        .append(tally.max());
                text.append(' ').append(tally.sum()).append(' ').append(tally.mean());
                text.append(' ').append(tally.standardDeviation());
                text.append(' ').append(tally.percentile(33)).append(' ').append(tally.percentile(90));
            }
            found.add(text.toString());
        }
    }

    private static void addIntervals(List<String> found, IntervalCounts intervals) {
        new TreeMap<>(intervals.byKey())
                .forEach((key, interval) -> found.add(
                        key + ": " + interval.jobs() + " " + interval.values().top(1000)));
    }

    private static FieldMapping field(String name) {
        return MAPPING.named(name).orElseThrow();
    }
}
