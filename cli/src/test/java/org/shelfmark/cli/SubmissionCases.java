package org.shelfmark.cli;

import static org.shelfmark.cli.InventedAnswers.facet;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SubmissionReport;
import org.shelfmark.search.Submissions;

/** Submissions that never were. */
final class SubmissionCases {
    private static final Responses.Facet NONE = facet(0, 0, 0);
    private static final SubmissionReport.Spread NO_SPREAD =
            new SubmissionReport.Spread(0, 1, null, null, null, null, null, null, null);

    private SubmissionCases() {}

    static List<ScreenCase> all() {
        return List.of(
                ScreenCase.of("submissions", "submissions owner:alice", "submissions", page()),
                ScreenCase.of(
                        "submissions-nothing",
                        "submissions --by dag",
                        "submissions",
                        new Submissions(0, 3, false, InventedAnswers.THROUGH, "dag", List.of(), 12, 12, null, null)),
                ScreenCase.of("report", "report 1234", "report", report()),
                ScreenCase.of("report-nothing-known", "report 7", "report", unknown()));
    }

    private static Submissions page() {
        return new Submissions(
                1_234,
                3,
                false,
                InventedAnswers.THROUGH,
                "cluster",
                List.of(
                        new Submissions.Submission(
                                "ap1#1234",
                                "ap1",
                                "alice",
                                1234L,
                                "night run, \"quoted\"",
                                null,
                                "/home/alice/sim.sh",
                                "source:ap1 cluster:1234",
                                totals(12_000, 11_500, 300, 200)),
                        new Submissions.Submission(
                                "ap1#99",
                                "ap1",
                                "日本\u001b語",
                                99L,
                                null,
                                null,
                                "/a/very/long/path/" + "x".repeat(120) + "/run.sh",
                                "source:ap1 cluster:99",
                                totals(1, 0, 0, 1)),
                        unknown().submission()),
                20_000,
                17,
                "next",
                null);
    }

    private static Submissions.SubmissionTotals totals(long jobs, long succeeded, long failed, long exitUnknown) {
        return new Submissions.SubmissionTotals(
                jobs,
                succeeded + failed,
                exitUnknown,
                0,
                succeeded,
                failed,
                exitUnknown,
                jobs / 10,
                jobs / 100,
                jobs / 50,
                jobs / 40,
                jobs + jobs / 20,
                jobs + jobs / 30,
                jobs / 60,
                "2026-11-20T10:00:00+01:00",
                "2026-11-20T10:01:12+01:00",
                "2026-11-22T03:50:19+01:00",
                jobs * 1.25,
                jobs * 5.0,
                jobs * 4.75,
                jobs * 3.3,
                66.25);
    }

    static SubmissionReport report() {
        List<SubmissionReport.EfficiencyBin> bins = new ArrayList<>();
        bins.add(new SubmissionReport.EfficiencyBin(null, null, 200));
        for (int from = 0; from < 100; from += 10) {
            bins.add(new SubmissionReport.EfficiencyBin(from, from == 90 ? null : from + 10, (long) from * from));
        }
        return new SubmissionReport(
                12_000,
                3,
                false,
                InventedAnswers.THROUGH,
                "cluster",
                page().submissions().get(0),
                facet(0, 0, 3, "night run, \"quoted\"", 11_000, "other\u001b", 999, "third", 1),
                facet(0, 0, 1, "/home/alice/sim.sh", 12_000),
                facet(0, 0, 2, "completed", 11_800, "removed", 200),
                facet(0, 250, 3, 0, 11_500, 1, 240, 137, 10),
                facet(0, 0, 1, 9, 50),
                facet(0, 0, 3, 1, 11_000, 2, 990, 9, 10),
                facet(0, 0, 2, 0, 11_900, 1, 100),
                new SubmissionReport.Efficiency(bins, 12),
                new SubmissionReport.Resource(
                        spread(4, 4, 4, 4, 4, 4), spread(0.1, 2.5, 3.2, 3.5, 3.9, 8.1), 11_800, 12, 4, "95 % used 3.9"),
                new SubmissionReport.Resource(
                        spread(2_048, 2_048, 4_096, 4_096, 8_192, 8_192),
                        spread(10, 300, 512, 700, 1_500, 9_000),
                        11_700,
                        3,
                        1_650,
                        "what 95 % of the jobs used, and a tenth more; two jobs used far more than all others and were"
                                + " held for it"),
                new SubmissionReport.Resource(
                        spread(1, 1, 1, 1, 1, 1), NO_SPREAD, 0, 0, null, "no job says what it used"),
                spread(1, 300, 725, 3_720, 86_399, 270_000),
                List.of(
                        new SubmissionReport.RunTimeBin(0, 3_600, 8_000),
                        new SubmissionReport.RunTimeBin(3_600, 7_200, 3_900),
                        new SubmissionReport.RunTimeBin(7_200, 10_800, 1)),
                spread(0, 10, 72, 300, 4_000, 90_000),
                List.of(
                        new SubmissionReport.ReasonCount(
                                34L, "JobOutOfResources", 200, "memory usage exceeded request_memory N", 190),
                        new SubmissionReport.ReasonCount(null, null, 3, "by hand \u001b[31m", 3)),
                List.of(new SubmissionReport.ReasonCount(null, null, 200, "via condor_rm (by user alice)", 200)),
                new SubmissionReport.Timeline(
                        "2026-11-20T10:00:00+01:00",
                        "2026-11-20T10:00:03+01:00",
                        "2026-11-20T10:01:12+01:00",
                        "2026-11-21T20:00:00+01:00",
                        "2026-11-20T10:06:00+01:00",
                        "2026-11-22T03:50:19+01:00",
                        "2026-11-20T10:00:00+01:00",
                        1_800L,
                        LongStream.range(0, 90)
                                .map(i -> i % 30 * (i % 7))
                                .boxed()
                                .toList()),
                List.of(job("ap1#1234.17", 270_000.0, 0, null, null), job("ap1#1234.4", 90_000.0, null, 9, "killed")),
                List.of(job("ap1#1234.4", null, null, 9, "job was aborted:\nline two")),
                new SubmissionReport.HostFailures(
                        45,
                        11_800,
                        300,
                        List.of(
                                new SubmissionReport.FailingHost("e2045.pool.test", 40, 39, 97.5, 2.2, 1e-30),
                                new SubmissionReport.FailingHost("e7", 30, 4, 13.333, 2.5, 0.04321))));
    }

    private static SubmissionReport.ReportedJob job(
            String id,
            @Nullable Double seconds,
            @Nullable Object exit,
            @Nullable Object signal,
            @Nullable String text) {
        return new SubmissionReport.ReportedJob(
                id, "e2045.pool.test", seconds, "2026-11-22T03:50:19+01:00", exit, signal, text);
    }

    private static SubmissionReport.Spread spread(
            Number min, Number p25, Number median, Number p75, Number p95, Number max) {
        return new SubmissionReport.Spread(11_900, 100, min, p25, median, p75, p95, max, median.doubleValue() * 1.1);
    }

    /** One job of which nothing is known. */
    static SubmissionReport unknown() {
        SubmissionReport.Resource resource =
                new SubmissionReport.Resource(NO_SPREAD, NO_SPREAD, 0, 0, null, "no job says what it used");
        List<SubmissionReport.EfficiencyBin> bins = new ArrayList<>();
        bins.add(new SubmissionReport.EfficiencyBin(null, null, 1));
        for (int from = 0; from < 100; from += 10) {
            bins.add(new SubmissionReport.EfficiencyBin(from, from == 90 ? null : from + 10, 0));
        }
        return new SubmissionReport(
                1,
                3,
                false,
                InventedAnswers.THROUGH,
                "cluster",
                new Submissions.Submission(
                        "ap1#7",
                        "ap1",
                        null,
                        7L,
                        null,
                        null,
                        null,
                        "source:ap1 cluster:7",
                        new Submissions.SubmissionTotals(
                                1, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, null, null, null, 0, 0, 0, 0, null)),
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                NONE,
                new SubmissionReport.Efficiency(bins, 0),
                resource,
                resource,
                resource,
                NO_SPREAD,
                List.of(),
                NO_SPREAD,
                List.of(),
                List.of(),
                new SubmissionReport.Timeline(null, null, null, null, null, null, null, null, List.of()),
                List.of(),
                List.of(),
                new SubmissionReport.HostFailures(0, 0, 0, List.of()));
    }
}
