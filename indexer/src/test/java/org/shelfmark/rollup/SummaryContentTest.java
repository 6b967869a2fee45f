package org.shelfmark.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.query.constraint.Constraint;
import org.shelfmark.search.FigureRequests;
import org.shelfmark.search.Figures;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchSettings;
import org.shelfmark.search.SubmissionReport;
import org.shelfmark.search.SubmissionRequests;
import org.shelfmark.search.Submissions;

/** What answers say of nine jobs whose numbers are known, when all of them are archived. */
class SummaryContentTest {
    /** 2026-11-22T00:00:00Z. */
    private static final long MIDNIGHT = 1_795_305_600;

    private static final String CPU = "CumulativeRemoteSysCpu = 0.0\nCumulativeRemoteUserCpu = ";

    /** By their ProcIds; the last two were removed. */
    private static final Map<Integer, String> RECORDS = new LinkedHashMap<>();

    static {
        add(0, 4, CPU + "0.0", "ExitCode = 0", "BytesSent = 1000.0", files(3), "Delivered = true", "Kept = 7");
        add(1, 4, CPU + "99.9", "ExitCode = 0", "BytesSent = 500.0", files(2));
        add(2, 4, CPU + "100.0", "ExitCode = 0", "NumHolds = 2", "LastHoldReasonCode = 13");
        add(3, 4, CPU + "900.0", "ExitCode = 1", "Delivered = true", "NumHolds = 1", "LastHoldReasonCode = 34");
        add(4, 4, CPU + "1000.0", "ExitCode = 1", "BytesSent = -5", files(0));
        add(5, 4, CPU + "2000.0", "ExitCode = 2", "BytesSent = \"many\"");
        add(6, 4, "ExitBySignal = true", "ExitSignal = 9");
        add(7, 3, "BytesSent = 700.0", files(4), "HoldReasonCode = 13", "LastHoldReasonCode = 13", "NumHolds = 1");
        add(9, 3, "RemoveReason = \"by hand\"");
    }

    @TempDir
    Path directory;

    private RollupShelf shelf;

    private static String files(int count) {
        return "TransferOutputStats = [ CedarFilesCountTotal = " + count + "; Other = 1 ]";
    }

    /** Jobs began one second after the other, and ended so. */
    private static void add(int proc, int status, String... lines) {
        List<String> all = new ArrayList<>(List.of(
                "Owner = \"alice\"",
                "ClusterId = 7",
                "ProcId = " + proc,
                "JobStatus = " + status,
                "QDate = " + MIDNIGHT,
                "JobStartDate = " + (MIDNIGHT + 3_600 + proc),
                "EnteredCurrentStatus = " + (MIDNIGHT + 7_200 + proc),
                "CompletionDate = " + (status == 4 ? MIDNIGHT + 7_200 + proc : 0),
                "RemoteWallClockTime = 1000.0",
                "RequestCpus = 1",
                "LastRemoteHost = \"slot1@e" + proc % 3 + "\"",
                "JobBatchName = \"night\"",
                "ProjectName = \"" + (proc < 6 ? "NOvA" : "DUNE") + "\"",
                "AcctGroup = \"physics\"",
                "DAGManJobId = 6",
                "SAMProject = \"sam" + proc % 2 + "\"",
                "GlobalJobId = \"ap1.pool.test#7." + proc + "#1\""));
        all.addAll(List.of(lines));
        RECORDS.put(proc, String.join("\n", all) + "\n" + SmallRecords.banner(7, proc));
    }

    @BeforeEach
    void index() throws IOException {
        shelf = new RollupShelf(directory);
        shelf.append("history.20261122T034000", String.join("", RECORDS.values()));
        shelf.append("history", "");
        shelf.index();
    }

    @AfterEach
    void close() throws IOException {
        shelf.close();
    }

    private void archive(SummarySettings settings) throws IOException {
        ArchiveReport report = shelf.archivist(settings).archive(new ArchiveOrder("", Optional.empty(), false, false));
        assertThat(report.jobs()).isEqualTo(9);
        assertThat(shelf.summaries()).hasSize(1);
    }

    /** Archived by default. */
    private IndexSearch archived() throws IOException {
        archive(SummarySettings.keeping(List.of()));
        return search();
    }

    private IndexSearch search() throws IOException {
        return new IndexSearch(
                SnapshotSource.open(shelf.layout(), RollupShelf.MAPPING),
                ArchiveFileSystem.local(),
                RollupShelf.MAPPING,
                new SearchSettings(shelf.clock(), ZoneOffset.UTC, true, Duration.ofMinutes(1)));
    }

    private static SubmissionReport report(IndexSearch search) throws IOException {
        SubmissionReport report = search.report(new SubmissionRequests.Report("7"));
        SubmissionReport.ArchivedPart part = Objects.requireNonNull(report.archived());
        assertThat(part.jobs()).isEqualTo(9);
        assertThat(part.undecidable()).isNull();
        return report;
    }

    private static SubmissionReport.ArchivedPart archivedPart(IndexSearch search) throws IOException {
        return Objects.requireNonNull(report(search).archived());
    }

    private static long count(IndexSearch search, String query) throws IOException {
        Responses.Count count = search.count(new Requests.Count(query));
        assertThat(count.undecidable()).as(query).isNull();
        return count.count();
    }

    /** {@code value=jobs, ...}, then how many others, how many without, and how many values. */
    private static String facet(IndexSearch search, String query, String by, int top) throws IOException {
        Responses.Facet facet = Objects.requireNonNull(search.facets(new Requests.Facets(query, List.of(by), top))
                .facets()
                .get(by));
        assertThat(facet.undecidable()).isNull();
        List<String> values = new ArrayList<>();
        facet.values().forEach(value -> values.add(value.value() + "=" + value.count()));
        return String.join(", ", values) + "; " + facet.other() + " others, " + facet.missing() + " without, "
                + facet.distinct() + " values";
    }

    @Test
    void totals_byOutcome() throws IOException {
        try (IndexSearch search = archived()) {
            Submissions.SubmissionTotals totals = report(search).submission().totals();
            assertThat(totals.jobs()).isEqualTo(9);
            assertThat(totals.completed()).isEqualTo(7);
            assertThat(totals.removed()).isEqualTo(2);
            assertThat(totals.succeeded()).isEqualTo(3);
            assertThat(totals.failed()).isEqualTo(4);
            assertThat(totals.exitUnknown()).isEqualTo(2);
            assertThat(count(search, "")).isEqualTo(9);
            assertThat(count(search, "status:removed")).isEqualTo(2);
            assertThat(facet(search, "", "status", 9))
                    .isEqualTo("completed=7, removed=2; 0 others, 0 without, 2 values");
            assertThat(facet(search, "", "exit", 9)).isEqualTo("0=3, 1=2, 2=1; 0 others, 3 without, 3 values");
            assertThat(facet(search, "", "signal", 9)).isEqualTo("9=1; 0 others, 8 without, 1 values");
            assertThat(count(search, "exit:1 status:completed")).isEqualTo(2);
            assertThat(count(search, "is:failed -by_signal:true")).isEqualTo(3);
        }
    }

    @Test
    void jobsByTheDefaultExpressions_areLocatedWhenCompleted() throws IOException {
        try (IndexSearch search = archived()) {
            SubmissionReport.ArchivedPart part = archivedPart(search);
            assertThat(part.located()).isEqualTo(7);
            assertThat(part.filesDelivered()).isEqualTo(5);
            assertThat(part.bytesDelivered()).isEqualTo(1500);
            assertThat(part.filesPending()).isEqualTo(4);
            assertThat(part.bytesPending()).isEqualTo(700);
        }
    }

    @Test
    void jobsByConfiguredExpressions_areLocatedWhenTheySay() throws IOException {
        archive(new SummarySettings(
                1,
                List.of(),
                Constraint.parse("Delivered =?= true && Owner == \"alice\""),
                Constraint.parse("TransferOutputStats.CedarFilesCountTotal * 10"),
                Constraint.parse("ifThenElse(Kept =?= undefined, BytesSent, Kept)")));
        try (IndexSearch search = search()) {
            SubmissionReport.ArchivedPart part = archivedPart(search);
            assertThat(part.located()).isEqualTo(2);
            assertThat(part.lastLocated()).isEqualTo("2026-11-22T02:00:03Z");
            assertThat(part.filesDelivered()).isEqualTo(30);
            assertThat(part.bytesDelivered()).isEqualTo(7);
            assertThat(part.filesPending()).isEqualTo(60);
            assertThat(part.bytesPending()).isEqualTo(1200);
        }
    }

    @Test
    void timeline_hasFourTimes() throws IOException {
        try (IndexSearch search = archived()) {
            SubmissionReport report = report(search);
            Submissions.SubmissionTotals totals = report.submission().totals();
            assertThat(totals.firstSubmitted()).isEqualTo("2026-11-22T00:00:00Z");
            assertThat(totals.firstStarted()).isEqualTo("2026-11-22T01:00:00Z");
            // of a job that was removed
            assertThat(totals.lastEnded()).isEqualTo("2026-11-22T02:00:09Z");
            assertThat(archivedPart(search).lastLocated()).isEqualTo("2026-11-22T02:00:06Z");
            Figures.Statistics completed =
                    Objects.requireNonNull(search.stats(new FigureRequests.Stats("", List.of("completed"), List.of()))
                            .stats()
                            .get("completed"));
            assertThat(completed.count()).isEqualTo(7);
            assertThat(completed.max()).isEqualTo(MIDNIGHT + 7_206);
        }
    }

    @Test
    void jobIds_areRangesOfWhichOneJobIsFound() throws IOException {
        try (IndexSearch search = archived()) {
            assertThat(archivedPart(search).ids())
                    .containsExactly(new SubmissionReport.ArchivedIds("ap1.pool.test#7", "0-7, 9"));
            for (int proc = 0; proc < 11; proc++) {
                assertThat(count(search, "id:7." + proc)).as("7.%d", proc).isEqualTo(RECORDS.containsKey(proc) ? 1 : 0);
            }
            Responses.Jobs found = search.jobs(new Requests.Jobs("id:7.3", "", 10, Optional.empty(), List.of()));
            assertThat(found.total()).isEqualTo(1);
            assertThat(Objects.requireNonNull(found.archived()).jobs()).isEqualTo(1);
            Requests.OneJob one = new Requests.OneJob("7.3", Optional.empty());
            assertThat(search.job(one).job())
                    .containsEntry("id", "ap1.pool.test#7.3")
                    .containsEntry("archived", true)
                    .containsEntry("ExitCode", 1L);
            assertThat(new String(search.record(one).bytes(), StandardCharsets.UTF_8))
                    .isEqualTo(RECORDS.get(3));
        }
    }

    @Test
    void holds_areSummedAndCountedByCode() throws IOException {
        try (IndexSearch search = archived()) {
            Submissions.SubmissionTotals totals = report(search).submission().totals();
            assertThat(totals.jobsHeld()).isEqualTo(3);
            assertThat(totals.holds()).isEqualTo(4);
            assertThat(facet(search, "", "last_hold_code", 9)).isEqualTo("13=2, 34=1; 0 others, 6 without, 2 values");
            assertThat(facet(search, "", "hold_code", 9)).isEqualTo("13=1; 0 others, 8 without, 1 values");
            assertThat(facet(search, "status:completed", "last_hold_code", 9))
                    .isEqualTo("13=1, 34=1; 0 others, 5 without, 2 values");
        }
    }

    @Test
    void hosts_topAndDistinct() throws IOException {
        try (IndexSearch search = archived()) {
            // 0, 3, 6, 9 and 1, 4, 7 and 2, 5
            assertThat(facet(search, "", "host", 2)).isEqualTo("e0=4, e1=3; 2 others, 0 without, 3 values");
            assertThat(facet(search, "exit:1", "host", 2)).isEqualTo("e0=1, e1=1; 0 others, 0 without, 2 values");
        }
    }

    @Test
    void batchProjectGroupDag_areCounted() throws IOException {
        try (IndexSearch search = archived()) {
            assertThat(facet(search, "", "batch", 9)).isEqualTo("night=9; 0 others, 0 without, 1 values");
            assertThat(facet(search, "", "project", 9)).isEqualTo("NOvA=6, DUNE=3; 0 others, 0 without, 2 values");
            assertThat(facet(search, "", "group", 9)).isEqualTo("physics=9; 0 others, 0 without, 1 values");
            assertThat(facet(search, "", "dag", 9)).isEqualTo("6=9; 0 others, 0 without, 1 values");
            assertThat(count(search, "project:dune is:failed")).isEqualTo(1);
        }
    }

    @Test
    void samProject_isKeptWhereItIsNamed() throws IOException {
        archive(SummarySettings.keeping(List.of("SAMProject")));
        try (IndexSearch search = search()) {
            assertThat(facet(search, "", "SAMProject", 9)).isEqualTo("sam1=5, sam0=4; 0 others, 0 without, 2 values");
            assertThat(count(search, "SAMProject:sam0 exit:0")).isEqualTo(2);
            assertThat(count(search, "SAMProject:sam1 status:removed host:e0")).isEqualTo(1);
        }
    }

    @Test
    void samProject_isNotGuessedWhereItIsNotNamed() throws IOException {
        try (IndexSearch search = archived()) {
            Responses.Count count = search.count(new Requests.Count("SAMProject:sam0 exit:0"));
            assertThat(count.count()).isZero();
            assertThat(count.undecidable()).isEqualTo(3);
        }
    }

    @Test
    void efficiency_hasElevenBins() throws IOException {
        try (IndexSearch search = archived()) {
            SubmissionReport.Efficiency efficiency = report(search).efficiency();
            // not known; 0 and 9.99 %; 10 %; none from 20 to 90 %; 90, 100 and 200 %
            assertThat(efficiency.bins())
                    .extracting(SubmissionReport.EfficiencyBin::jobs)
                    .containsExactly(3L, 2L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 0L, 3L);
            assertThat(efficiency.bins().get(0)).isEqualTo(new SubmissionReport.EfficiencyBin(null, null, 3));
            assertThat(efficiency.bins().get(1)).isEqualTo(new SubmissionReport.EfficiencyBin(0, 10, 2));
            assertThat(efficiency.bins().get(10)).isEqualTo(new SubmissionReport.EfficiencyBin(90, null, 3));
            assertThat(efficiency.above100()).isEqualTo(1);
        }
    }

    @Test
    void measuredNumbers_haveTheirStatistics() throws IOException {
        try (IndexSearch search = archived()) {
            Figures.Statistics cpu =
                    Objects.requireNonNull(search.stats(new FigureRequests.Stats("", List.of("cpu_time"), List.of()))
                            .stats()
                            .get("cpu_time"));
            assertThat(cpu.count()).isEqualTo(6);
            assertThat(cpu.missing()).isEqualTo(3);
            assertThat(cpu.min()).isEqualTo(0.0);
            assertThat(cpu.max()).isEqualTo(2000.0);
            assertThat(Objects.requireNonNull(cpu.sum()).doubleValue()).isEqualTo(4099.9);
            assertThat(cpu.undecidable()).isNull();
        }
    }
}
