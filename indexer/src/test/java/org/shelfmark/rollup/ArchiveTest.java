package org.shelfmark.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.sample.SampleArchive;

class ArchiveTest {
    private static final String ROTATED = "history.20261122T034000";

    @TempDir
    Path directory;

    private RollupShelf shelf;

    @BeforeEach
    void open() throws IOException {
        shelf = new RollupShelf(directory);
    }

    @AfterEach
    void close() throws IOException {
        shelf.close();
    }

    /** Two jobs of a submission in a file that goes into the vault. */
    private void indexTwo() throws IOException {
        shelf.append(ROTATED, SmallRecords.record(1, 0) + SmallRecords.record(1, 1));
        shelf.append("history", "");
        shelf.index();
    }

    private static ArchiveOrder order(String query) {
        return new ArchiveOrder(query, Optional.empty(), false, false);
    }

    private static ArchiveOrder olderThan(Duration age) {
        return new ArchiveOrder("", Optional.of(age), false, false);
    }

    private void assertLeft(ArchiveReport report, String reason, long jobs, String first) {
        assertThat(report.submissions()).isZero();
        assertThat(report.left()).isEqualTo(1);
        assertThat(report.reasons()).containsExactly(new ArchiveReport.Left(reason, 1, jobs, first));
        assertThat(shelf.writer().registry().files()).isNotEmpty();
    }

    @Test
    void archivedAndBroughtBack_sample_everyDocumentIsAsItWas() throws IOException {
        SampleArchive.find().copyTo(shelf.spool());
        shelf.index();
        List<String> before = shelf.dump();

        ArchiveReport report = shelf.archivist().archive(new ArchiveOrder("", Optional.empty(), false, true));

        assertThat(report.jobs()).isEqualTo(before.size());
        assertThat(report.left()).isZero();
        assertThat(shelf.summaries()).hasSize((int) report.submissions());
        assertThat(shelf.unarchive("").jobs()).isEqualTo(report.jobs());
        assertThat(shelf.dump()).isEqualTo(before);
    }

    @Test
    void archivedAndBroughtBack_oddRecords_everyDocumentIsAsItWas() throws IOException {
        shelf.append(
                ROTATED,
                SmallRecords.record(1, 0)
                        + SmallRecords.record(1, 1, "Owner = \"Alice\"", "ExitBySignal = \"no\"", "My_A = 3")
                        + SmallRecords.record(1, 2, "Owner = undefined", "RemoteWallClockTime = \"long\"")
                        + SmallRecords.record(1, 3, "Owner = 7", "My_A = { 1, time() }")
                        + SmallRecords.record(2, 0).replace("ClusterId = 2\n", "ClusterId = \"2\"\n")
                        + SmallRecords.record(2, 1, "this is no attribute")
                        + SmallRecords.record(3, 1).replace("ProcId = 1\n", "ProcId = \"one\"\n")
                        + SmallRecords.record(3, 2).replace("GlobalJobId = ", "GlobalJobId = 2.5E3 + 0 *")
                        + SmallRecords.record(3, 3).replaceFirst("GlobalJobId = .*", "GlobalJobId = { 1, 2.50 }")
                        + SmallRecords.record(3, 4)
                                .replaceFirst("GlobalJobId = .*", "GlobalJobId = \"" + "x".repeat(9000) + "\"")
                        + SmallRecords.record(3, 0, "QDate = 1.5", "RequestCpus = TARGET.Cpus", "x = \"😀\\n\""));
        shelf.append("history", "");
        shelf.index();
        List<String> before = shelf.dump();

        ArchiveReport report = shelf.archive("");

        // an owner that is no string is nobody
        assertThat(report.jobs()).isEqualTo(9);
        assertThat(shelf.summaries())
                .containsExactlyInAnyOrder(
                        "ap1.pool.test#1 Optional[alice] 2",
                        "ap1.pool.test#1 Optional.empty 1",
                        "ap1.pool.test#2 Optional[alice] 1",
                        "ap1.pool.test#3 Optional[alice] 5");
        assertThat(shelf.unarchive("").jobs()).isEqualTo(9);
        assertThat(shelf.dump()).isEqualTo(before);
    }

    @Test
    void manyCommits_eachSubmissionOnce() throws IOException {
        StringBuilder records = new StringBuilder();
        for (int proc = 0; proc < 3; proc++) {
            for (int cluster = 1; cluster <= 7; cluster++) {
                records.append(SmallRecords.record(cluster, proc));
            }
        }
        shelf.append(ROTATED, records.toString());
        shelf.append("history", "");
        shelf.index();

        ArchiveReport report = RollupShelf.archivist(
                        shelf.writer(), ArchiveFileSystem.local(), shelf.clock(), new ArchivePass.Share(4, 2))
                .archive(order(""));

        assertThat(report.submissions()).isEqualTo(7);
        assertThat(report.jobs()).isEqualTo(21);
        assertThat(shelf.summaries()).hasSize(7).allMatch(name -> name.endsWith(" 3"));
    }

    @Test
    void segmentsAreMergedMeanwhile_exactlyTheJobsOfEachGo() throws IOException {
        shelf.append("history", "");
        for (int file = 10; file < 34; file++) {
            StringBuilder records = new StringBuilder();
            for (int cluster = 1; cluster <= 12; cluster++) {
                records.append(SmallRecords.record(cluster, file));
            }
            shelf.append("history.20261122T0340" + file, records.toString());
            shelf.index();
        }
        List<String> before = shelf.dump();
        WriterArchivist archivist = RollupShelf.archivist(
                shelf.writer(), ArchiveFileSystem.local(), shelf.clock(), new ArchivePass.Share(30, 2));

        assertThat(archivist.archive(order("NOT cluster:4")).jobs()).isEqualTo(11 * 24);

        assertThat(shelf.summaries()).hasSize(11).allMatch(name -> name.endsWith(" 24"));
        assertThat(archivist.archive(order("")).jobs()).isEqualTo(24);
        assertThat(shelf.unarchive("").jobs()).isEqualTo(12 * 24);
        assertThat(shelf.dump()).isEqualTo(before);
    }

    @Test
    void someJobsMatch_isLeft() throws IOException {
        indexTwo();
        assertLeft(shelf.archive("NOT id:1.1"), "only some of its jobs match", 2, "ap1.pool.test#1");
    }

    @Test
    void noJobMatches_isNotMentioned() throws IOException {
        indexTwo();
        ArchiveReport report = shelf.archive("owner:bob");
        assertThat(report.submissions()).isZero();
        assertThat(report.reasons()).isEmpty();
        assertThat(report.bytesAfter()).isEqualTo(report.bytesBefore());
    }

    @Test
    void tooYoung_isLeftUntilItIsOld() throws IOException {
        indexTwo();
        // the job ended 2026-11-22T03:26:41Z
        Duration age = Duration.ofDays(3);
        String before = shelf.clock().instant().minus(age).toString();
        assertLeft(
                shelf.archivist().archive(olderThan(age)),
                "its last job did not end before " + before,
                2,
                "ap1.pool.test#1");
        shelf.advance(age);
        assertThat(shelf.archivist().archive(olderThan(age)).submissions()).isEqualTo(1);
    }

    @Test
    void endNotKnown_isLeftByAge() throws IOException {
        shelf.append(ROTATED, SmallRecords.record(1, 0).replaceAll("(CompletionDate|CurrentTime) = [0-9]+", "$1 = 0"));
        shelf.append("history", "");
        shelf.index();
        assertLeft(
                shelf.archivist().archive(olderThan(Duration.ZERO)),
                "it is not known when one of its jobs ended",
                1,
                "ap1.pool.test#1");
        assertThat(shelf.archive("").submissions()).isEqualTo(1);
    }

    @Test
    void recordInActiveFile_isLeftUnlessDetailsMayGo() throws IOException {
        shelf.append("history", SmallRecords.record(1, 0));
        shelf.index();
        assertLeft(shelf.archive(""), "a record is not in the vault", 1, "ap1.pool.test#1");
        assertThat(shelf.archivist()
                        .archive(new ArchiveOrder("", Optional.empty(), false, true))
                        .submissions())
                .isEqualTo(1);
    }

    @Test
    void vaultEntryGone_isLeft() throws IOException {
        indexTwo();
        try (Stream<Path> entries = Files.list(shelf.layout().vault())) {
            for (Path entry : entries.toList()) {
                Files.delete(entry);
            }
        }
        assertLeft(shelf.archive(""), "vault entry '1-" + ROTATED + "' is missing", 2, "ap1.pool.test#1");
    }

    @Test
    void manyValuesOfAKeptAttribute_isLeft() throws IOException {
        StringBuilder records = new StringBuilder();
        for (int proc = 0; proc <= SummarySettings.MOST_VALUES; proc++) {
            records.append(SmallRecords.record(1, proc, "Sample = " + proc));
        }
        shelf.append(ROTATED, records.toString());
        shelf.append("history", "");
        shelf.index();
        assertLeft(
                shelf.archivist("Sample").archive(order("")),
                "'sample' has more than 1000 values",
                1001,
                "ap1.pool.test#1");
        assertThat(shelf.archive("").submissions()).isEqualTo(1);
    }

    @Test
    void dryRun_saysWhatWouldHappen() throws IOException {
        indexTwo();
        List<String> before = shelf.dump();
        ArchiveReport report = shelf.archivist().archive(new ArchiveOrder("", Optional.empty(), true, false));
        assertThat(report.dryRun()).isTrue();
        assertThat(report.submissions()).isEqualTo(1);
        assertThat(report.jobs()).isEqualTo(2);
        assertThat(report.bytesAfter()).isPositive();
        assertThat(shelf.dump()).isEqualTo(before);
    }

    @Test
    void badQuery_isTheCallersFault() throws IOException {
        indexTwo();
        assertThatThrownBy(() -> shelf.archive("owner:alice AND ("))
                .isInstanceOf(RollupException.class)
                .hasMessageStartingWith("query, column ")
                .extracting(failure -> ((RollupException) failure).kind())
                .isEqualTo(RollupException.Kind.BAD_ORDER);
    }

    @Test
    void attributesOfArchivedJobs_stayKnown() throws IOException {
        shelf.append(ROTATED, SmallRecords.record(1, 0, "My_A = 3"));
        shelf.append("history", "");
        shelf.index();
        assertThat(shelf.archive("My_A:3").submissions()).isEqualTo(1);
        assertThat(shelf.archive("My_A:3").submissions()).isZero();
        assertThat(shelf.unarchive("My_A:4").submissions()).isEqualTo(1);
        assertThat(shelf.unarchive("My_A:3").submissions()).isZero();
    }

    @Test
    void lateRecords_areFoldedIn() throws IOException {
        String first = SmallRecords.record(1, 0, "MemoryUsage = 1.5")
                + SmallRecords.record(1, 1, "MemoryUsage = 2", "JobBatchName = \"a\"")
                + SmallRecords.record(1, 2, "ExitCode = \"odd\"");
        String late = SmallRecords.record(1, 3, "MemoryUsage = 7", "JobBatchName = \"b\"")
                + SmallRecords.record(1, 4, "RemoteHost = \"slot1@h\"");
        shelf.append(ROTATED, first);
        shelf.append("history", "");
        shelf.index();
        assertThat(shelf.archive("").extended()).isZero();
        shelf.append("history.20261122T035000", late);
        shelf.index();

        ArchiveReport report = shelf.archive("");

        assertThat(report.extended()).isEqualTo(1);
        assertThat(report.jobs()).isEqualTo(2);
        List<String> folded = shelf.contents();
        assertThat(folded).hasSize(1);
        try (RollupShelf other = new RollupShelf(directory.resolve("other"))) {
            other.append(ROTATED, first);
            other.append("history", "");
            other.index();
            other.append("history.20261122T035000", late);
            other.index();
            assertThat(other.archive("").jobs()).isEqualTo(5);
            assertThat(folded).isEqualTo(other.contents());
        }
    }
}
