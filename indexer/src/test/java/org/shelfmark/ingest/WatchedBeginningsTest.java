package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.registry.ArchiveFile;

/** A history whose first file is begun and rotated within one second, and first seen under its rotated name. */
final class WatchedBeginningsTest {
    /** When record 1 was written. */
    private static final String ROTATED = "history."
            + DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss")
                    .withZone(ZoneOffset.UTC)
                    .format(Instant.ofEpochSecond(1_795_318_001));

    private final Shelf shelf;
    private final Path active;
    private JobIndexWriter writer;
    private Ingester ingester;

    WatchedBeginningsTest(@TempDir Path directory) throws IOException {
        shelf = new Shelf(directory);
        active = shelf.file("history");
    }

    @BeforeEach
    void open() throws IOException {
        writer = JobIndexWriter.open(shelf.layout, Shelf.MAPPING, new WriterSettings(16));
        ingester = new Ingester(
                writer, shelf.files, Shelf.MAPPING, Shelf.CLOCK, Shelf.SETTINGS, null, OptionalLong.empty());
    }

    @AfterEach
    void close() throws IOException {
        ingester.close();
        writer.close();
    }

    private void cycle() throws IOException {
        CycleReport unused =
                ingester.cycle(new ArchiveRequest(List.of(active), Optional.empty(), true), IngestProgress.SILENT);
    }

    private long gaps() throws IOException {
        return shelf.content().registry().files().stream()
                .map(ArchiveFile::gaps)
                .mapToLong(List::size)
                .sum();
    }

    private void begin() throws IOException {
        shelf.append(ROTATED, SmallRecords.records(1, 3));
        shelf.append("history", SmallRecords.records(4, 2));
    }

    @Test
    void begunUnderTheWatch_hasNoPredecessor() throws IOException {
        ingester.watching(Set.of(active));
        cycle();
        begin();
        cycle();

        assertThat(gaps()).isZero();
    }

    @Test
    void whatTheWatchCounted_isAGapAllTheSame() throws IOException {
        ingester.watching(Set.of(active));
        cycle();
        begin();
        ingester.missed(active, 1);
        cycle();

        assertThat(gaps()).isEqualTo(1);
    }

    @Test
    void notWatched_mayHaveHadOne() throws IOException {
        cycle();
        begin();
        cycle();

        assertThat(gaps()).isEqualTo(1);
    }

    @Test
    void watchedAnewSinceThatLook_mayHaveHadOne() throws IOException {
        ingester.watching(Set.of(active));
        cycle();
        ingester.watching(Set.of(active));
        begin();
        cycle();

        assertThat(gaps()).isEqualTo(1);
    }

    @Test
    void neverSeenEmpty_mayHaveHadOne() throws IOException {
        ingester.watching(Set.of(active));
        begin();
        cycle();

        assertThat(gaps()).isEqualTo(1);
    }

    @Test
    void laterFiles_areJudgedByWhatIsKnown() throws IOException {
        ingester.watching(Set.of(active));
        cycle();
        shelf.append("history", SmallRecords.records(0, 1));
        cycle();
        shelf.rename("history", "history.20200101T000000");
        begin();
        cycle();

        assertThat(gaps()).isEqualTo(1);
    }
}
