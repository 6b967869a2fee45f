package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

class IngesterTest {
    private static final String ROTATED = "history.20261122T034000";

    private final Shelf shelf;

    IngesterTest(@TempDir Path directory) throws IOException {
        shelf = new Shelf(directory);
    }

    private long generation() throws IOException {
        try (Directory jobs = FSDirectory.open(shelf.layout.jobs());
                DirectoryReader reader = DirectoryReader.open(jobs)) {
            return reader.getIndexCommit().getGeneration();
        }
    }

    @Test
    void sample_everyRecordIsADocument() throws IOException {
        SampleArchive sample = SampleArchive.find().copyTo(shelf.spool);

        CycleReport report = shelf.cycle();

        assertThat(report.records()).isEqualTo(266);
        assertThat(report.quarantined()).isZero();
        assertThat(report.bytes()).isEqualTo(960_404);
        assertThat(report.notices()).isEmpty();
        Shelf.Content content = shelf.assertComplete();
        assertThat(content.addresses())
                .hasSize(sample.records().size())
                .allMatch(a -> a.source().equals("ap1.pool.test"));
        assertThat(content.registry().files()).map(file -> file.path()).containsExactlyElementsOf(sample.files());
    }

    @Test
    void secondCycle_readsAndCommitsNothing() throws IOException {
        SampleArchive.find().copyTo(shelf.spool);
        shelf.cycleToTheEnd();
        Shelf.Content before = shelf.content();
        long generation = generation();

        CycleReport report = shelf.cycle();

        assertThat(report).isEqualTo(new CycleReport(0, 0, 0, false, false, List.of()));
        assertThat(shelf.content()).isEqualTo(before);
        assertThat(generation()).isEqualTo(generation);
    }

    @Test
    void rotatedFile_isSealedOneCommitAfterItsLastRecord() throws IOException {
        SampleArchive.find().copyTo(shelf.spool);

        assertThat(shelf.cycle().more()).isTrue();
        assertThat(shelf.content().registry().files())
                .map(ArchiveFile::state)
                .containsExactly(FileState.ROTATED, FileState.ROTATED, FileState.ROTATED, FileState.ACTIVE);
        assertThat(shelf.cycle().more()).isFalse();
        Shelf.Content content = shelf.assertComplete();
        assertThat(content.registry().files())
                .map(ArchiveFile::state)
                .containsExactly(FileState.SEALED, FileState.SEALED, FileState.SEALED, FileState.ACTIVE);
        assertThat(content.registry().files())
                .map(file -> file.read().isPresent())
                .containsExactly(true, true, true, false);
    }

    @Test
    void appendedRecords_areReadOnFromThePosition() throws IOException {
        List<SampleRecord> records = SampleArchive.find().records();
        for (int from = 0; from < records.size(); from += 38) {
            int to = Math.min(from + 38, records.size());
            shelf.append("history", SampleRecord.join(records.subList(from, to)));

            assertThat(shelf.cycle().records()).isEqualTo(to - from);
            assertThat(shelf.assertComplete().registry().files()).hasSize(1);
        }
    }

    @Test
    void unfinishedRecord_isMentionedAndReadWhenItIsWhole() throws IOException {
        String last = SmallRecords.record(3, 0);
        shelf.append("history", SmallRecords.records(1, 2) + last.substring(0, last.length() - 1));

        CycleReport report = shelf.cycle();

        long offset = SmallRecords.records(1, 2).length();
        assertThat(report.records()).isEqualTo(2);
        assertThat(report.notices())
                .containsExactly(new FileNotice(
                        shelf.file("history"),
                        false,
                        "an unfinished record of " + (last.length() - 1) + " bytes at byte " + offset
                                + " waits for the end of its banner"));
        shelf.append("history", "\n");
        report = shelf.cycle();
        assertThat(report.records()).isEqualTo(1);
        assertThat(report.notices()).isEmpty();
        shelf.assertComplete();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Owner = \"alice\"\n"})
    void fileWithoutARecord_isMentionedAndReadLater(String beginning) throws IOException {
        shelf.append("history", beginning);

        CycleReport report = shelf.cycle();

        assertThat(report.records()).isZero();
        assertThat(report.notices()).hasSize(1);
        assertThat(report.notices().get(0).text())
                .isEqualTo(
                        beginning.isEmpty()
                                ? "is empty: nothing to index yet"
                                : "holds no complete record yet: 16 bytes without a banner line");
        assertThat(report.notices().get(0).failure()).isFalse();
        shelf.append("history", SmallRecords.records(1, 1));
        assertThat(shelf.cycle().records()).isEqualTo(1);
        shelf.assertComplete();
    }

    @Test
    void rotationBetweenCycles_countsNothingTwice() throws IOException {
        shelf.append("history", SmallRecords.records(1, 5));
        shelf.cycleToTheEnd();
        shelf.append("history", SmallRecords.records(6, 2));
        shelf.rename("history", ROTATED);
        shelf.append("history", SmallRecords.records(8, 3));

        CycleReport report = shelf.cycle();

        assertThat(report.records()).isEqualTo(5);
        assertThat(report.notices()).isEmpty();
        Shelf.Content content = shelf.assertComplete();
        assertThat(content.registry().files()).hasSize(2);
        ArchiveFile rotated = content.named(shelf.file(ROTATED));
        assertThat(rotated.id()).isEqualTo(1);
        assertThat(rotated.paths())
                .containsExactly(
                        shelf.file(ROTATED).toString(), shelf.file("history").toString());
        assertThat(content.named(shelf.file("history")).id()).isEqualTo(2);
    }

    @Test
    void severalRotationsWhileAway_countNothingTwice() throws IOException {
        shelf.append("history", SmallRecords.records(1, 5));
        shelf.cycle();
        shelf.append("history", SmallRecords.records(6, 1));
        for (int rotation = 0; rotation < 4; rotation++) {
            shelf.rename("history", "history.20261122T03400" + rotation);
            shelf.append("history", SmallRecords.records(100 + 10 * rotation, 3));
        }

        assertThat(shelf.cycleToTheEnd().notices()).isEmpty();

        Shelf.Content content = shelf.assertComplete();
        assertThat(content.registry().files()).hasSize(5);
        assertThat(content.named(shelf.file("history.20261122T034000")).id()).isEqualTo(1);
        assertThat(shelf.cycle().records()).isZero();
    }

    @Test
    void rotationWithoutANewActiveFileYet_isNoError() throws IOException {
        shelf.append("history", SmallRecords.records(1, 5));
        shelf.cycle();
        shelf.rename("history", ROTATED);

        ArchiveRequest named = new ArchiveRequest(List.of(shelf.file("history")), Optional.empty());
        assertThat(shelf.cycle(named).records()).isZero();
        shelf.assertComplete();
    }

    @Test
    void damagedRecordBetweenGoodOnes_isQuarantinedAlone() throws IOException {
        shelf.append("history", SmallRecords.record(1, 0));
        shelf.append("history", SmallRecords.record(2, 0, "this is not an attribute"));
        shelf.append("history", SmallRecords.banner(3, 0));
        shelf.append("history", SmallRecords.record(4, 0));

        CycleReport report = shelf.cycle();

        assertThat(report.records()).isEqualTo(4);
        assertThat(report.quarantined()).isEqualTo(2);
        Shelf.Content content = shelf.assertComplete();
        assertThat(content.quarantined()).isEqualTo(2);
        assertThat(content.positions().get(0).quarantined()).isEqualTo(2);
    }

    @Test
    void copyOfAFile_isMentionedAndNotCounted() throws IOException {
        shelf.append("history", SmallRecords.records(1, 5));
        shelf.cycle();
        Files.copy(shelf.file("history"), shelf.file(ROTATED));
        shelf.append("history", SmallRecords.records(6, 1));

        CycleReport report = shelf.cycle();

        assertThat(report.records()).isEqualTo(1);
        assertThat(report.notices())
                .containsExactly(new FileNotice(
                        shelf.file(ROTATED),
                        false,
                        "a copy of '" + shelf.file("history") + "'; its jobs are not counted again"));
        assertThat(shelf.assertConsistent().addresses()).hasSize(6);
    }

    @Test
    void olderShorterCopyFoundFirst_restOfTheOriginalIsRead() throws IOException {
        shelf.append("history", SmallRecords.records(1, 5));
        Files.copy(shelf.file("history"), shelf.file(ROTATED));
        shelf.append("history", SmallRecords.records(6, 3));

        shelf.cycleToTheEnd();

        // 8 different jobs stand in the two files, 5 of them in both
        assertThat(shelf.assertConsistent().addresses()).hasSizeGreaterThanOrEqualTo(8);
    }

    @Test
    void cutFile_isMentionedAndItsJobsStay() throws IOException {
        shelf.append("history", SmallRecords.records(1, 5));
        shelf.cycle();
        byte[] whole = Files.readAllBytes(shelf.file("history"));
        Files.write(shelf.file("history"), java.util.Arrays.copyOf(whole, whole.length / 5 * 2));

        CycleReport report = shelf.cycle();

        assertThat(report.records()).isZero();
        assertThat(report.notices())
                .map(FileNotice::text)
                .containsExactly(
                        "does not hold any more what was read of it: it was cut or written anew, and is read as a new"
                                + " file",
                        "2 of its records were indexed before, from a file that begins like it; they are not counted"
                                + " again");
        Shelf.Content content = shelf.content();
        assertThat(content.addresses()).hasSize(5);
        assertThat(content.registry().file(1).orElseThrow().gaps()).hasSize(1);
        assertThat(content.registry().file(1).orElseThrow().gaps().get(0).toByte())
                .isEmpty();
        shelf.append("history", SmallRecords.records(20, 1));
        assertThat(shelf.cycle().records()).isEqualTo(1);
    }

    @Test
    void fileReplacedByAnother_oldOneIsKnownToBeGone() throws IOException {
        shelf.append("history", SmallRecords.records(1, 5));
        shelf.cycle();
        Files.delete(shelf.file("history"));
        Files.writeString(shelf.file("keeps-the-inode"), "");
        shelf.append("history", SmallRecords.records(100, 2));

        shelf.cycle();

        Shelf.Content content = shelf.content();
        assertThat(content.addresses()).hasSize(7);
        assertThat(content.registry().files()).hasSize(2);
        ArchiveFile replaced = content.registry().file(1).orElseThrow();
        assertThat(replaced.state()).isEqualTo(FileState.LOST);
        // nobody looked when it went, so nobody knows whether more was appended to it before
        assertThat(replaced.gaps()).hasSize(1);
        assertThat(replaced.gaps().get(0).toByte()).isEmpty();
        assertThat(replaced.gaps().get(0).before().job()).isEqualTo("5.0");
        assertThat(content.registry().file(2).orElseThrow().state()).isEqualTo(FileState.ACTIVE);
    }

    @Test
    void deletedFile_jobsStay() throws IOException {
        shelf.append(ROTATED, SmallRecords.records(1, 5));
        shelf.append("history", SmallRecords.records(6, 2));
        shelf.cycleToTheEnd();
        Files.delete(shelf.file(ROTATED));

        assertThat(shelf.cycle().records()).isZero();

        Shelf.Content content = shelf.content();
        assertThat(content.addresses()).hasSize(7);
        assertThat(content.registry().file(1).orElseThrow().state()).isEqualTo(FileState.DELETED);
    }

    @Test
    void fileDeletedBeforeItWasReadToItsEnd_isLostWithAGap() throws IOException {
        shelf.append("history", SmallRecords.records(1, 5) + "Owner = \"al");
        shelf.cycle();
        ReadPosition read = shelf.content().positions().get(0);
        shelf.rename("history", ROTATED);
        Files.delete(shelf.file(ROTATED));
        shelf.append("history", SmallRecords.records(6, 2));

        shelf.cycle();

        ArchiveFile lost = shelf.content().registry().file(1).orElseThrow();
        assertThat(lost.state()).isEqualTo(FileState.LOST);
        assertThat(lost.gaps()).hasSize(1);
        assertThat(lost.gaps().get(0).fromByte()).isEqualTo(read.offset());
        assertThat(lost.gaps().get(0).toByte()).hasValue(read.offset() + 11);
    }

    @Test
    void cycleWithALimit_endsWithACommitAndGoesOn() throws IOException {
        // 1 MiB is the least a cycle may read
        String text = SmallRecords.records(1, 16_000);
        shelf.append(ROTATED, text);
        shelf.append("history", SmallRecords.records(20_000, 3));

        int cycles = 1;
        for (CycleReport report = shelf.cycle(); report.more(); report = shelf.cycle()) {
            shelf.assertConsistent();
            cycles++;
        }

        assertThat(cycles).isGreaterThanOrEqualTo(3);
        shelf.assertComplete();
    }

    @Test
    void deniedFile_isAFailureOnlyWhenItWasNamed() throws IOException {
        shelf.append(ROTATED, SmallRecords.records(1, 5));
        shelf.append("history", SmallRecords.records(6, 2));
        shelf.files.deny(shelf.file(ROTATED));

        CycleReport report = shelf.cycle();

        assertThat(report.records()).isEqualTo(2);
        assertThat(report.notices()).hasSize(1);
        assertThat(report.notices().get(0).path()).isEqualTo(shelf.file(ROTATED));
        assertThat(report.notices().get(0).failure()).isTrue();
        assertThat(report.notices().get(0).text()).contains("permission denied");
        ArchiveRequest named = new ArchiveRequest(List.of(shelf.file(ROTATED)), Optional.empty());
        assertThatThrownBy(() -> shelf.cycle(named))
                .isInstanceOf(ArchiveAccessException.class)
                .hasMessageContaining("permission denied");
        shelf.assertConsistent();
    }

    @Test
    void otherSourceForAKnownArchive_isRefused() throws IOException {
        shelf.append("history", SmallRecords.records(1, 5));
        shelf.cycle(new ArchiveRequest(List.of(shelf.spool), Optional.of("ap40")));
        assertThat(shelf.content().addresses())
                .allMatch(address -> address.source().equals("ap40"));

        assertThat(shelf.cycle().notices()).isEmpty();
        ArchiveRequest other = new ArchiveRequest(List.of(shelf.file("history")), Optional.of("ap41"));
        assertThatThrownBy(() -> shelf.cycle(other))
                .isInstanceOf(ArchiveAccessException.class)
                .hasMessage("'" + shelf.file("history")
                        + "' is in this index already, as source 'ap40'; give --source 'ap40' or none");
    }

    @Test
    void recordsWithoutGlobalJobId_haveTheSourceLocal() throws IOException {
        shelf.append("history", "ClusterId = 1\nProcId = 0\n***\n");
        shelf.cycle();
        assertThat(shelf.content().addresses().get(0).source()).isEqualTo("local");
    }
}
