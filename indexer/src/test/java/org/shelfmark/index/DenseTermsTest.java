package org.shelfmark.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
        long count = 0;
        for (int document = 0; document < written; document++) {
            count += owner(document) == owner && exit(document) == exit && !deleted[document] ? 1 : 0;
        }
        return count;
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
    }

    @Test
    void termsAskedForOften_areKeptAndFindTheSame() throws IOException {
        DenseTerms terms = terms(1L << 20);
        assertAllAreCounted(terms);
        assertThat(terms.kept()).as("two exit codes in two segments").isEqualTo(4);
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

        assertThat(terms.kept()).as("segments that are still there").isEqualTo(4);
        assertAllAreCounted(terms);
        assertThat(terms.kept()).isEqualTo(6);
    }

    @Test
    void beyondTheBound_isForgottenWhatWasNotAskedForLongest() throws IOException {
        long bytes = 4 * (DOCUMENTS / 8 + 250);
        DenseTerms terms = terms(bytes);
        writeSegment(DOCUMENTS);
        DirectoryReader later = DirectoryReader.openIfChanged(reader, writer);
        assertThat(later).isNotNull();
        reader.close();
        reader = later;

        for (int i = 0; i < 3; i++) {
            assertAllAreCounted(terms);
        }
        assertThat(terms.kept()).isBetween(1L, 4L);
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
