package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;

class HeapColumnsTest {
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final FieldMapping OWNER = field("owner");
    private static final FieldMapping HOST = field("host");
    private static final FieldMapping EXIT = field("exit");
    private static final FieldMapping RUNTIME = field("runtime");
    private static final int JOBS = 20_000;

    private final Directory directory = new ByteBuffersDirectory();
    private final HeapColumns roomy = new HeapColumns(10_000_000, Runnable::run);
    private DirectoryReader reader;

    /** Two segments: a byte tells owners apart, of exit codes there is one too many; run times are all different. */
    @BeforeEach
    void open() throws IOException {
        try (IndexWriter writer =
                new IndexWriter(directory, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE))) {
            for (int segment = 0; segment < 2; segment++) {
                for (int i = 0; i < JOBS; i++) {
                    Document document = new Document();
                    if (i % 7 > 0) {
                        document.add(new SortedDocValuesField("owner", new BytesRef("o" + i % 255)));
                        document.add(new NumericDocValuesField("exit", i % 256 - 100));
                    }
                    document.add(new SortedDocValuesField("host", new BytesRef("h" + i % (1000 + segment))));
                    document.add(new NumericDocValuesField("runtime", i));
                    writer.addDocument(document);
                }
                writer.commit();
            }
        }
        reader = DirectoryReader.open(directory);
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
        directory.close();
    }

    private static FieldMapping field(String name) {
        return MAPPING.named(name).orElseThrow();
    }

    /** The values for one request. */
    private SegmentValues ask(HeapColumns copies, FieldMapping field, int segment) throws IOException {
        return Dimension.of(MAPPING, field, copies).in(segment(segment));
    }

    private LeafReaderContext segment(int segment) {
        return reader.leaves().get(segment);
    }

    /** All values in a segment, as text. */
    private List<String> values(SegmentValues values) throws IOException {
        List<String> all = new ArrayList<>();
        int[] numbers = new int[1];
        for (int document = 0; document < JOBS; document++) {
            values.numbers(new int[] {document}, 1, numbers);
            all.add(
                    numbers[0] == SegmentValues.NONE
                            ? "none"
                            : values.value(numbers[0]).toString());
        }
        return all;
    }

    @Test
    void secondRequest_makesACopyForTheNext() throws IOException {
        for (FieldMapping field : List.of(OWNER, HOST, EXIT)) {
            HeapColumns copies = new HeapColumns(10_000_000, Runnable::run);
            List<String> first = values(ask(copies, field, 0));
            assertThat(copies.bytes()).isZero();
            List<String> second = values(ask(copies, field, 0));
            assertThat(copies.bytes()).isBetween((long) JOBS, 4L * JOBS);
            assertThat(second).isEqualTo(first);
            assertThat(values(ask(copies, field, 0))).isEqualTo(first);
        }
    }

    @Test
    void copy_takesAsFewBytesAsItsValuesNeed() throws IOException {
        for (FieldMapping field : List.of(OWNER, HOST)) {
            ask(roomy, field, 0);
            ask(roomy, field, 0);
        }
        assertThat(roomy.bytes()).isEqualTo(JOBS + 2L * JOBS);
    }

    @Test
    void manyValuesOfNoDictionary_areNotCopied() throws IOException {
        for (int i = 0; i < 40; i++) {
            ask(roomy, RUNTIME, 0);
        }
        assertThat(roomy.bytes()).isZero();
    }

    @Test
    void beyondTheBound_equalDemandPushesNothingOut() throws IOException {
        HeapColumns small = new HeapColumns((JOBS + 100) / 3 * 4, Runnable::run);
        for (int i = 0; i < 200; i++) {
            ask(small, OWNER, 0);
            ask(small, OWNER, 1);
            ask(small, HOST, 0);
            assertThat(small.bytes()).isEqualTo(i == 0 ? 0 : JOBS);
        }
        assertThat(isCopied(small, OWNER, 0)).isTrue();
        assertThat(isCopied(small, OWNER, 1)).isFalse();
    }

    @Test
    void beyondTheBound_whatIsAskedForMoreTakesThePlace() throws IOException {
        HeapColumns small = new HeapColumns((JOBS + 100) / 3 * 4, Runnable::run);
        ask(small, OWNER, 0);
        ask(small, OWNER, 0);
        assertThat(isCopied(small, OWNER, 0)).isTrue();
        for (int i = 0; i < 40; i++) {
            ask(small, OWNER, 1);
            assertThat(small.bytes()).isEqualTo(JOBS);
        }
        assertThat(isCopied(small, OWNER, 1)).isTrue();
        assertThat(isCopied(small, OWNER, 0)).isFalse();
    }

    /** Whether a request has values of a copy. */
    private boolean isCopied(HeapColumns copies, FieldMapping field, int segment) throws IOException {
        return !(ask(copies, field, segment) instanceof StringValues);
    }

    @Test
    void segmentThatNobodyReads_isForgotten() throws IOException {
        for (int i = 0; i < 3; i++) {
            ask(roomy, OWNER, 0);
            ask(roomy, HOST, 1);
        }
        assertThat(roomy.bytes()).isPositive();
        reader.close();

        assertThat(roomy.bytes()).isZero();
    }

    @Test
    void textsLookedUpOften_haveNumbersThatAreTheSameInAllSegments() {
        Optional<TextPool.Ids> first = Optional.empty();
        Optional<TextPool.Ids> second = Optional.empty();
        for (int i = 0; i < 9; i++) {
            assertThat(first).isEmpty();
            first = roomy.ids(segment(0).reader(), "host");
            second = roomy.ids(segment(1).reader(), "host");
        }
        TextPool.Ids one = first.orElseThrow();
        TextPool.Ids other = second.orElseThrow();
        assertThat(one.pool()).isSameAs(other.pool());
        // in the order of bytes h0, h1, h10, h100 is followed by h1000 in the second segment alone
        assertThat(one.byOrdinal()).hasSize(1000).startsWith(0, 1, 2, 3, 4);
        assertThat(other.byOrdinal()).hasSize(1001).startsWith(0, 1, 2, 3, 1000, 4);
        assertThat(one.pool().size()).isEqualTo(1001);
        assertThat(roomy.bytes()).isPositive();
    }

    @Test
    void segmentWithDocumentsTakenBack_hasTheSameCopy() throws IOException {
        for (int i = 0; i < 2; i++) {
            ask(roomy, OWNER, 0);
        }
        List<String> before = values(ask(roomy, OWNER, 0));
        long bytes = roomy.bytes();
        try (IndexWriter writer =
                new IndexWriter(directory, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE))) {
            writer.deleteDocuments(NumericDocValuesField.newSlowExactQuery("runtime", 3));
        }
        DirectoryReader last = reader;
        reader = Objects.requireNonNull(DirectoryReader.openIfChanged(last));
        last.close();

        assertThat(isCopied(roomy, OWNER, 0)).isTrue();
        assertThat(values(ask(roomy, OWNER, 0))).isEqualTo(before);
        assertThat(roomy.bytes()).isEqualTo(bytes);
    }

    @Test
    void tooManyTexts_haveNoNumbers() {
        HeapColumns small = new HeapColumns(10_000, Runnable::run);
        for (int i = 0; i < 200; i++) {
            assertThat(small.ids(segment(0).reader(), "host")).isEmpty();
        }
        assertThat(small.bytes()).isZero();
    }
}
