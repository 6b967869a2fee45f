package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.index.FullDisk;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterOn;
import org.shelfmark.sample.SampleArchive;

/** A failure at every step of a cycle: afterwards documents equal positions, none lost, none twice. */
class FailedCycleTest {
    @TempDir
    private Path directory;

    private int shelves;

    /** A sample of which the first rotated file is indexed already. */
    private Shelf halfIndexed() throws IOException {
        Shelf shelf = new Shelf(directory.resolve("shelf" + shelves++));
        SampleArchive sample = SampleArchive.find().copyTo(shelf.spool);
        shelf.cycle(new ArchiveRequest(List.of(sample.files().get(0)), Optional.empty()));
        assertThat(shelf.assertConsistent().addresses()).hasSize(57);
        return shelf;
    }

    @Test
    void nthReadFails_theFileIsLeftOutAndALaterCycleCompletesIt() throws IOException {
        Shelf counting = halfIndexed();
        counting.files.failRead(Long.MAX_VALUE);
        counting.cycle();
        long reads = counting.files.reads();
        assertThat(reads).isGreaterThan(10);
        for (long n = 1; n <= reads; n++) {
            Shelf shelf = halfIndexed();
            shelf.files.failRead(n);
            CycleReport report = shelf.cycle();
            assertThat(report.notices())
                    .as("read %d", n)
                    .anyMatch(notice -> notice.failure() && notice.text().contains("Input/output error"));
            shelf.assertConsistent();
            assertThat(shelf.files.hasFailed()).as("read %d", n).isTrue();

            shelf.cycleToTheEnd();

            assertThat(shelf.assertComplete().addresses()).as("read %d", n).hasSize(266);
        }
    }

    @Test
    void readFailsInTheMiddle_theSameWriterCanGoOn() throws IOException {
        Shelf shelf = new Shelf(directory.resolve("one"));
        SetClock clock = new SetClock();
        shelf.append("history", SmallRecords.records(1, 10_000));
        try (JobIndexWriter writer = WriterOn.directories(
                        shelf.layout,
                        Shelf.MAPPING,
                        FSDirectory.open(shelf.layout.jobs()),
                        FSDirectory.open(shelf.layout.registry()));
                Ingester ingester = new Ingester(
                        writer,
                        shelf.files,
                        Shelf.MAPPING,
                        clock,
                        new IngestSettings(2, 1L << 30, Duration.ZERO, java.time.ZoneOffset.UTC),
                        null,
                        java.util.OptionalLong.empty())) {
            shelf.files.failRead(4);
            CycleReport failed = ingester.cycle(shelf.everything(), IngestProgress.SILENT);
            assertThat(failed.records()).isZero();
            assertThat(failed.notices()).hasSize(1);
            assertThat(failed.notices().get(0).text())
                    .contains("reading '" + shelf.file("history") + "' failed at byte ");
            assertThat(shelf.content().addresses()).isEmpty();

            clock.advance(Duration.ofMillis(999));
            assertThat(ingester.cycle(shelf.everything(), IngestProgress.SILENT).notices())
                    .hasSize(1);
            clock.advance(Duration.ofMillis(1));
            assertThat(ingester.cycle(shelf.everything(), IngestProgress.SILENT).records())
                    .isEqualTo(10_000);
        }
        shelf.assertComplete();
    }

    @Test
    void fileThatVanishesBetweenLookAndRead_isANotice() throws IOException {
        Shelf shelf = new Shelf(directory.resolve("one"));
        shelf.append("history.20261122T034000", SmallRecords.records(1, 5));
        shelf.append("history", SmallRecords.records(6, 2));
        shelf.files.vanish(shelf.file("history.20261122T034000"));

        CycleReport report = shelf.cycle();

        assertThat(report.records()).isEqualTo(2);
        assertThat(report.notices()).hasSize(1);
        assertThat(report.notices().get(0).text()).contains("was gone when it was opened");
        shelf.assertConsistent();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void diskFillsUpAnywhere_everythingIsRolledBackAndThenCompleted(long seed) throws IOException {
        long needed = roomNeeded();
        Random random = new Random(seed);
        for (int round = 0; round < 8; round++) {
            long limit = random.nextInt(3) == 0 ? random.nextInt(300) : random.nextLong(needed);
            fillUp("seed " + seed + ", room for " + limit + " of " + needed + " bytes", limit);
        }
    }

    @Test
    void diskFullWithTheVeryLastBytesMissing_isRolledBack() throws IOException {
        long needed = roomNeeded();
        for (long missing = 1; missing < 40; missing += 3) {
            fillUp(missing + " bytes missing of " + needed, needed - missing);
        }
    }

    private long roomNeeded() throws IOException {
        Shelf shelf = halfIndexed();
        FullDisk.Room room = new FullDisk.Room();
        try (JobIndexWriter writer = onFullDisk(shelf, room)) {
            room.limitTo(Long.MAX_VALUE);
            shelf.cycle(writer, shelf.everything());
            return room.written();
        }
    }

    private void fillUp(String what, long limit) throws IOException {
        Shelf shelf = halfIndexed();
        Shelf.Content before = shelf.content();
        FullDisk.Room room = new FullDisk.Room();
        try (JobIndexWriter writer = onFullDisk(shelf, room)) {
            room.limitTo(limit);
            try {
                shelf.cycle(writer, shelf.everything());
                // what an index needs varies a little with how threads share the work
                assertThat(room.isFull()).as(what).isFalse();
            } catch (IOException e) {
                assertThat(room.isFull()).as(what).isTrue();
                Shelf.Content after = shelf.content();
                assertThat(after.addresses()).as(what).isEqualTo(before.addresses());
                assertThat(writer.positions().byFile()).as(what).hasSize(1);
            }
            room.free();
            while (shelf.cycle(writer, shelf.everything()).more()) {
                shelf.assertConsistent();
            }
        }
        assertThat(shelf.assertComplete().addresses()).as(what).hasSize(266);
    }

    private static JobIndexWriter onFullDisk(Shelf shelf, FullDisk.Room room) throws IOException {
        Files.createDirectories(shelf.layout.root());
        return WriterOn.directories(
                shelf.layout,
                Shelf.MAPPING,
                new FullDisk(FSDirectory.open(shelf.layout.jobs()), room),
                new FullDisk(FSDirectory.open(shelf.layout.registry()), room));
    }
}
