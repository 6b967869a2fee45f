package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FigureCacheTest {
    private static final FigureCache.Remembered SMALL = new FigureCache.Remembered("small", 2, 300);

    private final Directory directory = new ByteBuffersDirectory();
    private IndexWriter writer;
    private DirectoryReader reader;

    /** Two segments of two documents. */
    @BeforeEach
    void open() throws IOException {
        writer = new IndexWriter(directory, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE));
        for (String segment : new String[] {"a", "b"}) {
            for (int i = 0; i < 2; i++) {
                Document document = new Document();
                document.add(new StringField("name", segment + i, Field.Store.NO));
                writer.addDocument(document);
            }
            writer.commit();
        }
        reader = DirectoryReader.open(directory);
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
        writer.close();
        directory.close();
    }

    private LeafReaderContext segment(int ordinal) {
        return reader.leaves().get(ordinal);
    }

    @Test
    void result_isOfItsFigureAndSegment() {
        FigureCache cache = new FigureCache(1_000_000);
        cache.put(segment(0), "figure", SMALL);

        assertThat(cache.get(segment(0), "figure")).isEqualTo(SMALL);
        assertThat(cache.get(segment(0), "other")).isNull();
        assertThat(cache.get(segment(1), "figure")).isNull();
        assertThat(cache.bytes()).isGreaterThan(300);
    }

    @Test
    void segmentWithDocumentsTakenBack_isAnother() throws IOException {
        FigureCache cache = new FigureCache(1_000_000);
        cache.put(segment(0), "figure", SMALL);
        cache.put(segment(1), "figure", SMALL);
        long both = cache.bytes();
        writer.deleteDocuments(new Term("name", "a0"));
        writer.commit();
        DirectoryReader before = reader;
        reader = Objects.requireNonNull(DirectoryReader.openIfChanged(before));

        assertThat(cache.get(segment(0), "figure")).isNull();
        assertThat(cache.get(segment(1), "figure")).isEqualTo(SMALL);
        assertThat(cache.bytes()).isEqualTo(both);
        before.close();
        assertThat(cache.bytes()).as("what nobody reads any more is forgotten").isEqualTo(both / 2);
        assertThat(cache.get(segment(1), "figure")).isEqualTo(SMALL);
    }

    @Test
    void beyondTheBound_whatWasNotAskedForIsForgotten() {
        FigureCache cache = new FigureCache(64_000);
        cache.put(segment(0), "asked", SMALL);
        cache.put(segment(0), "not asked", SMALL);
        for (int i = 0; i < 1000; i++) {
            cache.put(segment(1), i, SMALL);
            assertThat(cache.bytes()).isBetween(1L, 64_000L);
            assertThat(cache.get(segment(0), "asked")).isEqualTo(SMALL);
        }

        assertThat(cache.get(segment(0), "not asked")).isNull();
        assertThat(cache.get(segment(1), 0)).isNull();
        assertThat(cache.get(segment(1), 999)).isEqualTo(SMALL);
    }

    @Test
    void largeResult_isNotRemembered() {
        FigureCache cache = new FigureCache(64_000);
        cache.put(segment(0), "figure", new FigureCache.Remembered("large", 2, cache.mostBytesOfOne() + 1));
        assertThat(cache.get(segment(0), "figure")).isNull();
        assertThat(cache.bytes()).isZero();
        cache.put(segment(0), "figure", new FigureCache.Remembered("just fits", 2, cache.mostBytesOfOne()));
        assertThat(cache.get(segment(0), "figure")).isNotNull();

        FigureCache none = new FigureCache(0);
        none.put(segment(0), "figure", new FigureCache.Remembered("nothing", 0, 0));
        assertThat(none.get(segment(0), "figure")).isNull();
    }
}
