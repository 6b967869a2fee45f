package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.archive.SmallRecords;
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
        RotatingFileSystem files = new RotatingFileSystem(history);
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

        assertThat(files.opened).isGreaterThan(1);
        assertThat(records).isEqualTo(8);
    }

    /** Rotates the history between the look at its name and its opening. */
    private static final class RotatingFileSystem implements ArchiveFileSystem {
        private final ArchiveFileSystem local = ArchiveFileSystem.local();
        private final Path history;
        private int opened;

        RotatingFileSystem(Path history) {
            this.history = history;
        }

        @Override
        public List<Path> list(Path folder) throws IOException {
            return local.list(folder);
        }

        @Override
        public boolean isDirectory(Path path) {
            return local.isDirectory(path);
        }

        @Override
        public FileIdentity identify(Path file) throws IOException {
            return local.identify(file);
        }

        @Override
        public SeekableByteChannel open(Path file) throws IOException {
            opened++;
            if (opened == 1) {
                Files.move(history, history.resolveSibling("history.20261122T034000"));
                Files.writeString(history, SmallRecords.records(50, 5));
            }
            return local.open(file);
        }
    }
}
