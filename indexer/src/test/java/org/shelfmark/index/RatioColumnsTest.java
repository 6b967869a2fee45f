package org.shelfmark.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.DocValuesSkipper;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.NumericUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RatioColumnsTest {
    private static final Sort NEWEST_FIRST =
            new Sort(new SortField("ended", SortField.Type.LONG, true), new SortField("id", SortField.Type.LONG, true));
    private static final int JOBS = Boolean.getBoolean("shelfmark.thorough") ? 40_000 : 6_000;

    @TempDir
    private Path directory;

    /** What a column is filled with. */
    private interface Source {
        /** The next value; null for a job without one. */
        @Nullable
        Long next(Random random);
    }

    private static long real(double value) {
        return NumericUtils.doubleToSortableLong(value);
    }

    private static Map<String, Source> columns() {
        double[] strange = {
            Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0, Double.MIN_VALUE, 1e300
        };
        Map<String, Source> columns = new TreeMap<>();
        columns.put("whole", random -> real(random.nextInt(500_000)));
        columns.put("negative", random -> real(random.nextInt(500_000) - 250_000));
        columns.put("bytes", random -> real((double) random.nextLong(1L << 50)));
        columns.put("around the largest", random -> real((double) (Ratio.LARGEST - 3 + random.nextInt(7))));
        columns.put("few whole", random -> random.nextInt(50) == 0 ? real(random.nextInt(1000)) : null);
        columns.put("most whole", random -> random.nextInt(50) > 0 ? real(random.nextInt(100_000)) : null);
        columns.put("millionths", random -> real(random.nextInt(5_000_000) / 1e6));
        columns.put("cents", random -> real(random.nextInt(500) / 100.0));
        columns.put("hours", random -> real(random.nextInt(1_000_000) / 3600.0));
        columns.put("any real", random -> real(random.nextGaussian() * 1000));
        columns.put("one odd", random -> real(random.nextInt(300) == 0 ? 0.1 + 0.2 : random.nextInt(90)));
        columns.put("strange", random -> real(random.nextInt(1000) == 0 ? strange[random.nextInt(7)] : 7));
        columns.put("all zero", random -> real(0));
        columns.put("same", random -> real(42));
        columns.put("integer", random -> random.nextLong(-5, 70_000));
        columns.put("any integer", Random::nextLong);
        columns.put("ends", random -> random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE);
        columns.put("none", random -> null);
        return columns;
    }

    /** Jobs with all columns, in any order of time. */
    private static List<Map<String, Long>> jobs(Random random, int count) {
        List<Map<String, Long>> jobs = new ArrayList<>();
        Map<String, Source> columns = columns();
        for (int id = 0; id < count; id++) {
            Map<String, Long> job = new TreeMap<>();
            for (Map.Entry<String, Source> column : columns.entrySet()) {
                Long value = column.getValue().next(random);
                if (value != null) {
                    job.put(column.getKey(), value);
                }
            }
            job.put("id", (long) id);
            job.put("ended", random.nextLong(2000));
            jobs.add(job);
        }
        return jobs;
    }

    private static Document document(Map<String, Long> job) {
        Document document = new Document();
        document.add(new StringField("key", "k" + job.get("id"), Field.Store.NO));
        job.forEach((name, value) -> document.add(NumericDocValuesField.indexedField(name, value)));
        return document;
    }

    private static IndexWriterConfig config(Codec codec) {
        return new IndexWriterConfig()
                .setCodec(codec)
                .setIndexSort(NEWEST_FIRST)
                .setMergePolicy(NoMergePolicy.INSTANCE);
    }

    private static void add(Directory index, Codec codec, List<Map<String, Long>> jobs, int segments)
            throws IOException {
        try (IndexWriter writer = new IndexWriter(index, config(codec))) {
            for (int i = 0; i < jobs.size(); i++) {
                writer.addDocument(document(jobs.get(i)));
                if (i % (jobs.size() / segments + 1) == 0) {
                    writer.flush();
                }
            }
        }
    }

    private static void merge(Directory index, Codec codec) throws IOException {
        try (IndexWriter writer = new IndexWriter(index, config(codec).setMergePolicy(new TieredMergePolicy()))) {
            writer.forceMerge(1);
        }
    }

    private static void check(Directory index) throws IOException {
        try (CheckIndex check = new CheckIndex(index)) {
            check.setLevel(CheckIndex.Level.MIN_LEVEL_FOR_SLOW_CHECKS);
            assertThat(check.checkIndex().clean).isTrue();
        }
    }

    private static void compare(Directory index, List<Map<String, Long>> jobs, long seed) throws IOException {
        int seen = 0;
        try (DirectoryReader reader = DirectoryReader.open(index)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                LeafReader segment = leaf.reader();
                List<Map<String, Long>> expected = new ArrayList<>();
                NumericDocValues id = segment.getNumericDocValues("id");
                while (id.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                    expected.add(jobs.get((int) id.longValue()));
                }
                seen += segment.numDocs();
                for (String name : columns().keySet()) {
                    compare(segment, name, expected, "seed " + seed + ", column " + name);
                }
            }
            assertThat(seen).isEqualTo(reader.numDocs());
        }
    }

    private static void compare(LeafReader segment, String name, List<Map<String, Long>> jobs, String what)
            throws IOException {
        int size = jobs.size();
        int[] documents = new int[size + 2];
        long[] values = new long[size + 3];
        for (int document = 0; document < size; document++) {
            documents[document + 2] = document;
        }
        DocValues.getNumeric(segment, name).longValues(size, documents, 2, values, 3, -77);
        List<Long> inOneCall = new ArrayList<>();
        List<Long> oneByOne = new ArrayList<>();
        List<Long> wanted = new ArrayList<>();
        NumericDocValues column = DocValues.getNumeric(segment, name);
        for (int document = 0; document < size; document++) {
            inOneCall.add(values[document + 3]);
            oneByOne.add(column.advanceExact(document) ? column.longValue() : -77L);
            wanted.add(jobs.get(document).getOrDefault(name, -77L));
        }
        assertThat(inOneCall).as(what).isEqualTo(wanted);
        assertThat(oneByOne).as(what).isEqualTo(wanted);
        if (column instanceof RatioNumbers) {
            compareRanges(segment, name, jobs, what);
        }
        compareBounds(segment.getDocValuesSkipper(name), name, jobs, what);
    }

    private static void compareRanges(LeafReader segment, String name, List<Map<String, Long>> jobs, String what)
            throws IOException {
        int size = jobs.size();
        long one = jobs.get(size / 3).getOrDefault(name, 0L);
        long other = jobs.get(size / 2).getOrDefault(name, 0L);
        long[][] ranges = {
            {one, one},
            {Math.min(one, other), Math.max(one, other)},
            {Math.min(one, other) + 1, Math.max(one, other) - 1},
            {Long.MIN_VALUE, one},
            {other, Long.MAX_VALUE},
            {Long.MIN_VALUE, Long.MAX_VALUE},
            {real(0.5), real(30.25)}
        };
        for (long[] range : ranges) {
            if (range[0] > range[1]) {
                continue;
            }
            FixedBitSet found = new FixedBitSet(size);
            NumericDocValues column = DocValues.getNumeric(segment, name);
            column.rangeIntoBitSet(0, size, range[0], range[1], found, 0);
            FixedBitSet wanted = new FixedBitSet(size);
            for (int document = 0; document < size; document++) {
                Long value = jobs.get(document).get(name);
                if (value != null && value >= range[0] && value <= range[1]) {
                    wanted.set(document);
                }
            }
            assertThat(found).as("%s from %d to %d", what, range[0], range[1]).isEqualTo(wanted);
        }
    }

    private static void compareBounds(
            @Nullable DocValuesSkipper skipper, String name, List<Map<String, Long>> jobs, String what)
            throws IOException {
        long[] all = bounds(jobs, name);
        if (skipper == null) {
            assertThat(all[2]).as(what).isZero();
            return;
        }
        assertThat(new long[] {skipper.minValue(), skipper.maxValue(), skipper.docCount()})
                .as(what)
                .isEqualTo(all);
        skipper.advance(0);
        while (skipper.minDocID(0) != DocIdSetIterator.NO_MORE_DOCS) {
            for (int level = 0; level < skipper.numLevels(); level++) {
                assertThat(new long[] {skipper.minValue(level), skipper.maxValue(level), skipper.docCount(level)})
                        .as(what)
                        .isEqualTo(bounds(jobs.subList(skipper.minDocID(level), skipper.maxDocID(level) + 1), name));
            }
            skipper.advance(skipper.maxDocID(0) + 1);
        }
    }

    private static long[] bounds(List<Map<String, Long>> jobs, String name) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        int count = 0;
        for (Map<String, Long> job : jobs) {
            Long value = job.get(name);
            if (value != null) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
                count++;
            }
        }
        return new long[] {least, greatest, count};
    }

    /** Ratios of columns of the largest segment; a column that is written as it is is missing. */
    private static Map<String, Long> ratios(Directory index) throws IOException {
        Map<String, Long> ratios = new TreeMap<>();
        try (DirectoryReader reader = DirectoryReader.open(index)) {
            reader.leaves().getLast().reader().getFieldInfos().forEach(field -> {
                Ratio ratio = Ratio.writtenWith(field);
                if (ratio != null) {
                    ratios.put(field.name, ratio.divisor());
                }
            });
        }
        return ratios;
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000_000, 0})
    void columns_ofAnyNumbers_areReadAsTheyWereWritten(int mostGathered) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Map<String, Long>> jobs = jobs(random, JOBS);
        Codec codec = new JobCodec(mostGathered);
        try (Directory index = FSDirectory.open(directory)) {
            add(index, codec, jobs.subList(0, JOBS / 2), 1 + random.nextInt(4));
            add(index, Codec.getDefault(), jobs.subList(JOBS / 2, JOBS * 2 / 3), 1);
            add(index, codec, jobs.subList(JOBS * 2 / 3, JOBS), 1);
            check(index);
            compare(index, jobs, seed);

            try (IndexWriter writer = new IndexWriter(index, config(codec))) {
                for (int id = 0; id < JOBS; id++) {
                    if (random.nextInt(4) == 0) {
                        writer.deleteDocuments(new Term("key", "k" + id));
                    }
                }
            }
            merge(index, codec);
            check(index);
            compare(index, jobs, seed);
        }
    }

    @Test
    void realsOfAUnit_areWrittenAsWholeNumbers() throws IOException {
        List<Map<String, Long>> jobs = jobs(new Random(7), 3000);
        Map<String, Long> expected = new TreeMap<>(Map.of(
                "whole", 1L,
                "negative", 1L,
                "bytes", 1L,
                "few whole", 1L,
                "most whole", 1L,
                "millionths", 1_000_000L,
                "cents", 1_000_000L,
                "hours", 3600L));
        try (Directory index = FSDirectory.open(directory)) {
            add(index, new JobCodec(), jobs, 1);
            Map<String, Long> flushed = ratios(index);
            merge(index, new JobCodec());

            assertThat(ratios(index)).isEqualTo(expected);
            assertThat(flushed).containsAllEntriesOf(expected);
        }
    }

    /** The fields of a merged segment take their attributes from the old ones. */
    @Test
    void columnThatIsNoLongerOfAUnit_isReadAsItWasWritten() throws IOException {
        List<Map<String, Long>> jobs = new ArrayList<>();
        for (int id = 0; id < 1000; id++) {
            long value = real(id < 500 ? id : Math.sqrt(id));
            jobs.add(new TreeMap<>(Map.of("id", (long) id, "ended", 1L, "whole", value)));
        }
        try (Directory index = FSDirectory.open(directory)) {
            add(index, new JobCodec(), jobs.subList(500, 1000), 1);
            add(index, new JobCodec(), jobs.subList(0, 500), 1);
            assertThat(ratios(index)).containsEntry("whole", 1L);
            merge(index, new JobCodec());

            assertThat(ratios(index)).isEmpty();
            compare(index, jobs, 0);
        }
    }
}
