package org.shelfmark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexableField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.cluster.rollup.ClusterArchivist;
import org.shelfmark.cluster.ship.ClusterSink;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.document.JobKey;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.MemoryIndex;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.IngestProgress;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.Pins;
import org.shelfmark.rollup.SubmissionKey;
import org.shelfmark.rollup.Summaries;
import org.shelfmark.rollup.SummarySettings;

class ClusterSummariesTest {
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_795_400_000));

    private final TestCluster cluster = TestCluster.shared();
    private final ClusterSettings settings = ClusterSettings.of(cluster.url()).prefixed("cluster-summaries");

    @TempDir
    Path directory;

    @AfterEach
    void delete() {
        cluster.send("DELETE", "/cluster-summaries-*", "");
    }

    private IndexLayout layout() {
        return new IndexLayout(directory.resolve("index"));
    }

    /** Ships two submissions and archives one, of two jobs. */
    private void archive() throws IOException {
        Path spool = Files.createDirectories(directory.resolve("spool"));
        Files.writeString(
                spool.resolve("history"),
                SmallRecords.record(1, 0) + SmallRecords.record(1, 1) + SmallRecords.record(2, 0));
        try (ClusterConnection connection = new ClusterConnection(settings);
                ClusterSink sink = ClusterSink.open(connection, layout(), MAPPING, CLOCK)) {
            try (Ingester ingester = new Ingester(
                    sink,
                    ArchiveFileSystem.local(),
                    MAPPING,
                    CLOCK,
                    new IngestSettings(2, 1L << 30, Duration.ZERO, ZoneOffset.UTC),
                    null,
                    OptionalLong.empty())) {
                ingester.cycle(new ArchiveRequest(List.of(spool), Optional.empty()), IngestProgress.SILENT);
            }
            assertThat(new ClusterArchivist(
                                    sink,
                                    layout(),
                                    ArchiveFileSystem.local(),
                                    MAPPING,
                                    SummarySettings.keeping(List.of()),
                                    ZoneOffset.UTC,
                                    CLOCK)
                            .archive(new ArchiveOrder("cluster:1", Optional.empty(), false, true))
                            .jobs())
                    .isEqualTo(2);
        }
    }

    @Test
    void archivedJobs_areRecognisedByTheirFiles() throws IOException {
        archive();
        try (ClusterConnection connection = new ClusterConnection(settings);
                MemoryIndex index = new MemoryIndex(layout(), MAPPING)) {
            ClusterSummaries summaries = new ClusterSummaries(connection, layout(), MAPPING);
            summaries.read(new ExchangeNote(connection).read()).addTo(index);
            int[] file = new int[1];
            try (DirectoryReader reader = index.reader()) {
                Summaries.visit(reader, summary -> {
                    for (ArchivedRecord record : summary.records()) {
                        file[0] = record.fileId();
                    }
                });
            }
            assertThat(summaries.jobs(Set.of(file[0])).contain(key(1))).isTrue();
            assertThat(summaries.jobs(Set.of(file[0])).contain(key(2))).isFalse();
            assertThat(summaries.jobs(Set.of(file[0] + 1)).contain(key(1))).isFalse();
        }
    }

    /** The job of cluster 1 or 2 with the number 0. */
    private static JobKey key(int number) {
        byte[] record = SmallRecords.record(number, 0).getBytes(StandardCharsets.UTF_8);
        int banner = new String(record, StandardCharsets.UTF_8).indexOf("***");
        JobDocumentBuilder builder = new JobDocumentBuilder(MAPPING, CLOCK);
        try {
            builder.build(
                    record,
                    0,
                    banner,
                    record.length,
                    new RecordAddress("ap1", 1, new RecordLocation(0, record.length)));
        } catch (RecordProblem e) {
            throw new AssertionError(e);
        }
        return builder.key();
    }

    @Test
    void moreThanFitsIntoMemory_isSaid() throws IOException {
        archive();
        try (ClusterConnection connection = new ClusterConnection(settings)) {
            ClusterSummaries summaries = new ClusterSummaries(connection, layout(), MAPPING, 100);
            Exchange now = new ExchangeNote(connection).read();

            assertThatThrownBy(() -> summaries.read(now))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the summaries of archived submissions take more than 100 bytes, a part of this"
                            + " process's memory that they are asked in; give it more: java -Xmx");
        }
    }

    @Test
    void pin_comesBackFieldByField() throws IOException {
        SubmissionKey key = SubmissionKey.of("AP1", 7, Optional.of("ΣΊ\u0001\""));
        Document pin = Pins.document(key, Instant.ofEpochSecond(17));

        Document back = SummaryJson.document(ClusterConnection.JSON.readTree(
                SummaryJson.ofPin(key.term().text(), pin, 17).toString()));

        assertThat(back.getFields().stream().map(ClusterSummariesTest::text).toList())
                .isEqualTo(
                        pin.getFields().stream().map(ClusterSummariesTest::text).toList());
    }

    private static String text(IndexableField field) {
        return field.name() + " " + field.fieldType().docValuesType() + " "
                + field.fieldType().indexOptions() + " " + field.stringValue() + " " + field.numericValue() + " "
                + field.binaryValue();
    }
}
