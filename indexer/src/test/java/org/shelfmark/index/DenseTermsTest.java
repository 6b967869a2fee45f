package org.shelfmark.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DenseTermsTest {
    /** Of each segment. */
    private static final int DOCUMENTS = 3_000;

    private static final int OFTEN = 40;

    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private final boolean[] deleted = new boolean[4 * DOCUMENTS];
    private IndexWriter writer;
    private DirectoryReader reader;
    private int written;

    @BeforeEach
    void writeTwoSegments() throws IOException {
        writer = new IndexWriter(directory, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE));
        writeSegment(DOCUMENTS);
        writeSegment(DOCUMENTS);
        reader = DirectoryReader.open(writer);
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
        writer.close();
    }

    private void writeSegment(int documents) throws IOException {
        for (int i = 0; i < documents; i++) {
            Document document = new Document();
            document.add(new StringField("id", Integer.toString(written), Store.NO));
            document.add(new StringField("owner", Integer.toString(owner(written)), Store.NO));
            document.add(new StringField("half", Integer.toString(half(written)), Store.NO));
            if (isOther(written)) {
                document.add(new StringField("kind", "other", Store.NO));
            }
            document.add(new StringField("exit", Integer.toString(exit(written)), Store.NO));
            writer.addDocument(document);
            written++;
        }
        writer.flush();
    }

    private static int owner(int document) {
        return document * 7 % 101;
    }

    private static int exit(int document) {
        return document % 5 == 0 ? 1 : 0;
    }

    private static int half(int document) {
        return document / 3 % 2;
    }

    private static Query term(String field, Object value) {
        return new TermQuery(new Term(field, value.toString()));
    }

    /** As the parser puts it: what is asked for stands in a constant score of its own, what is no job is kept out. */
    private static Query parsed(Query first, Query second) {
        Query both = new BooleanQuery.Builder()
                .add(first, Occur.FILTER)
                .add(second, Occur.FILTER)
                .build();
        return new BooleanQuery.Builder()
                .add(new ConstantScoreQuery(both), Occur.FILTER)
                .add(term("kind", "other"), Occur.MUST_NOT)
                .build();
    }

    private long expected(IntPredicate meant) {
        return IntStream.range(0, written)
                .filter(document -> !deleted[document] && meant.test(document))
                .count();
    }

    private static boolean isOther(int document) {
        return document % 500 == 251 && document < DOCUMENTS;
    }

    private static Query jobs(int owner, int exit) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term("owner", Integer.toString(owner))), Occur.FILTER)
                .add(new TermQuery(new Term("exit", Integer.toString(exit))), Occur.FILTER)
                .build();
    }

    private static Query notOf(int exit) {
        return new BooleanQuery.Builder()
                .add(new TermQuery(new Term("owner", "1")), Occur.FILTER)
                .add(new TermQuery(new Term("exit", Integer.toString(exit))), Occur.MUST_NOT)
                .build();
    }

    private IndexSearcher searcher(DenseTerms terms) {
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setQueryCache(terms);
        return searcher;
    }

    private static DenseTerms terms(long mostBytes) {
        return new DenseTerms((weight, policy) -> weight, mostBytes, 1_000);
    }

    private long expected(int owner, int exit) {
        return expected(document -> owner(document) == owner && exit(document) == exit);
    }

    private void assertAllAreCounted(DenseTerms terms) throws IOException {
        IndexSearcher searcher = searcher(terms);
        for (int owner = 0; owner < OFTEN; owner++) {
            for (int exit = 0; exit < 2; exit++) {
                assertThat(searcher.count(jobs(owner, exit)))
                        .as("owner %d, exit code %d", owner, exit)
                        .isEqualTo((int) expected(owner, exit));
            }
        }
        assertThat(searcher.count(notOf(0))).isEqualTo((int) expected(1, 1));
        assertThat(searcher.count(notOf(1))).isEqualTo((int) expected(1, 0));
        for (int i = 0; i < OFTEN; i++) {
            int owner = i;
            assertThat(searcher.count(parsed(term("exit", 0), term("half", i % 2))))
                    .isEqualTo((int) expected(
                            document -> exit(document) == 0 && half(document) == owner % 2 && !isOther(document)));
            assertThat(searcher.count(parsed(term("owner", i), term("exit", 0))))
                    .isEqualTo((int) expected(
                            document -> owner(document) == owner && exit(document) == 0 && !isOther(document)));
            assertThat(searcher.count(parsed(jobs(i, 0), term("half", 1))))
                    .as("three terms")
                    .isEqualTo((int) expected(document -> owner(document) == owner
                            && exit(document) == 0
                            && half(document) == 1
                            && !isOther(document)));
            assertThat(searcher.count(parsed(term("exit", 0), term("owner", "nobody"))))
                    .isZero();
        }
    }

    @Test
    void termsAskedForOften_areKeptAndFindTheSame() throws IOException {
        DenseTerms terms = terms(1L << 20);
        assertAllAreCounted(terms);
        assertThat(terms.kept())
                .as("two exit codes and two halves in two segments")
                .isEqualTo(8);
        assertAllAreCounted(terms);
    }

    @Test
    void termAskedForOnce_isNotKept() throws IOException {
        DenseTerms terms = terms(1L << 20);
        assertThat(searcher(terms).count(jobs(2, 0))).isEqualTo((int) expected(2, 0));
        assertThat(terms.kept()).isZero();
    }

    @Test
    void smallSegments_areNotKept() throws IOException {
        DenseTerms terms = new DenseTerms((weight, policy) -> weight, 1L << 20, DOCUMENTS + 1);
        assertAllAreCounted(terms);
        assertThat(terms.bytes()).isZero();
    }

    @Test
    void deletedAndLaterDocuments_areMinded() throws IOException {
        DenseTerms terms = terms(1L << 20);
        assertAllAreCounted(terms);

        for (int document = 0; document < written; document += 4) {
            writer.deleteDocuments(new Term("id", Integer.toString(document)));
            deleted[document] = true;
        }
        writeSegment(DOCUMENTS);
        DirectoryReader later = DirectoryReader.openIfChanged(reader, writer);
        assertThat(later).isNotNull();
        reader.close();
        reader = later;

        assertThat(terms.kept()).as("segments that are still there").isEqualTo(8);
        assertAllAreCounted(terms);
        assertThat(terms.kept()).isEqualTo(12);
    }

    @Test
    void beyondTheBound_isForgottenWhatWasNotAskedForLongest() throws IOException {
        long bytes = 6L * (DOCUMENTS / 8 + 250);
        DenseTerms terms = terms(bytes);
        writeSegment(DOCUMENTS);
        DirectoryReader later = DirectoryReader.openIfChanged(reader, writer);
        assertThat(later).isNotNull();
        reader.close();
        reader = later;

        for (int i = 0; i < 3; i++) {
            assertAllAreCounted(terms);
        }
        assertThat(terms.kept()).isBetween(1L, 6L);
        assertThat(terms.bytes()).isBetween(1L, bytes);
    }

    @Test
    void withoutMemory_nothingIsKept() throws IOException {
        DenseTerms terms = terms(0);
        assertAllAreCounted(terms);
        assertThat(terms.bytes()).isZero();
    }

    @Test
    void closedSegments_areForgotten() throws IOException {
        DenseTerms terms = terms(1L << 20);
        assertAllAreCounted(terms);
        writer.deleteAll();
        DirectoryReader later = DirectoryReader.openIfChanged(reader, writer);
        assertThat(later).isNotNull();
        reader.close();
        reader = later;
        assertThat(terms.bytes()).isZero();
        assertThat(terms.kept()).isZero();
    }
}
