package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** Texts that are counted by their numbers in segments are counted as those that are told one by one. */
class TextCountsTest {
    private static final String COLUMN = "batch";
    private static final int SEGMENTS = 4;

    private final Directory directory = new ByteBuffersDirectory();
    private final HeapColumns copies = new HeapColumns(1_000_000, Runnable::run);
    /** Whether all texts have numbers that are the same in all segments, from the beginning on. */
    private boolean areNumbered;

    private final Map<AttributeValue, Long> told = new HashMap<>();

    @BeforeEach
    void writeSegments() throws IOException {
        try (IndexWriter writer =
                new IndexWriter(directory, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE))) {
            for (int segment = 0; segment < SEGMENTS; segment++) {
                for (int i = 0; i < 200; i++) {
                    Document document = new Document();
                    // some texts are in all segments
                    document.add(new SortedDocValuesField(COLUMN, new BytesRef("ä " + (i % (20 + 30 * segment)))));
                    writer.addDocument(document);
                }
                writer.commit();
            }
        }
    }

    @AfterEach
    void close() throws IOException {
        directory.close();
    }

    private void tell(ValueCounts counts, AttributeValue value, long jobs) {
        counts.add(value, jobs);
        told.merge(value, jobs, Long::sum);
    }

    private void tellSegment(ValueCounts counts, LeafReader segment, Random random) throws IOException {
        ColumnDictionary dictionary =
                new ColumnDictionary(segment, COLUMN, areNumbered || random.nextBoolean() ? copies : HeapColumns.NONE);
        SortedDocValues texts = dictionary.texts();
        int[] byNumber = new int[1 + random.nextInt(texts.getValueCount())];
        for (int number = 0; number < byNumber.length; number++) {
            byNumber[number] = random.nextInt(3);
            if (byNumber[number] > 0) {
                told.merge(new StringValue(texts.lookupOrd(number).utf8ToString()), (long) byNumber[number], Long::sum);
            }
        }
        counts.add(new OrdinalCounts(dictionary, byNumber));
    }

    /** What is first by a sort of all. */
    private List<ValueCounts.Entry> first(int limit, ValueCounts.Order order) {
        Comparator<ValueCounts.Entry> byValue = Comparator.comparing(ValueCounts.Entry::value, ValueOrder.INSTANCE);
        List<ValueCounts.Entry> all = new ArrayList<>();
        told.forEach((value, count) -> all.add(new ValueCounts.Entry(value, count)));
        all.sort(
                order == ValueCounts.Order.VALUE
                        ? byValue
                        : Comparator.comparingLong(ValueCounts.Entry::count)
                                .reversed()
                                .thenComparing(byValue));
        return all.subList(0, Math.min(limit, all.size()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void segmentsAndSingleValues_addUp(long seed) throws IOException {
        Random random = new Random(seed);
        areNumbered = seed % 2 == 0;
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            for (int i = 0; areNumbered && i < 10; i++) {
                reader.leaves().forEach(segment -> copies.ids(segment.reader(), COLUMN));
            }
            assertThat(reader.leaves()).hasSize(SEGMENTS);
            ValueCounts all = new ValueCounts();
            for (int round = 0; round < 3; round++) {
                ValueCounts share = new ValueCounts();
                for (LeafReaderContext segment : reader.leaves()) {
                    // a segment may come in several parts, and be asked by several threads
                    for (int part = random.nextInt(3); part > 0; part--) {
                        tellSegment(share, segment.reader(), random);
                    }
                    if (seed % 4 > 0 && random.nextBoolean()) {
                        tell(share, new StringValue("ä " + random.nextInt(200)), 1 + random.nextInt(3));
                        tell(share, new StringValue("x".repeat(40_000)), 1);
                        tell(share, new IntegerValue(random.nextInt(3)), 2);
                    }
                }
                all.add(share);
                // what was added stays as it is
                ValueCounts twice = new ValueCounts();
                twice.add(share);
                twice.add(share);
                share.lookUp();
                twice.lookUp();
                assertThat(twice.distinct()).as("seed %d", seed).isEqualTo(share.distinct());
                assertThat(twice.counted()).as("seed %d", seed).isEqualTo(2 * share.counted());
            }
            all.lookUp();

            Map<AttributeValue, Long> found = new HashMap<>();
            all.forEach(found::put);
            assertThat(found).as("seed %d", seed).isEqualTo(told);
            assertThat(all.distinct()).isEqualTo(told.size());
            assertThat(all.counted())
                    .isEqualTo(told.values().stream().mapToLong(count -> count).sum());
            told.forEach((value, count) -> assertThat(all.of(value)).isEqualTo(count));
            assertThat(all.of(new StringValue("none"))).isZero();
            for (ValueCounts.Order order : ValueCounts.Order.values()) {
                for (int limit : new int[] {0, 1, 2, 10, 100, Integer.MAX_VALUE}) {
                    assertThat(all.first(limit, order, value -> true))
                            .as("seed %d, %d by %s", seed, limit, order)
                            .isEqualTo(first(limit, order));
                }
            }
            told.keySet().removeIf(value -> !value.toString().contains("1"));
            assertThat(all.first(
                            5,
                            ValueCounts.Order.COUNT,
                            value -> value.toString().contains("1")))
                    .as("seed %d", seed)
                    .isEqualTo(first(5, ValueCounts.Order.COUNT));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 19})
    void moreTextsThanAreToldApart_areGivenUp(int most) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            ColumnDictionary dictionary =
                    new ColumnDictionary(reader.leaves().getFirst().reader(), COLUMN, HeapColumns.NONE);
            int[] oneEach = new int[dictionary.texts().getValueCount()];
            Arrays.fill(oneEach, 1);
            ValueCounts few = ValueCounts.upTo(most);
            few.add(new OrdinalCounts(dictionary, oneEach));
            few.lookUp();

            assertThat(few.isTooMany()).isTrue();
            assertThat(few.distinct()).isZero();
            ValueCounts others = ValueCounts.upTo(1000);
            tellSegment(others, reader.leaves().getFirst().reader(), new Random(2));
            few.add(others);
            assertThat(few.isTooMany()).isTrue();
            assertThat(few.distinct()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = 3)
    void askedTooEarly_isRefused(long seed) throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            ValueCounts counts = new ValueCounts();
            tellSegment(counts, reader.leaves().getFirst().reader(), new Random(seed));

            assertThatThrownBy(counts::distinct).isInstanceOf(IllegalStateException.class);
        }
    }
}
