package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.fault.ChangingArchive;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.mapping.Mapping;

/** A rotation between the look at a history and its opening: the name belongs to another file by then. */
class RotationWhileReadingTest {
    @TempDir
    private Path directory;

    @Test
    void rotationBetweenLookAndOpen_everyRecordIsIndexedOnce() throws IOException {
        Path history = directory.resolve("history");
        Files.writeString(history, SmallRecords.records(1, 3));
        ChangingArchive files = new ChangingArchive(() -> {
            Files.move(history, history.resolveSibling("history.20261122T034000"));
            Files.writeString(history, SmallRecords.records(50, 5));
        });
        ArchiveRequest request = new ArchiveRequest(List.of(history), Optional.empty());
        long records = 0;
        try (JobIndexWriter writer = JobIndexWriter.open(
                        new IndexLayout(directory.resolve("index")), Mapping.htcondorJob(), new WriterSettings(16));
                Ingester ingester = new Ingester(
                        writer,
                        files,
                        Mapping.htcondorJob(),
                        InstantSource.fixed(Instant.EPOCH),
                        new IngestSettings(1, 1 << 20, java.time.Duration.ZERO, java.time.ZoneOffset.UTC),
                        null,
                        java.util.OptionalLong.empty())) {
            CycleReport report;
            do {
                report = ingester.cycle(request, IngestProgress.SILENT);
                records += report.records();
            } while (report.more());
        }

        assertThat(files.opened()).isGreaterThan(1);
        assertThat(records).isEqualTo(8);
    }
}
