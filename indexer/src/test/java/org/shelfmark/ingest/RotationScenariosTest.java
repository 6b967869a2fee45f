package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.Compressed;
import org.shelfmark.archive.Compression;
import org.shelfmark.archive.RecordReader;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.archive.StoppedWriter;
import org.shelfmark.index.CrashImages;
import org.shelfmark.index.FullDisk;
import org.shelfmark.index.IndexUnusableException;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;
import org.shelfmark.search.FetchedRecord;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchException;

/**
 * What happens to files that are appended to and rotated, scenario by scenario; docs/reliability.md has the table. The
 * comment of each says what HTCondor's own indexer, condor_librarian, does.
 */
class RotationScenariosTest {
    private static final String STAMP = "20261122T034000";
    private static final String ROTATED = "history." + STAMP;

    private final Path directory;
    private final Site site;

    RotationScenariosTest(@TempDir Path directory) throws IOException {
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

    @SafeVarargs
    private static List<String> all(List<String>... parts) {
        List<String> all = new ArrayList<>();
        for (List<String> part : parts) {
            all.addAll(part);
        }
        return all;
    }

    private static Object inode(Path file) throws IOException {
        return Files.getAttribute(file, "unix:ino");
    }

    /** The record as a schedd writes it at another moment. */
    private static String writtenAt(Instant time, String record) {
        return record.replaceFirst("CurrentTime = \\d+", "CurrentTime = " + time.getEpochSecond());
    }

    /** Upstream takes the beginning of a line at the end of the file for a line, and splits an attribute in two. */
    @Test
    void t01_readWhileARecordIsHalfWritten_thereIsNoRecordUntilItIsWhole() throws IOException {
        String record = SmallRecords.record(2, 0, "Comment = \"grüße ✓\"");
        site.append("history", records(1, 1));
        assertThat(growByteByByte(record, 0, record.indexOf("***"))).containsOnly(1L);

        site.append("history", List.of(record.substring(record.indexOf("***"))));
        site.settle();

        site.assertHolds(List.of(SmallRecords.record(1, 0), record));
        assertThat(site.count("comment:\"grüße ✓\"")).isEqualTo(1);
        assertThat(site.problems()).isEmpty();
    }

    /** Appends some characters of a record in single bytes, with a look behind each; how many jobs each look found. */
    private List<Long> growByteByByte(String record, int from, int to) throws IOException {
        List<Long> counts = new ArrayList<>();
        for (byte next : SmallRecords.bytes(record.substring(from, to))) {
            site.shelf.append("history", new byte[] {next});
            site.cycle();
            counts.add(site.count(""));
        }
        return counts;
    }

    /** Upstream saves the end of the file as its position, in the middle of a record, and goes on from there. */
    @Test
    void t02_tornTailAndThenARestart_theRecordHasItsTrueAddress() throws IOException {
        List<String> written = records(1, 1);
        site.append("history", written);
        List<String> all = new ArrayList<>(written);
        for (int cut : new int[] {3, 60, -70, -30, -1}) {
            String record = SmallRecords.record(all.size() + 1, 0);
            String before = SmallRecords.record(all.size() + 100, 0);
            int length = cut > 0 ? cut : record.length() + cut;
            site.append("history", List.of(before, record.substring(0, length)));
            site.cycle();
            site.kill();
            long start = Files.size(site.shelf.file("history")) - length;

            site.append("history", List.of(record.substring(length)));
            site.cycle();

            all.addAll(List.of(before, record));
            site.assertHolds(all);
            assertThat(site.fetch((all.size() - 1) + ".0").offset()).isEqualTo(start);
        }
        assertThat(site.problems()).isEmpty();
    }

    /** Upstream takes half a banner for a banner: `ProcId = 12` reads as 1, and the rest begins the next record. */
    @Test
    void t03_bannerIsCutAnywhere_theRecordWaitsForTheNewline() throws IOException {
        String record = SmallRecords.record(2, 12);
        int banner = record.indexOf("***");
        site.append("history", List.of(SmallRecords.record(1, 12), record.substring(0, banner)));
        assertThat(growByteByByte(record, banner, record.length() - 1)).containsOnly(1L);

        site.append("history", List.of("\n", SmallRecords.record(3, 12)));
        site.settle();

        site.assertHolds(List.of(SmallRecords.record(1, 12), record, SmallRecords.record(3, 12)));
        assertThat(site.count("proc:12")).isEqualTo(3);
        assertThat(site.problems()).isEmpty();
    }

    /** Upstream compares inodes only: the new file is taken for the old one and read from the old position on. */
    @Test
    void t04_inodeGivenToAnotherFile_itIsReadFromItsBeginning() throws IOException {
        site.append("history", records(1, 3));
        site.settle();
        site.kill();
        Object inode = inode(site.shelf.file("history"));
        Files.writeString(site.shelf.file("history"), String.join("", records(20, 9)));
        assertThat(inode(site.shelf.file("history"))).isEqualTo(inode);

        site.settle();

        site.assertCounts(12);
        assertThat(site.count("cluster:1..3")).isEqualTo(3);
        assertThat(site.show("20.0")).isEqualTo(SmallRecords.record(20, 0));
        // of the old file nobody knows what was appended after the last look
        assertThat(site.gaps()).hasSize(1);
        assertThat(site.gaps().get(0).reason()).contains("unknown");
    }

    /** Shippers that identify a file by its first bytes take two such files for one; upstream hashes one record. */
    @Test
    void t05_twoFilesBeginWithTheSameBytes_bothAreReadAndNothingTwice() throws IOException {
        String same = SmallRecords.record(1, 0, "Filler = \"" + "x".repeat(5000) + "\"");
        site.append("history.20261122T034000", all(List.of(same), records(10, 2)));
        site.append("history.20261122T035000", all(List.of(same), records(20, 3)));

        site.settle();

        site.assertHolds(all(List.of(same), records(10, 2), records(20, 3)));
    }

    /** Upstream manages this one; Fluent Bit and Promtail read the renamed file twice. */
    @Test
    void t06_rotatedSeveralTimesWhileNobodyRead_everyRecordIsIndexedOnce() throws IOException {
        site.append("history", records(1, 3));
        site.settle();
        site.kill();
        site.append("history", records(4, 2));
        site.rotate("20261122T034000");
        site.append("history", records(6, 2));
        site.rotate("20261122T035000");
        site.append("history", records(8, 1));

        site.settle();

        site.assertHolds(records(1, 8));
        assertThat(site.gaps()).isEmpty();
        assertThat(site.file("history.20261122T034000").formerPaths())
                .containsExactly(site.shelf.file("history").toString());
    }

    /** Upstream opens the new file at the old position: its beginning is lost, without a word. */
    @Test
    void t07_activeFileRotatedAndDeletedWhileNobodyRead_isAGapBetweenTwoJobs() throws IOException {
        site.append("history", records(1, 3));
        site.settle();
        site.kill();
        Files.delete(site.shelf.file("history"));
        site.append("history", records(7, 8));

        site.settle();

        site.assertCounts(3 + 8);
        assertThat(site.show("7.0")).isEqualTo(SmallRecords.record(7, 0));
        assertThat(site.gaps()).hasSize(1);
        Responses.Gap gap = site.gaps().get(0);
        assertThat(gap.from()).isEqualTo(String.join("", records(1, 3)).length());
        assertThat(gap.to()).isNull();
        assertThat(gap.jobBefore()).isEqualTo("3.0");
        assertThat(gap.jobAfter()).isEqualTo("7.0");
        assertThat(site.search().status().indexedThrough().get(0).gaps()).isEqualTo(1);
    }

    /** Upstream never compares size and position: what is written after the cut is skipped or read from the middle. */
    @Test
    void t08_copytruncate_theCopyTakesTheOldPlaceAndTheRestIsRead() throws IOException {
        for (int written : new int[] {1, 9}) {
            int first = 100 * written;
            site.append("history", records(first, 4));
            site.cycle();
            site.append("history", records(first + 4, 2));
            Path copy = site.shelf.file("history.20261122T03400" + written);
            Files.copy(site.shelf.file("history"), copy);
            // first shorter, then longer than what was read of it
            Files.writeString(site.shelf.file("history"), "");
            site.append("history", records(first + 10, written));
            site.settle();
        }
        site.assertHolds(all(records(100, 6), records(110, 1), records(900, 6), records(910, 9)));
        assertThat(site.gaps()).isEmpty();
    }

    /** Upstream takes the compressed file for another active one and fails to read it in every cycle. */
    @Test
    void t09_rotatedFileIsCompressed_itIsTheSameFileAndItsRecordsAreShown() throws IOException {
        List<String> written = new ArrayList<>();
        for (Compression compression : List.of(Compression.GZIP, Compression.ZSTD)) {
            int first = written.size() + 1;
            String stamp = "20261122T03400" + first;
            site.append("history", records(first, 3));
            site.cycle();
            site.append("history", records(first + 3, 2));
            site.rotate(stamp);
            Path plain = site.shelf.file("history." + stamp);
            byte[] packed = Compressed.bytes(compression, Files.readAllBytes(plain));
            Files.write(plain.resolveSibling(plain.getFileName() + compression.suffix()), packed);
            Files.delete(plain);
            written.addAll(records(first, 5));

            assertThat(site.settle()).noneMatch(FileNotice::failure);

            site.assertHolds(written);
        }
        assertThat(site.gaps()).isEmpty();
        assertThat(site.files()).hasSize(2);
    }

    /** HTCondor's own rename overwrites the file before; upstream sees neither the file nor that it is missing. */
    @Test
    void t10_twoRotationsInOneSecond_theHeldFileIsReadAndAnUnseenOneIsAGap() throws IOException {
        site.append("history", records(1, 2));
        site.cycle();
        site.append("history", records(3, 2));
        site.rotate(STAMP);
        site.append("history", records(5, 1));
        // what the watch does when the name appears
        site.ingester().held().hold(site.shelf.file("history"));
        site.rotate(STAMP);
        site.append("history", records(6, 1));
        site.settle();
        site.assertCounts(6);
        assertThat(site.gaps()).isEmpty();

        site.kill();
        site.append("history", records(7, 1));
        site.rotate("20261122T100000");
        // record 50 is written in the second in which its file will be rotated, and over an unseen one
        Instant second = Instant.parse("2026-11-22T12:00:00Z");
        site.append("history", List.of(writtenAt(second.minusSeconds(9), SmallRecords.record(40, 0))));
        site.rotate("20261122T120000");
        site.append("history", List.of(writtenAt(second, SmallRecords.record(50, 0))));
        site.rotate("20261122T120000");
        site.settle();

        site.assertCounts(8);
        assertThat(site.gaps()).hasSize(1);
        assertThat(site.gaps().get(0).reason()).contains("within the same second");
    }

    /** Upstream orders files by the local time in their names, which runs twice through one hour of the year. */
    @Test
    void t11_clocksArePutBack_filesAreReadInTheOrderOfTheirRecords() throws IOException {
        site.zone = ZoneId.of("Europe/Berlin");
        List<String> older = new ArrayList<>();
        for (int cluster = 1; cluster <= 5000; cluster++) {
            older.add(writtenAt(Instant.parse("2026-10-25T00:29:00Z"), SmallRecords.record(cluster, 0)));
        }
        List<String> younger = List.of(writtenAt(Instant.parse("2026-10-25T01:05:00Z"), SmallRecords.record(6000, 0)));
        // 00:30 UTC is half past two, 01:10 UTC is ten past two
        site.append("history.20261025T023000", older);
        site.append("history.20261025T021000", younger);

        CycleReport first = site.cycle();

        assertThat(first.more()).isTrue();
        assertThat(site.count("cluster:1..5000")).isPositive();
        assertThat(site.count("cluster:6000")).isZero();
        site.settle();
        site.assertCounts(5001);

        // an hour later the same name again, over the file of which everything was read
        site.append("history", records(7000, 2));
        site.cycle();
        site.rotate("20261025T023000");
        site.settle();
        site.assertCounts(5003);
        assertThat(site.show("1.0")).isEqualTo(older.get(0));
        assertThat(site.show("7000.0")).isEqualTo(SmallRecords.record(7000, 0));
        assertThat(site.gaps()).isEmpty();
    }

    /** Upstream moves its position on and counts the records as lost, up to 100,000 in a cycle. */
    @Test
    void t12_diskIsFull_thePositionStaysAndTheSameProcessResumes() throws IOException {
        FullDisk.Room room = new FullDisk.Room();
        site.disk = jobs -> new FullDisk(jobs, room);
        site.append("history", records(1, 3));
        site.settle();
        Map<Integer, ?> before = site.shelf.content().positions().isEmpty()
                ? Map.of()
                : Map.of(1, site.shelf.content().positions().get(0));
        site.append("history", records(4, 5));
        for (int bytes : new int[] {0, 500, 3000}) {
            room.limitTo(bytes);
            assertThatThrownBy(site::cycle).isInstanceOf(IOException.class).hasStackTraceContaining("No space left");
            assertThat(site.count("")).isEqualTo(3);
            assertThat(Map.of(1, site.shelf.content().positions().get(0))).isEqualTo(before);
            site.append("history", records(10 + bytes, 1));
        }
        room.free();

        site.settle();

        site.assertHolds(all(records(1, 8), records(10, 1), records(510, 1), records(3010, 1)));
        assertThat(site.gaps()).isEmpty();
    }

    /** Shippers repeat what they sent before the crash; upstream has both in one transaction, as Shelfmark has. */
    @Test
    void t13_killedAtAnyMomentOfACommit_nothingIsLostAndNothingTwice() throws IOException {
        CrashImages images = new CrashImages(site.shelf.layout.root(), directory.resolve("images"));
        site.disk = images::watch;
        // a rotated file may be sealed at once, as in a single run
        site.quiet = Duration.ZERO;
        site.append("history", records(1, 3));
        site.settle();
        site.append("history", records(4, 3));
        site.rotate(STAMP);
        site.append("history", records(7, 2));
        images.begin();
        site.settle();
        site.kill();
        images.end();
        site.disk = UnaryOperator.identity();
        assertThat(images.count()).isGreaterThan(5);
        List<Long> counts = new ArrayList<>();
        for (int image = 0; image < images.count(); image++) {
            images.restore(image);
            site.close();
            try (Site resumed = new Site(directory)) {
                counts.add(site.count(""));
                resumed.settle();
                resumed.assertHolds(records(1, 8));
                assertThat(resumed.gaps()).isEmpty();
            }
            site.close();
        }
        // the old state or the new one, and both were seen
        assertThat(counts).containsOnly(3L, 8L).contains(3L, 8L);
    }

    /** Upstream takes the garbage into the next record, or stops at the file for ever. */
    @Test
    void t14_garbageAndZeroBytesInTheMiddle_areQuarantinedAndTheRestIsRead() throws IOException {
        String damaged = SmallRecords.record(3, 0);
        String zeroed = damaged.substring(0, 40) + "\0".repeat(4096) + damaged.substring(60);
        String garbage = SmallRecords.record(6, 0).replace("ExitCode = 0\n", "\u0007\u00ff)!?\nExit");
        site.append("history", all(records(1, 2), List.of(zeroed), records(4, 2), List.of(garbage), records(7, 2)));

        site.settle();

        site.assertHolds(all(records(1, 2), records(4, 2), records(7, 2)));
        assertThat(site.problems()).hasSize(2);
        assertThat(site.problems()).map(Responses.Problem::offset).contains((long)
                String.join("", records(1, 2)).length());
        assertThat(site.search().status().quarantined()).isEqualTo(2);
    }

    /** Upstream fuses the two: one record with the attributes of two jobs. */
    @Test
    void t15_scheddDiedInARecordAndAppendedAnother_theFragmentIsQuarantinedTheOtherIndexed() throws IOException {
        List<SampleRecord> sample = SampleArchive.find().records();
        StoppedWriter writer = new StoppedWriter();
        List<String> whole = new ArrayList<>();
        int written = 0;
        for (int record = 0; record < 12; record += 2) {
            byte[] stopped = sample.get(record).bytes();
            if (record > 0) {
                writer.stopIn(stopped, record % 4 == 0 ? stopped.length - 7 * record : 300 * record);
            }
            whole.add(new String(writer.append(sample.get(record + 1).bytes()), StandardCharsets.UTF_8));
            site.shelf.append("history", Arrays.copyOfRange(writer.file(), written, writer.length()));
            written = writer.length();
            site.cycle();
        }
        site.assertHolds(whole);
        assertThat(site.problems())
                .hasSize(5)
                .allMatch(problem -> problem.reason().startsWith("a fragment of "));
        assertThatThrownBy(() -> site.fetch(sample.get(2).id())).isInstanceOf(SearchException.class);
    }

    /** Upstream's key is inode and hash together: the whole archive is ingested again. */
    @Test
    void t16_archiveMovedToAnotherFileSystem_isTheSameArchive() throws IOException {
        site.append(ROTATED, records(1, 3));
        site.append("history", records(4, 3));
        site.settle();
        site.kill();
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere"));
        for (String name : List.of(ROTATED, "history")) {
            Files.copy(site.shelf.file(name), elsewhere.resolve(name));
            Files.delete(site.shelf.file(name));
        }
        Files.delete(site.shelf.spool);
        Files.writeString(elsewhere.resolve("history"), SmallRecords.record(7, 0), StandardOpenOption.APPEND);
        site.request = new ArchiveRequest(List.of(elsewhere), Optional.empty(), true);

        site.settle();

        site.assertHolds(records(1, 7));
        assertThat(site.gaps()).isEmpty();
        assertThat(site.files()).hasSize(2);
        assertThat(site.fetch("2.0").file())
                .isEqualTo(elsewhere.resolve(ROTATED).toString());
    }

    /** Shippers whose fingerprint rule changed read everything again; upstream refuses to start. */
    @Test
    void t17_indexOfAnotherFormat_isRefusedWithTheRemedyAndLeftAlone() throws IOException {
        site.append("history", records(1, 3));
        site.settle();
        site.close();
        Map<String, String> userData;
        try (FSDirectory jobs = FSDirectory.open(site.shelf.layout.jobs());
                IndexWriter writer = new IndexWriter(jobs, new IndexWriterConfig().setCommitOnClose(false))) {
            try (DirectoryReader reader = DirectoryReader.open(jobs)) {
                userData = new TreeMap<>(reader.getIndexCommit().getUserData());
            }
            // the rule by which files are recognised is part of the format
            userData.put("shelfmark.format", "1");
            writer.setLiveCommitData(userData.entrySet());
            writer.commit();
        }

        String refusal = "has format 1, this Shelfmark reads and writes format ";
        assertThatThrownBy(() -> JobIndexWriter.open(site.shelf.layout, Shelf.MAPPING, new WriterSettings(16)))
                .isInstanceOf(IndexUnusableException.class)
                .hasMessageContaining(refusal)
                .hasMessageContaining("index the archives again into a new directory: shelfmark index --index NEW_DIR");
        assertThatThrownBy(() -> SnapshotSource.open(site.shelf.layout, Shelf.MAPPING))
                .hasMessageContaining(refusal);
        try (FSDirectory jobs = FSDirectory.open(site.shelf.layout.jobs());
                DirectoryReader reader = DirectoryReader.open(jobs)) {
            assertThat(reader.getIndexCommit().getUserData()).isEqualTo(userData);
            assertThat(reader.numDocs()).isEqualTo(3);
        }
    }

    /** Upstream's key is (ClusterId, ProcId): two jobs become one, with the first one's owner. */
    @Test
    void t18_clusterIdsBeginAgainAtOne_bothJobsAreKeptAndToldApart() throws IOException {
        String before = SmallRecords.record(1, 0);
        String after = before.replace("#1795317000", "#1799999999").replace("alice", "bob");
        site.append("history", all(List.of(before), records(2, 2)));
        site.settle();
        site.kill();
        Files.delete(site.shelf.file("history"));
        site.append("history", List.of(after));

        site.settle();

        site.assertCounts(4);
        assertThat(site.count("id:1.0 owner:alice")).isEqualTo(1);
        assertThat(site.count("id:1.0 owner:bob")).isEqualTo(1);
        assertThatThrownBy(() -> site.fetch("1.0")).isInstanceOfSatisfying(SearchException.class, refused -> {
            assertThat(refused.kind()).isEqualTo(SearchException.Kind.AMBIGUOUS);
            assertThat(refused.candidates())
                    .containsExactlyInAnyOrder(
                            "ap1.pool.test: ap1.pool.test#1.0#1795317000",
                            "ap1.pool.test: ap1.pool.test#1.0#1799999999");
        });
        assertThat(site.show("ap1.pool.test#1.0#1799999999")).isEqualTo(after);
    }

    /** Upstream relies on SQLite's locks: two daemons ingest into one database. */
    @Test
    void t19_secondIndexer_isRefusedWithTheProcessNumberOfTheFirst() throws IOException {
        site.append("history", records(1, 2));
        site.cycle();

        assertThatThrownBy(() -> JobIndexWriter.open(site.shelf.layout, Shelf.MAPPING, new WriterSettings(16)))
                .isInstanceOf(IndexUnusableException.class)
                .hasMessageContaining("is being written by another process (pid "
                        + ProcessHandle.current().pid() + "); one writer at a time");

        site.append("history", records(3, 2));
        site.settle();
        site.assertHolds(records(1, 4));
    }

    /** Upstream opens without following links, but looks at size and inode of what they lead to. */
    @Test
    void t20_symbolicLinkInThePlaceOfAHistory_isRefusedUnlessLinksAreFollowed() throws IOException {
        Path secret = directory.resolve("secret");
        Files.writeString(secret, String.join("", records(90, 3)));
        site.append("history", records(1, 2));
        site.settle();
        site.rotate(STAMP);
        Files.createSymbolicLink(site.shelf.file("history"), secret);

        List<FileNotice> notices = site.settle();

        assertThat(notices)
                .anyMatch(notice -> notice.failure()
                        && notice.text().contains("is a symbolic link; links are indexed with --follow-links only"));
        site.assertHolds(records(1, 2));
        site.close();
        try (Site following = new Site(directory)) {
            following.files = ArchiveFileSystem.local(true);
            following.settle();
            following.assertHolds(all(records(1, 2), records(90, 3)));
        }
    }

    /** Upstream seeks in whatever bears the name by now, up to a cycle after it was rotated. */
    @Test
    void t21_fileRotatedOrReplacedBeforeARecordIsFetched_neverAnotherJobIsShown() throws IOException {
        site.append("history", records(11, 3));
        site.cycle();
        assertThat(site.count("")).isEqualTo(3);
        site.rotate(STAMP);
        site.append("history", records(21, 3));

        FetchedRecord found = site.fetch("12.0");
        assertThat(found.bytes()).isEqualTo(SmallRecords.bytes(SmallRecords.record(12, 0)));
        assertThat(found.file()).isEqualTo(site.shelf.file(ROTATED).toString());

        Files.delete(site.shelf.file(ROTATED));
        assertRefused("12.0", "job 22.0 stands there");
        // another life of the access point: the same ids at the same bytes, and still another job
        Files.writeString(
                site.shelf.file("history"), String.join("", records(11, 3)).replace("#1795317000", "#1799999999"));
        assertRefused("12.0", "job \"ap1.pool.test#12.0#1799999999\" stands there");
    }

    private void assertRefused(String id, String why) {
        assertThatThrownBy(() -> site.fetch(id)).isInstanceOfSatisfying(SearchException.class, refused -> {
            assertThat(refused.kind()).isEqualTo(SearchException.Kind.RECORD_CHANGED);
            assertThat(refused).hasMessageContaining(why);
        });
    }

    /** Upstream puts a line of any length into one string in memory. */
    @Test
    void t22_recordBeyondTheLimit_isPassedOverOnRecordAndTheNextIsRead() throws IOException {
        long length = RecordReader.MAX_RECORD_BYTES + 5L;
        site.append("history", records(1, 2));
        long start = Files.size(site.shelf.file("history"));
        String head = "Huge = \"";
        String end = "\"\n" + SmallRecords.banner(3, 0);
        try (OutputStream out = Files.newOutputStream(site.shelf.file("history"), StandardOpenOption.APPEND)) {
            out.write(SmallRecords.bytes(head));
            byte[] block = SmallRecords.bytes("x".repeat(1 << 16));
            for (long left = length - head.length() - end.length(); left > 0; left -= block.length) {
                out.write(block, 0, (int) Math.min(left, block.length));
            }
            out.write(SmallRecords.bytes(end));
        } catch (FileSystemException full) {
            throw new AssertionError("this test writes 64 MiB into its temporary directory", full);
        }
        site.append("history", records(4, 2));

        site.settle();

        site.assertHolds(all(records(1, 2), records(4, 2)));
        assertThat(site.problems())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("excerpt", "excerptFrom", "noExcerpt")
                .containsExactly(new Responses.Problem(
                        "ap1.pool.test",
                        site.shelf.file("history").toString(),
                        start,
                        length,
                        "the record has " + length + " bytes; at most 67108864 are read",
                        null,
                        null,
                        null));
    }
}
