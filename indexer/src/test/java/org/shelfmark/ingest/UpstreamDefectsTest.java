package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.Compressed;
import org.shelfmark.archive.Compression;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.index.FullDisk;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchException;

/**
 * The points at which HTCondor's own indexer, condor_librarian, loses, doubles or spoils records, and what Shelfmark does
 * there; docs/reliability.md has the table. The comment of each says what upstream does.
 */
class UpstreamDefectsTest {
    private static final String ROTATED = "history.20261122T034000";

    private final Path directory;
    private final Site site;

    UpstreamDefectsTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        this.site = new Site(directory);
    }

    @AfterEach
    void end() throws IOException {
        site.close();
    }

    private static List<String> records(int firstCluster, int count) {
        return Site.records(firstCluster, count);
    }

    private static List<String> and(List<String> some, String... more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(List.of(more));
        return all;
    }

    private static Object inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    /** Upstream: {@code *** Offset = 0 Clus} at the end of the file is a record of job 0.0 without an owner. */
    @Test
    void d01_lineWithoutItsNewline_isNoLine() throws IOException {
        String torn = SmallRecords.record(2, 0);
        int cut = torn.indexOf("*** Offset = 0 Clus") + "*** Offset = 0 Clus".length();
        site.append("history", and(records(1, 1), torn.substring(0, cut)));
        site.settle();
        site.assertHolds(records(1, 1));
        assertThat(site.count("cluster:0")).isZero();

        site.append("history", List.of(torn.substring(cut), SmallRecords.record(3, 0)));
        site.settle();

        site.assertHolds(records(1, 3));
        assertThat(site.problems()).isEmpty();
    }

    /** Upstream: the position behind half a record is saved; after a restart the record begins in its middle. */
    @Test
    void d02_positionAfterAPartialTail_isTheEndOfTheLastBanner() throws IOException {
        String torn = SmallRecords.record(3, 0);
        site.append("history", and(records(1, 2), torn.substring(0, 80)));
        site.settle();
        long end = String.join("", records(1, 2)).length();
        assertThat(site.shelf.content().positions())
                .map(position -> position.offset())
                .containsExactly(end);
        site.kill();
        site.append("history", List.of(torn.substring(80)));

        site.settle();

        site.assertHolds(records(1, 3));
        assertThat(site.fetch("3.0").offset()).isEqualTo(end);
    }

    /** Upstream: the batch is dropped, counted, and the position moved on as if it were stored. */
    @Test
    void d03_commitFails_theRecordsAreReadAgainByThisProcessOrTheNext() throws IOException {
        FullDisk.Room room = new FullDisk.Room();
        site.disk = real -> new FullDisk(real, room);
        site.append("history", records(1, 2));
        site.settle();
        site.append("history", records(3, 40));
        room.limitTo(2000);
        assertThatThrownBy(site::cycle).hasStackTraceContaining("No space left");
        site.assertHolds(records(1, 2));
        site.kill();
        room.free();

        site.settle();

        site.assertHolds(records(1, 42));
    }

    /** Upstream: what was read before the error is dropped uncounted, and the other files wait for another cycle. */
    @Test
    void d04_readErrorInOneFile_nothingIsDroppedAndTheOtherIsRead() throws IOException {
        int failed = 0;
        for (int read = 1; read <= 12; read += 2) {
            try (Site own = new Site(directory.resolve("site" + read))) {
                own.append(ROTATED, records(1, 3000));
                own.append("history", records(4001, 3000));
                own.shelf.files.failRead(read);
                CycleReport report = own.cycle();
                boolean hit = own.shelf.files.hasFailed();
                failed += hit ? 1 : 0;
                assertThat(report.notices().stream().anyMatch(FileNotice::failure))
                        .isEqualTo(hit);
                assertThat(own.count("")).as("read %d", read).isIn(hit ? List.of(3000L) : List.of(3000L, 6000L));

                own.settle();

                own.assertCounts(6000);
                assertThat(own.count("cluster:1..3000")).isEqualTo(3000);
            }
        }
        assertThat(failed).isGreaterThan(2);
    }

    /** Upstream: a row that cannot be stored is a line in the log; the position moves on and no counter says so. */
    @Test
    void d05_recordThatCannotBeStored_isCountedWithItsAddressAndTheOthersAreStored() throws IOException {
        String impossible = SmallRecords.record(3, 0, "A".repeat(1001) + " = 1");
        site.append("history", and(and(records(1, 2), impossible), SmallRecords.record(4, 0)));

        site.settle();

        site.assertHolds(and(records(1, 2), SmallRecords.record(4, 0)));
        assertThat(site.problems()).hasSize(1);
        Responses.Problem problem = site.problems().get(0);
        assertThat(problem.offset()).isEqualTo(String.join("", records(1, 2)).length());
        assertThat(problem.length()).isEqualTo(impossible.length());
        Responses.Status status = site.search().status();
        assertThat(status.records()).isEqualTo(4);
        assertThat(status.jobs() + status.quarantined()).isEqualTo(4);
    }

    /** Upstream: after a roll-back a cache still names the job's lost row, and the job's next record fails for it. */
    @Test
    void d06_jobWhoseFirstRecordWasRolledBack_isIndexedWithAllItsRecords() throws IOException {
        FullDisk.Room room = new FullDisk.Room();
        site.disk = real -> new FullDisk(real, room);
        String first = SmallRecords.record(5, 0, "Tag = \"first\"");
        String second = SmallRecords.record(5, 0, "Tag = \"second\"");
        site.cycle();
        site.append("history", List.of(first));
        room.limitTo(100);
        assertThatThrownBy(site::cycle).hasStackTraceContaining("No space left");
        assertThat(site.count("")).isZero();
        room.free();
        site.append("history", List.of(second));

        site.settle();

        site.assertHolds(List.of(first, second));
        assertThat(site.count("id:5.0 tag:first")).isEqualTo(1);
        assertThat(site.count("id:5.0 tag:second")).isEqualTo(1);
    }

    /** Upstream: the name is known, so the new content is read from the old position, even beyond its end. */
    @Test
    void d07_activeFileCutOrReplacedInPlace_isReadFromItsBeginningAndTheLossIsSaid() throws IOException {
        int first = 100;
        List<String> shorterThenLonger = new ArrayList<>();
        for (int count : new int[] {1, 12}) {
            site.append("history", records(first, 4));
            site.settle();
            site.kill();
            Files.writeString(site.shelf.file("history"), "");
            site.append("history", records(first + 50, count));
            shorterThenLonger.addAll(records(first + 50, count));
            site.settle();
            for (int cluster = first + 50; cluster < first + 50 + count; cluster++) {
                assertThat(site.show(cluster + ".0")).isEqualTo(SmallRecords.record(cluster, 0));
            }
            first += 100;
        }
        assertThat(site.count("cluster:100..103")).isEqualTo(4);
        assertThat(site.count("cluster:200..203")).isEqualTo(4);
        site.assertCounts(8 + shorterThenLonger.size());
        assertThat(site.gaps()).hasSize(2).allMatch(gap -> gap.reason().endsWith("is unknown"));
    }

    /** Upstream: any rotated file with the active file's inode number is taken for it, rotated. */
    @Test
    void d08_rotatedFileWithTheActiveFilesOldInode_isAFileOfItsOwn() throws IOException {
        site.append("history", records(1, 3));
        site.settle();
        site.kill();
        Object inode = inode(site.shelf.file("history"));
        // as if the number had been given to the next file that was made
        site.rotate("20261122T034000");
        Files.writeString(site.shelf.file(ROTATED), String.join("", records(30, 6)));
        assertThat(inode(site.shelf.file(ROTATED))).isEqualTo(inode);
        site.append("history", records(40, 2));

        site.settle();

        site.assertCounts(3 + 6 + 2);
        assertThat(site.show("30.0")).isEqualTo(SmallRecords.record(30, 0));
        assertThat(site.show("40.0")).isEqualTo(SmallRecords.record(40, 0));
        assertThat(site.file(ROTATED).formerPaths()).isEmpty();
        assertThat(site.gaps()).hasSize(1);
    }

    /** Upstream: a restored copy is counted again, and a file that comes back stays invisible. */
    @Test
    void d09_fileCopiedOrDeletedAndRestored_countsOnceAndIsThereAgain() throws IOException {
        site.append(ROTATED, records(1, 3));
        site.append("history", records(4, 1));
        site.settle();
        Files.copy(site.shelf.file(ROTATED), site.shelf.file("history.20261122T050000"));
        assertThat(site.settle()).anyMatch(notice -> notice.text().contains("its jobs are not counted again"));
        site.assertHolds(records(1, 4));

        Files.delete(site.shelf.file("history.20261122T050000"));
        byte[] backup = Files.readAllBytes(site.shelf.file(ROTATED));
        Files.delete(site.shelf.file(ROTATED));
        site.settle();
        assertThat(site.file(ROTATED).state()).isEqualTo("deleted");
        assertThat(site.file(ROTATED).goneSince()).isNotNull();
        site.assertHolds(records(1, 4));

        Files.write(site.shelf.file(ROTATED), backup);
        site.settle();
        assertThat(site.file(ROTATED).state()).isEqualTo("sealed");
        assertThat(site.file(ROTATED).goneSince()).isNull();
        site.assertHolds(records(1, 4));
        assertThat(site.fetch("2.0").file()).isEqualTo(site.shelf.file(ROTATED).toString());
        assertThat(site.files()).hasSize(2);
    }

    /** Upstream: the second job with a ClusterId and ProcId is the first one's, and so is its owner's count. */
    @Test
    void d10_sameIdsOfTwoJobs_eachHasItsOwner() throws IOException {
        String bob =
                SmallRecords.record(1, 0).replace("#1795317000", "#1799999999").replace("alice", "bob");
        site.append("history", and(records(1, 2), bob));

        site.settle();

        site.assertHolds(and(records(1, 2), bob));
        assertThat(site.count("owner:alice")).isEqualTo(2);
        assertThat(site.count("owner:bob")).isEqualTo(1);
        assertThat(site.count("cluster:1")).isEqualTo(2);
    }

    /** Upstream: making room deletes by job, also the rows of files that are still there. */
    @Test
    void d11_roomIsMadeForNewCopies_noJobLeavesTheIndexAndLiveFilesAreShown() throws IOException {
        String again = SmallRecords.record(1, 0, "Tag = \"again\"");
        site.append("history.20261122T010000", records(1, 200));
        site.append("history.20261122T020000", and(records(500, 200), again));
        site.append("history", records(900, 1));
        site.maxVaultBytes = OptionalLong.of(1);
        site.settle();
        assertThat(site.files()).allMatch(file -> file.vault() == null);
        Files.delete(site.shelf.file("history.20261122T010000"));

        site.settle();

        site.assertCounts(402);
        assertThat(site.count("cluster:1")).isEqualTo(2);
        assertThat(site.count("tag:again")).isEqualTo(1);
        assertThat(site.show("500.0")).isEqualTo(SmallRecords.record(500, 0));
        assertThatThrownBy(() -> site.fetch("2.0"))
                .isInstanceOfSatisfying(
                        SearchException.class,
                        gone -> assertThat(gone.kind()).isEqualTo(SearchException.Kind.RECORD_GONE));
    }

    /** Upstream: a backup with a suffix is another active file: ingested again, or an error in every cycle. */
    @Test
    void d12_backupsWithOtherSuffixes_areLeftAloneAndCompressedOnesAreCopies() throws IOException {
        site.append(ROTATED, records(1, 3));
        site.append("history", records(4, 2));
        byte[] rotated = Files.readAllBytes(site.shelf.file(ROTATED));
        for (String suffix : List.of(".bak", "~", ".orig", ".old", ".1")) {
            Files.write(site.shelf.file(ROTATED + suffix), rotated);
        }
        Files.write(site.shelf.file("history.old"), rotated);
        Files.write(site.shelf.file("history.gz"), Compressed.bytes(Compression.GZIP, rotated));
        Files.write(site.shelf.file(ROTATED + ".gz"), Compressed.bytes(Compression.GZIP, rotated));

        List<FileNotice> notices = site.settle();

        site.assertHolds(records(1, 5));
        assertThat(notices).isNotEmpty().noneMatch(FileNotice::failure);
        assertThat(site.files()).map(Responses.File::state).containsExactlyInAnyOrder("sealed", "active");
    }

    /** Upstream: rotations are matched against the first file without a time in its name, whichever that is. */
    @Test
    void d13_severalHistories_eachRotationBelongsToItsOwn() throws IOException {
        Path one = Files.createDirectories(site.shelf.file("one"));
        Path two = Files.createDirectories(site.shelf.file("two"));
        site.request = new ArchiveRequest(List.of(one, two), Optional.empty(), true);
        site.append("one/history", records(1, 3));
        site.append("two/history", records(11, 3));
        site.settle();
        site.append("one/history", records(4, 1));
        site.append("two/history", records(14, 1));
        for (String name : List.of("two", "one")) {
            site.shelf.rename(name + "/history", name + "/" + ROTATED);
        }
        site.append("one/history", records(5, 1));
        site.append("two/history", records(15, 1));

        site.settle();

        site.assertHolds(and(records(1, 5), records(11, 5).toArray(String[]::new)));
        assertThat(site.gaps()).isEmpty();
        assertThat(site.search().status().indexedThrough())
                .map(Responses.IndexedThrough::file)
                .containsExactlyInAnyOrder(
                        one.resolve("history").toString(),
                        two.resolve("history").toString());
        for (Path each : List.of(one, two)) {
            assertThat(site.file(each.getFileName() + "/" + ROTATED).formerPaths())
                    .containsExactly(each.resolve("history").toString());
            assertThat(site.file(each.getFileName() + "/" + ROTATED).records()).isEqualTo(4);
        }
    }

    /** Upstream: a listing that sees neither the old name nor the new one makes the file vanish for good. */
    @Test
    void d14_listingDuringARotationSeesNoName_theHeldFileIsReadToItsEnd() throws IOException {
        Blinking blinking = new Blinking();
        site.files = blinking;
        site.append("history", records(1, 2));
        site.settle();
        site.append("history", records(3, 2));
        blinking.closed = true;
        site.rotate("20261122T034000");
        site.cycle();
        blinking.closed = false;
        site.append("history", records(5, 1));

        site.settle();

        site.assertHolds(records(1, 5));
        assertThat(site.gaps()).isEmpty();
        assertThat(site.file(ROTATED).state()).isEqualTo("sealed");
    }

    /** Sees no file of a directory while its eyes are closed. */
    private static final class Blinking implements ArchiveFileSystem {
        private final ArchiveFileSystem real = ArchiveFileSystem.local();
        private boolean closed;

        @Override
        public List<Path> list(Path folder) throws IOException {
            return closed ? List.of() : real.list(folder);
        }

        @Override
        public boolean isDirectory(Path path) {
            return real.isDirectory(path);
        }

        @Override
        public FileIdentity identify(Path file) throws IOException {
            return real.identify(file);
        }

        @Override
        public SeekableByteChannel open(Path file) throws IOException {
            return real.open(file);
        }
    }

    /** Upstream: an owner with a space loses the completion date; without ids in the banner it is job 0.0. */
    @Test
    void d15_bannerWithSpacesOrWithoutIds_theBodyCounts() throws IOException {
        String spaced = SmallRecords.record(1, 0).replace("alice", "Jane Doe");
        String bare = SmallRecords.record(2, 3).replace("ClusterId = 2 ProcId = 3 ", "");
        assertThat(bare).contains("*** Offset = 0 Owner");
        site.append("history", List.of(spaced, bare));

        site.settle();

        site.assertHolds(List.of(spaced, bare));
        assertThat(site.count("owner:\"Jane Doe\" CompletionDate:1795318001")).isEqualTo(1);
        assertThat(site.count("id:2.3")).isEqualTo(1);
        assertThat(site.count("cluster:0")).isZero();
    }

    /** Upstream: the unfinished record at the end of a rotated file is dropped without a count. */
    @Test
    void d15a_rotatedFileWithAnUnfinishedRecord_itIsQuarantinedWithItsAddress() throws IOException {
        String fragment = SmallRecords.record(3, 0).substring(0, 100);
        site.append("history", and(records(1, 2), fragment));
        site.cycle();
        site.rotate("20261122T034000");
        site.append("history", records(4, 1));

        site.settle();

        site.assertHolds(and(records(1, 2), SmallRecords.record(4, 0)));
        assertThat(site.problems())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("excerpt", "excerptFrom", "noExcerpt")
                .containsExactly(new Responses.Problem(
                        "ap1.pool.test",
                        site.shelf.file(ROTATED).toString(),
                        String.join("", records(1, 2)).length(),
                        100,
                        "an unfinished record of 100 bytes at the end of the file: its writer stopped, and no banner"
                                + " ends it",
                        null,
                        null,
                        null));
        assertThat(site.file(ROTATED).state()).isEqualTo("sealed");
        assertThat(site.file(ROTATED).quarantined()).isEqualTo(1);
    }

    /** Upstream: attributes before a line that cannot be parsed pass for the whole record. */
    @Test
    void d15b_badLineInTheMiddle_theRecordIsQuarantinedNotCutShort() throws IOException {
        String bad = SmallRecords.record(2, 0, "This line is broken");
        site.append("history", and(records(1, 1), bad, SmallRecords.record(3, 0)));

        site.settle();

        site.assertHolds(and(records(1, 1), SmallRecords.record(3, 0)));
        assertThat(site.count("cluster:2")).isZero();
        assertThat(site.problems()).hasSize(1);
        assertThat(site.problems().get(0).length()).isEqualTo(bad.length());
        assertThat(site.problems().get(0).reason()).startsWith("line 3 is not 'Attribute = value'");
    }
}
