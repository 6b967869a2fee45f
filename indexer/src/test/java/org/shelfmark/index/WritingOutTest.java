package org.shelfmark.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexableField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.mapping.Mapping;

class WritingOutTest {
    private static final int TERMS = 12_000;
    private static final String LONG_END = "x".repeat(100);

    /** What a thread is left with that wanted the same collection as another one and came second. */
    @Test
    @Timeout(60)
    void oneThreadAlone_writesOutTheCollectionsOfAll(@TempDir Path directory) throws Exception {
        try (JobIndexWriter writer =
                        JobIndexWriter.open(new IndexLayout(directory), Mapping.htcondorJob(), new WriterSettings(64));
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            CyclicBarrier together = new CyclicBarrier(2);
            Callable<Boolean> adding = () -> {
                writer.add(largeDocument(together));
                return true;
            };
            Future<Boolean> one = threads.submit(adding);
            Future<Boolean> other = threads.submit(adding);
            assertThat(one.get() && other.get()).isTrue();
            assertThat(writer.collectedBytes()).as("collected").isGreaterThan(2 << 20);
            writer.writeOutCollected();
            assertThat(writer.collectedBytes()).as("left").isLessThan(1 << 20);
            writer.commit();
            try (DirectoryReader written = writer.staged()) {
                assertThat(written.leaves()).as("segments, one of each thread").hasSize(2);
                assertThat(written.numDocs()).isEqualTo(2);
            }
        }
    }

    /** Both threads are in the middle of a document at the same time, so that each has a collection of its own. */
    private static Iterable<IndexableField> largeDocument(CyclicBarrier together) {
        Document document = new Document();
        for (int term = 0; term < TERMS; term++) {
            document.add(new StringField("id", term + LONG_END, Field.Store.NO));
        }
        return () -> {
            try {
                together.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return document.iterator();
        };
    }
}
