package org.shelfmark.guard;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.RecordBatch;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.mapping.Mapping;

/**
 * What indexing a record costs in memory and on disk. A limit that is exceeded on purpose is raised here, to some 25 % above
 * what the message says.
 */
final class IngestCostTest {
    /** Bytes that parsing and mapping a record allocates. */
    private static final long MAPPING_LIMIT = 17_000;
    /** The same with adding its document to the index; the buffers of the index are most of it. */
    private static final long INDEXING_LIMIT = 21_000;
    /** Bytes of the index for a job, in one segment. */
    private static final long INDEX_LIMIT = 500;

    private static final int JOBS = 2000;
    private static final int WARM_UP = 3;
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final JobDocumentBuilder builder = new JobDocumentBuilder(MAPPING, FixedArchive.CLOCK);

    @TempDir
    private Path directory;

    /** What is done with a document. */
    private interface Sink {
        void take(Iterable<IndexableField> document) throws IOException;
    }

    private void map(List<RecordBatch> batches, Sink sink) throws IOException, RecordProblem {
        for (RecordBatch batch : batches) {
            for (int record = 0; record < batch.size(); record++) {
                sink.take(builder.build(
                        batch.bytes(),
                        batch.start(record),
                        batch.bannerStart(record),
                        batch.end(record),
                        new RecordAddress("ap", 1, batch.location(record))));
            }
        }
    }

    private List<RecordBatch> records(String name, long seed) throws IOException {
        return FixedArchive.generate(directory.resolve(name), seed, JOBS).batches();
    }

    @Test
    void mapping_ofARecord_allocatesNoMoreThanTheLimit() throws Exception {
        List<RecordBatch> others = records("others", 8);
        List<RecordBatch> measured = records("measured", 7);
        for (int round = 0; round < WARM_UP; round++) {
            map(others, document -> {});
        }

        long before = THREADS.getCurrentThreadAllocatedBytes();
        map(measured, document -> {});
        long bytes = (THREADS.getCurrentThreadAllocatedBytes() - before) / JOBS;

        assertThat(bytes).as("bytes allocated for mapping a record").isBetween(1L, MAPPING_LIMIT);
    }

    @Test
    void indexing_ofARecord_allocatesNoMoreThanTheLimit() throws Exception {
        List<RecordBatch> others = records("others", 8);
        List<RecordBatch> measured = records("measured", 7);
        try (JobIndexWriter index = writer("warm-up")) {
            for (int round = 0; round < WARM_UP; round++) {
                map(others, index::add);
            }
        }

        try (JobIndexWriter index = writer("index")) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            map(measured, index::add);
            long bytes = (THREADS.getCurrentThreadAllocatedBytes() - before) / JOBS;

            assertThat(bytes)
                    .as("bytes allocated for mapping and indexing a record")
                    .isBetween(1L, INDEXING_LIMIT);
        }
    }

    @Test
    void index_inOneSegment_takesNoMoreThanTheLimit() throws Exception {
        try (JobIndexWriter index = writer("index")) {
            map(records("measured", 7), index::add);
            index.commit();
        }

        long bytes = 0;
        try (Directory jobs = FSDirectory.open(layout("index").jobs())) {
            IndexWriterConfig config = new IndexWriterConfig()
                    .setIndexSort(
                            SegmentInfos.readLatestCommit(jobs).info(0).info.getIndexSort());
            try (IndexWriter writer = new IndexWriter(jobs, config)) {
                writer.forceMerge(1);
            }
            for (String file : jobs.listAll()) {
                bytes += jobs.fileLength(file);
            }
        }

        assertThat(bytes / JOBS).as("bytes of the index for a job").isBetween(1L, INDEX_LIMIT);
    }

    private IndexLayout layout(String name) {
        return new IndexLayout(directory.resolve(name));
    }

    private JobIndexWriter writer(String name) throws IOException {
        return JobIndexWriter.open(layout(name), MAPPING, WriterSettings.DEFAULT);
    }
}
