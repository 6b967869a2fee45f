package org.shelfmark.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;

class OpenColumnsTest {
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final int JOBS_OF_SEGMENT = 1_500;

    private static final FieldMapping CLUSTER = MAPPING.ofAttribute("ClusterId").orElseThrow();
    private static final FieldMapping PROC = MAPPING.ofAttribute("ProcId").orElseThrow();
    private static final FieldMapping OWNER = MAPPING.ofAttribute("Owner").orElseThrow();
    private static final FieldMapping GLOBAL =
            MAPPING.ofAttribute("GlobalJobId").orElseThrow();
    private static final FieldMapping HOST = MAPPING.named("host").orElseThrow();

    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private IndexWriter writer;
    private DirectoryReader reader;
    private int written;

    @BeforeEach
    void writeThreeSegments() throws IOException {
        writer = new IndexWriter(directory, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE));
        for (int segment = 0; segment < 3; segment++) {
            writeSegment();
        }
        writer.commit();
        reader = DirectoryReader.open(directory);
    }

    @AfterEach
    void close() throws IOException {
        reader.close();
        writer.close();
    }

    private void writeSegment() throws IOException {
        for (int i = 0; i < JOBS_OF_SEGMENT; i++) {
            writer.addDocument(document(written++));
        }
        writer.flush();
    }

    /** Every seventh has a host, every third a ProcId in its column, every eleventh one that does not fit. */
    private static Document document(int job) {
        Document document = new Document();
        document.add(new StringField("id", Integer.toString(job), Store.NO));
        document.add(new SortedDocValuesField(Columns.SOURCE, new BytesRef("ap" + job % 3)));
        document.add(new NumericDocValuesField(Columns.FILE, job % 5));
        document.add(new NumericDocValuesField(Columns.OFFSET, 100L * job));
        document.add(new NumericDocValuesField(Columns.LENGTH, job + 1));
        document.add(new NumericDocValuesField(CLUSTER.name(), job / 2));
        document.add(new SortedDocValuesField(OWNER.name(), new BytesRef("owner" + job % 40)));
        document.add(new SortedDocValuesField(GLOBAL.name(), new BytesRef("ap#" + job)));
        if (job % 3 == 0) {
            document.add(new NumericDocValuesField(PROC.name(), job));
        } else if (job % 11 == 0) {
            document.add(new BinaryDocValuesField(
                    Columns.MISFITS, Misfits.encode(Map.of(PROC.name(), new StringValue("none" + job)))));
        }
        if (job % 7 == 0) {
            document.add(new SortedDocValuesField(HOST.name(), new BytesRef("host" + job % 100)));
        }
        return document;
    }

    private static void assertIsRead(OpenColumns columns, DirectoryReader reader, int job) throws IOException {
        LeafReaderContext leaf = reader.leaves().get(job / JOBS_OF_SEGMENT);
        int local = job % JOBS_OF_SEGMENT;
        JobReader jobs = columns.reader(leaf.reader(), local);
        RecordAddress address = jobs.address(local);
        assertThat(address.source()).isEqualTo("ap" + job % 3);
        assertThat(address.fileId()).isEqualTo(job % 5);
        assertThat(address.location().offset()).isEqualTo(100L * job);
        assertThat(jobs.value(CLUSTER, local)).isEqualTo(new IntegerValue(job / 2));
        assertThat(jobs.value(OWNER, local)).isEqualTo(new StringValue("owner" + job % 40));
        assertThat(jobs.value(GLOBAL, local)).isEqualTo(new StringValue("ap#" + job));
        assertThat(jobs.value(PROC, local)).isEqualTo(proc(job));
        assertThat(jobs.value(HOST, local))
                .isEqualTo(job % 7 == 0 ? new StringValue("host" + job % 100) : AttributeValue.UNDEFINED);
        columns.giveBack(jobs);
    }

    private static AttributeValue proc(int job) {
        if (job % 3 == 0) {
            return new IntegerValue(job);
        }
        return job % 11 == 0 ? new StringValue("none" + job) : AttributeValue.UNDEFINED;
    }

    @Test
    void jobsInAnyOrder_areReadAsTheyWereWritten() throws IOException {
        OpenColumns columns = new OpenColumns(MAPPING);
        long seed = 20_261_130;
        Random random = new Random(seed);
        for (int i = 0; i < 4_000; i++) {
            assertIsRead(columns, reader, random.nextInt(written));
        }
        assertThat(columns.idle()).as("seed " + seed).isEqualTo(12);
    }

    @Test
    void oneReader_goesBack() throws IOException {
        JobReader jobs = new JobReader(MAPPING, reader.leaves().get(1).reader());
        for (int local = JOBS_OF_SEGMENT - 1; local >= 0; local--) {
            int job = JOBS_OF_SEGMENT + local;
            assertThat(jobs.value(OWNER, local)).isEqualTo(new StringValue("owner" + job % 40));
            assertThat(jobs.value(PROC, local)).isEqualTo(proc(job));
        }
    }

    @Test
    void manyThreads_readTheSameJobs() throws Exception {
        OpenColumns columns = new OpenColumns(MAPPING, 3);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Random random = new Random(thread);
                work.add(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        assertIsRead(columns, reader, random.nextInt(written));
                    }
                    return null;
                });
            }
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        }
        assertThat(columns.idle()).isEqualTo(3);
    }

    @Test
    void segmentOfALaterSnapshot_isReadOn() throws IOException {
        OpenColumns columns = new OpenColumns(MAPPING);
        LeafReader before = reader.leaves().get(0).reader();
        JobReader first = columns.reader(before, 10);
        assertThat(first.value(CLUSTER, 10)).isEqualTo(new IntegerValue(5));
        columns.giveBack(first);

        writer.deleteDocuments(new Term("id", "3"));
        writeSegment();
        writer.commit();
        DirectoryReader later = DirectoryReader.openIfChanged(reader);
        assertThat(later).isNotNull();
        reader.close();
        reader = later;

        assertThat(columns.idle()).isEqualTo(1);
        assertIsRead(columns, reader, 12);
        assertIsRead(columns, reader, 2);
        assertIsRead(columns, reader, written - 1);
    }

    @Test
    void closedSegments_areLetGo() throws IOException {
        OpenColumns columns = new OpenColumns(MAPPING);
        try (DirectoryReader own = DirectoryReader.open(directory(7))) {
            JobReader jobs = columns.reader(own.leaves().get(0).reader(), 0);
            assertThat(jobs.value(OWNER, 0)).isEqualTo(new StringValue("owner7"));
            columns.giveBack(jobs);
            assertThat(columns.idle()).isEqualTo(1);
        }
        assertThat(columns.idle()).isZero();
    }

    private static ByteBuffersDirectory directory(int job) throws IOException {
        ByteBuffersDirectory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.addDocument(document(job));
        }
        return directory;
    }
}
