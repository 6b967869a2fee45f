package org.shelfmark.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValuesSkipper;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FilterCodecReader;
import org.apache.lucene.index.FilterNumericDocValues;
import org.apache.lucene.index.FilterSortedDocValues;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.OneMergeWrappingMergePolicy;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JobCodecTest {
    private static final Sort NEWEST_FIRST =
            new Sort(new SortField("ended", SortField.Type.LONG, true), new SortField("id", SortField.Type.LONG, true));

    @TempDir
    private Path directory;

    /** What a document has, as a test sees it. */
    private record Job(
            int id,
            long ended,
            @Nullable Long exit,
            @Nullable String owner,
            SortedSet<String> words,
            @Nullable String misfits,
            SortedSet<String> terms) {
        private Document document() {
            Document document = new Document();
            document.add(new StringField("key", "k" + id, Field.Store.NO));
            document.add(new NumericDocValuesField("id", id));
            document.add(NumericDocValuesField.indexedField("ended", ended));
            if (exit != null) {
                document.add(NumericDocValuesField.indexedField("exit", exit));
            }
            if (owner != null) {
                document.add(SortedDocValuesField.indexedField("owner", new BytesRef(owner)));
            }
            if (misfits != null) {
                document.add(new BinaryDocValuesField("misfits", new BytesRef(misfits)));
            }
            words.forEach(word -> document.add(new SortedSetDocValuesField("words", new BytesRef(word))));
            terms.forEach(term -> document.add(new StringField("attr", term, Field.Store.NO)));
            return document;
        }
    }

    private static Job random(Random random, int id, long ended) {
        TreeSet<String> words = new TreeSet<>();
        TreeSet<String> terms = new TreeSet<>(List.of("all", "one" + id, "few" + random.nextInt(40)));
        for (int i = random.nextInt(4); i > 0; i--) {
            words.add("w" + random.nextInt(30));
            terms.add("many" + random.nextInt(5));
        }
        return new Job(
                id,
                ended,
                random.nextInt(3) > 0 ? random.nextLong(-5, 300) : null,
                random.nextInt(5) > 0 ? "owner" + random.nextInt(50) : null,
                words,
                random.nextInt(20) == 0 ? "misfit" + random.nextInt() : null,
                terms);
    }

    private static IndexWriterConfig config(Codec codec) {
        return new IndexWriterConfig()
                .setCodec(codec)
                .setIndexSort(NEWEST_FIRST)
                .setMergePolicy(NoMergePolicy.INSTANCE);
    }

    /** Writes each list as a segment and takes back the jobs that are to be missing. */
    private Directory segments(Codec codec, List<List<Job>> segments, List<Job> missing) throws IOException {
        Directory index = FSDirectory.open(directory);
        try (IndexWriter writer = new IndexWriter(index, config(codec))) {
            for (List<Job> segment : segments) {
                for (Job job : segment) {
                    writer.addDocument(job.document());
                }
                writer.flush();
            }
            for (Job job : missing) {
                writer.deleteDocuments(new Term("key", "k" + job.id()));
            }
        }
        return index;
    }

    private static void merge(Directory index, Codec codec, MergePolicy policy) throws IOException {
        try (IndexWriter writer = new IndexWriter(index, config(codec).setMergePolicy(policy))) {
            writer.forceMerge(1);
        }
        try (CheckIndex check = new CheckIndex(index)) {
            check.setLevel(CheckIndex.Level.MIN_LEVEL_FOR_SLOW_CHECKS);
            assertThat(check.checkIndex().clean).isTrue();
        }
    }

    /** All that the one segment of an index has, written out. */
    private static List<String> contents(Directory index) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(index)) {
            assertThat(reader.leaves()).hasSize(1);
            LeafReader segment = reader.leaves().get(0).reader();
            List<String> lines = new ArrayList<>();
            NumericDocValues id = segment.getNumericDocValues("id");
            NumericDocValues ended = segment.getNumericDocValues("ended");
            NumericDocValues exit = segment.getNumericDocValues("exit");
            SortedDocValues owner = segment.getSortedDocValues("owner");
            SortedSetDocValues words = segment.getSortedSetDocValues("words");
            BinaryDocValues misfits = segment.getBinaryDocValues("misfits");
            for (int document = 0; document < segment.maxDoc(); document++) {
                assertThat(id.advanceExact(document) && ended.advanceExact(document))
                        .isTrue();
                List<String> found = new ArrayList<>();
                if (words.advanceExact(document)) {
                    for (int i = 0; i < words.docValueCount(); i++) {
                        found.add(words.lookupOrd(words.nextOrd()).utf8ToString());
                    }
                }
                lines.add(line(
                        id.longValue(),
                        ended.longValue(),
                        exit.advanceExact(document) ? exit.longValue() : null,
                        owner.advanceExact(document)
                                ? owner.lookupOrd(owner.ordValue()).utf8ToString()
                                : null,
                        found,
                        misfits.advanceExact(document) ? misfits.binaryValue().utf8ToString() : null));
            }
            TermsEnum terms = segment.terms("attr").iterator();
            for (BytesRef term = terms.next(); term != null; term = terms.next()) {
                PostingsEnum documents = terms.postings(null, PostingsEnum.NONE);
                List<Integer> having = new ArrayList<>();
                for (int document = documents.nextDoc();
                        document != DocIdSetIterator.NO_MORE_DOCS;
                        document = documents.nextDoc()) {
                    having.add(document);
                }
                lines.add(term.utf8ToString() + " " + having);
            }
            return lines;
        }
    }

    private static String line(
            long id,
            long ended,
            @Nullable Long exit,
            @Nullable String owner,
            Iterable<String> words,
            @Nullable String misfits) {
        return id + " " + ended + " " + exit + " " + owner + " " + String.join(",", words) + " " + misfits;
    }

    private static List<String> expected(List<Job> jobs) {
        List<Job> sorted = jobs.stream()
                .sorted(Comparator.comparingLong(Job::ended)
                        .thenComparingLong(Job::id)
                        .reversed())
                .toList();
        List<String> lines = new ArrayList<>();
        TreeMap<String, List<Integer>> terms = new TreeMap<>();
        for (int place = 0; place < sorted.size(); place++) {
            Job job = sorted.get(place);
            lines.add(line(job.id(), job.ended(), job.exit(), job.owner(), job.words(), job.misfits()));
            for (String term : job.terms()) {
                terms.computeIfAbsent(term, any -> new ArrayList<>()).add(place);
            }
        }
        terms.forEach((term, places) -> lines.add(term + " " + places));
        return lines;
    }

    /** Segments whose times overlap, so that merging puts the jobs of all among each other. */
    private static List<List<Job>> overlapping(Random random) {
        List<List<Job>> segments = new ArrayList<>();
        int id = 0;
        for (int segment = 2 + random.nextInt(6); segment > 0; segment--) {
            List<Job> jobs = new ArrayList<>();
            for (int i = 1 + random.nextInt(700); i > 0; i--) {
                jobs.add(random(random, id++, random.nextInt(500)));
            }
            segments.add(jobs);
        }
        return segments;
    }

    private static List<Job> all(List<List<Job>> segments) {
        return segments.stream().flatMap(List::stream).collect(Collectors.toCollection(ArrayList::new));
    }

    @ParameterizedTest
    @ValueSource(ints = {2_000_000, 0})
    void merging_ofSegmentsThatOverlapInTime_keepsEveryValueAndTerm(int mostGathered) throws IOException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<List<Job>> segments = overlapping(random);
        List<Job> jobs = all(segments);
        List<Job> missing = jobs.stream().filter(job -> random.nextInt(4) == 0).toList();
        Codec codec = new JobCodec(mostGathered);

        try (Directory index = segments(codec, segments, missing)) {
            merge(index, codec, new TieredMergePolicy());

            jobs.removeAll(missing);
            assertThat(contents(index)).as("seed %d", seed).isEqualTo(expected(jobs));
        }
    }

    @Test
    void merging_ofSegmentsThatFollowEachOther_keepsEveryValueAndTerm() throws IOException {
        Random random = new Random(7);
        List<List<Job>> segments = new ArrayList<>();
        for (int segment = 4; segment > 0; segment--) {
            List<Job> jobs = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                int id = segment * 100 + i;
                jobs.add(random(random, id, id));
            }
            segments.add(jobs);
        }

        try (Directory index = segments(new JobCodec(), segments, List.of())) {
            merge(index, new JobCodec(), new TieredMergePolicy());

            assertThat(contents(index)).isEqualTo(expected(all(segments)));
        }
    }

    @Test
    void merging_readsEachColumnOfTheOldSegmentsOnce() throws IOException {
        List<List<Job>> segments = overlapping(new Random(7));
        List<Job> jobs = all(segments);
        ReadCounts counts = new ReadCounts();

        try (Directory index = segments(new JobCodec(), segments, List.of())) {
            merge(
                    index,
                    new JobCodec(),
                    new OneMergeWrappingMergePolicy(new TieredMergePolicy(), merge -> new CountedMerge(merge, counts)));
        }

        assertThat(counts.numbers)
                .isEqualTo(jobs.stream().filter(job -> job.exit() != null).count());
        assertThat(counts.ordinals)
                .isEqualTo(jobs.stream().filter(job -> job.owner() != null).count());
    }

    /** Values that were stepped to. */
    private static final class ReadCounts {
        private long numbers;
        private long ordinals;
    }

    private static final class CountedMerge extends MergePolicy.OneMerge {
        private final ReadCounts counts;

        private CountedMerge(MergePolicy.OneMerge merge, ReadCounts counts) {
            super(merge.segments);
            this.counts = counts;
        }

        @Override
        public CodecReader wrapForMerge(CodecReader reader) {
            return new FilterCodecReader(reader) {
                @Override
                public DocValuesProducer getDocValuesReader() {
                    return new CountedColumns(in.getDocValuesReader(), counts);
                }

                @Override
                public CacheHelper getCoreCacheHelper() {
                    return in.getCoreCacheHelper();
                }

                @Override
                public CacheHelper getReaderCacheHelper() {
                    return in.getReaderCacheHelper();
                }
            };
        }
    }

    private static final class CountedColumns extends DocValuesProducer {
        private final DocValuesProducer columns;
        private final ReadCounts counts;

        private CountedColumns(DocValuesProducer columns, ReadCounts counts) {
            this.columns = columns;
            this.counts = counts;
        }

        @Override
        public NumericDocValues getNumeric(FieldInfo field) throws IOException {
            NumericDocValues values = columns.getNumeric(field);
            return !field.name.equals("exit")
                    ? values
                    : new FilterNumericDocValues(values) {
                        @Override
                        public int nextDoc() throws IOException {
                            int document = super.nextDoc();
                            counts.numbers += document == NO_MORE_DOCS ? 0 : 1;
                            return document;
                        }
                    };
        }

        @Override
        public SortedDocValues getSorted(FieldInfo field) throws IOException {
            return new FilterSortedDocValues(columns.getSorted(field)) {
                @Override
                public int nextDoc() throws IOException {
                    int document = super.nextDoc();
                    counts.ordinals += document == NO_MORE_DOCS ? 0 : 1;
                    return document;
                }
            };
        }

        @Override
        public BinaryDocValues getBinary(FieldInfo field) throws IOException {
            return columns.getBinary(field);
        }

        @Override
        public SortedNumericDocValues getSortedNumeric(FieldInfo field) throws IOException {
            return columns.getSortedNumeric(field);
        }

        @Override
        public SortedSetDocValues getSortedSet(FieldInfo field) throws IOException {
            return columns.getSortedSet(field);
        }

        @Override
        public DocValuesSkipper getSkipper(FieldInfo field) throws IOException {
            return columns.getSkipper(field);
        }

        @Override
        public void checkIntegrity() throws IOException {
            columns.checkIntegrity();
        }

        @Override
        public void close() throws IOException {
            columns.close();
        }
    }
}
