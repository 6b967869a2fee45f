package org.shelfmark.cli;

import static org.shelfmark.cli.InventedAnswers.facet;
import static org.shelfmark.cli.InventedAnswers.facets;
import static org.shelfmark.cli.InventedAnswers.histogram;
import static org.shelfmark.cli.InventedAnswers.named;
import static org.shelfmark.cli.InventedAnswers.statistics;
import static org.shelfmark.cli.InventedAnswers.stats;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.Comparison;
import org.shelfmark.search.Figures;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Responses;

/** Answers whose printed forms are held against files. */
record ScreenCase(String name, List<String> command, JobSearch search) {
    private static final long HUGE = 4_000_000_000_000_000_000L;

    static List<ScreenCase> all() {
        List<ScreenCase> cases = new ArrayList<>();
        addJobs(cases);
        addFacets(cases);
        addStats(cases);
        addHistograms(cases);
        addComparisons(cases);
        cases.addAll(SubmissionCases.all());
        return cases;
    }

    @Override
    public String toString() {
        return name;
    }

    /** A command, the question that it asks, and the answer. */
    static ScreenCase of(String name, String command, String method, Object answer) {
        return new ScreenCase(name, List.of(command.split(" ", -1)), InventedAnswers.answering(method, answer));
    }

    private static void add(List<ScreenCase> cases, String name, String command, String method, Object answer) {
        cases.add(of(name, command, method, answer));
    }

    private static void addJobs(List<ScreenCase> cases) {
        List<Map<String, @Nullable Object>> jobs = new ArrayList<>();
        jobs.add(job("ap1.pool.test#558.7", "bob", 125, "gluex-sweep-11"));
        jobs.add(job("ap1.pool.test#472.10", "日本\u001b語", null, "a batch of a very long name that says it all"));
        add(
                cases,
                "search",
                "search",
                "jobs",
                new Responses.Jobs(40, 3, false, InventedAnswers.THROUGH, jobs, "next", null));
    }

    private static Map<String, @Nullable Object> job(
            String id, String owner, @Nullable Object exit, @Nullable String batch) {
        Map<String, @Nullable Object> job = new LinkedHashMap<>();
        job.put("id", id);
        job.put("Owner", owner);
        job.put("status", "completed");
        job.put("ExitCode", exit);
        job.put("ended", 1_795_318_003);
        job.put("RemoteWallClockTime", 3_720);
        job.put("MemoryUsage", 1_024);
        job.put("host", "e2045.pool.test");
        job.put("JobBatchName", batch);
        return job;
    }

    private static void addFacets(List<ScreenCase> cases) {
        add(
                cases,
                "facets",
                "facets --by exit,owner",
                "facets",
                facets(
                        5_000,
                        named(
                                "exit",
                                facet(40, 60, 2, 0, 4_500, 1, 399, 137, 1),
                                "owner",
                                facet(1_000, 0, 4_032, "alice", 2_000, "bob", 1_999, "carol", 1))));
        add(
                cases,
                "facets-hostile",
                "facets --by batch",
                "facets",
                facets(
                        900,
                        named(
                                "batch",
                                facet(
                                        0,
                                        0,
                                        9,
                                        "red \u001b[31m bell \u0007 tab\t",
                                        200,
                                        "日本語 バッチ, 한국어 と とても 長い 名前 が ここ に ある ので 切られます と 思います",
                                        150,
                                        "combining e\u0301a\u0308 zalgo z\u0351\u0352\u0353",
                                        140,
                                        "עברית و العربية",
                                        130,
                                        "turned \u202Egnp.exe\u202C",
                                        120,
                                        "\"quoted\", with comma",
                                        100,
                                        "line one\nline two\r",
                                        50,
                                        "emoji 😀⌚✅ family 👨‍👩‍👧",
                                        9,
                                        "x".repeat(130),
                                        1))));
        add(
                cases,
                "facets-huge",
                "facets --by cluster,runtime",
                "facets",
                facets(
                        Long.MAX_VALUE,
                        named(
                                "cluster",
                                facet(1, 0, 4, Long.MAX_VALUE, HUGE, Long.MIN_VALUE, HUGE / 2, 0, 1),
                                "runtime",
                                facet(0, 0, 2, 3600, HUGE, 1.5, 1))));
        add(cases, "facets-nothing", "facets --by exit", "facets", facets(0, named("exit", facet(0, 0, 0))));
        add(cases, "facets-missing", "facets --by exit", "facets", facets(12, named("exit", facet(0, 12, 0))));
        add(
                cases,
                "facets-partial",
                "facets --by exit",
                "facets",
                new Responses.Facets(3, 9, true, InventedAnswers.THROUGH, named("exit", facet(0, 0, 1, 0, 3)), null));
    }

    private static void addComparisons(List<ScreenCase> cases) {
        Comparison.Finding host =
                new Comparison.Finding("host", "e2045.pool.test", 1_200, 0.6, 3, 0.001, 600.0, 0, 300);
        Comparison.Finding command = new Comparison.Finding(
                "cmd", "/home/bob/日本/a-long-directory\u001b[31m/run.sh", 40, 0.02, 0, 0, null, 2e-9, 8.7);
        Comparison.Finding ended = new Comparison.Finding("exit", 137, 2_000, 1, 2_999, 0.9997, 1.0003, 0.0041, 2.4);
        String owners = "owner:bob,alice,carol,dave,\"日本 \u202E\",a-user-of-a-long-name ended:2026-11-22";
        for (boolean findings : List.of(true, false)) {
            add(
                    cases,
                    findings ? "compare" : "compare-nothing",
                    "compare is:failed",
                    "compare",
                    new Comparison(
                            2_000,
                            3,
                            false,
                            InventedAnswers.THROUGH,
                            new Comparison.Against(owners, null, 3_000, null),
                            findings ? List.of(host, command, ended) : List.of(),
                            2,
                            List.of("host", "cmd", "exit", "request_memory", "request_disk", "hold_code"),
                            null));
        }
    }

    private static Figures.Statistics runtime() {
        return statistics(
                12_034,
                3,
                0,
                270_000,
                45_000_123L,
                3_739.4,
                0.257,
                0.01,
                "5",
                9.256,
                "25",
                42,
                "50",
                725,
                "75",
                3_720,
                "95",
                86_399.9,
                "99",
                200_000);
    }

    private static Figures.Statistics memory() {
        return statistics(
                12_000,
                37,
                1,
                65_536,
                5_000_000L,
                416.67,
                1_023.5,
                0.01,
                "5",
                2,
                "25",
                100,
                "50",
                256,
                "75",
                1_024,
                "95",
                2_048,
                "99",
                40_000);
    }

    private static Figures.Statistics nothing(long missing) {
        return statistics(0, missing, null, null, null, null, null, 0);
    }

    private static void addStats(List<ScreenCase> cases) {
        add(
                cases,
                "stats",
                "stats --of runtime,memory",
                "stats",
                stats(12_037, named("runtime", runtime(), "memory", memory())));
        add(
                cases,
                "stats-percentiles",
                "stats --of runtime --percentiles 50,99.9",
                "stats",
                stats(5, named("runtime", statistics(5, 0, 1, 9, 25, 5.0, 2.5, 0, "50", 5, "99.9", 9))));
        add(cases, "stats-nothing", "stats --of runtime", "stats", stats(0, named("runtime", nothing(0))));
        add(
                cases,
                "stats-missing",
                "stats --of runtime,completed",
                "stats",
                stats(7, named("runtime", nothing(7), "completed", nothing(7))));
        add(
                cases,
                "stats-times",
                "stats --of completed,CustomNumber,efficiency --percentiles 50",
                "stats",
                stats(3, times()));
        List<Figures.Group> groups = new ArrayList<>();
        groups.add(group("alice", "completed", 9_000, named("runtime", runtime(), "memory", memory())));
        groups.add(group("日本\u001b語", "removed", 30, named("runtime", runtime(), "memory", nothing(30))));
        groups.add(group(null, null, 7, named("runtime", nothing(7), "memory", nothing(7))));
        add(
                cases,
                "stats-groups",
                "stats --of runtime,memory --by owner,status --top 3",
                "stats",
                stats(12_037, named("runtime", runtime(), "memory", memory()), groups, 1_234, 3_000));
    }

    private static Map<String, Figures.Statistics> times() {
        Map<String, Figures.Statistics> times = named(
                "completed",
                statistics(
                        3,
                        0,
                        1_793_000_000,
                        1_795_318_003,
                        5_380_000_000L,
                        1_793_333_333.3,
                        86_400.5,
                        0,
                        "50",
                        1_794_000_000),
                "CustomNumber",
                statistics(3, 0, Long.MIN_VALUE, Long.MAX_VALUE, 1.7e308, 5.6e307, 1e300, 0, "50", 0.333333));
        times.put("efficiency", statistics(3, 0, 0.5, 412.25, 430, 143.33333, 190.1, 0, "50", 17.25));
        return times;
    }

    private static Figures.Group group(
            @Nullable String owner, @Nullable String status, long total, Map<String, Figures.Statistics> stats) {
        Map<String, @Nullable Object> key = new LinkedHashMap<>();
        key.put("owner", owner);
        key.put("status", status);
        return new Figures.Group(key, total, stats);
    }

    private static Figures.Bucket bucket(Object from, Object to, long count) {
        return new Figures.Bucket(from, to, count, null);
    }

    private static String text(ZonedDateTime time) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    private static List<Figures.Bucket> days(String first, long... counts) {
        List<Figures.Bucket> buckets = new ArrayList<>();
        ZonedDateTime day = LocalDate.parse(first).atStartOfDay(ScreenRun.BERLIN);
        for (long count : counts) {
            buckets.add(bucket(text(day), text(day.plusDays(1)), count));
            day = day.plusDays(1);
        }
        return buckets;
    }

    private static List<Figures.Bucket> hours(String first, long... counts) {
        List<Figures.Bucket> buckets = new ArrayList<>();
        ZonedDateTime hour = ZonedDateTime.parse(first).withZoneSameInstant(ScreenRun.BERLIN);
        for (long count : counts) {
            buckets.add(bucket(text(hour), text(hour.plus(Duration.ofHours(1))), count));
            hour = hour.plus(Duration.ofHours(1));
        }
        return buckets;
    }

    private static void addHistograms(List<ScreenCase> cases) {
        add(
                cases,
                "histogram-days",
                "histogram --of completed --interval 1d",
                "histogram",
                histogram("completed", "1d", null, 17, days("2026-10-22", 1, 1_200, 0, 0, 0, 7, 0, 0, 0, 0, 600, 599)));
        long[] year = new long[366];
        for (int day = 0; day < year.length; day++) {
            year[day] = day % 61 < 40 ? (day * 37L) % 101 : 0;
        }
        add(
                cases,
                "histogram-year",
                "histogram --of completed --interval 1d",
                "histogram",
                histogram("completed", "1d", null, 0, days("2026-01-01", year)));
        add(
                cases,
                "histogram-clock-back",
                "histogram --of completed --interval 1h",
                "histogram",
                histogram("completed", "1h", null, 0, hours("2026-10-24T23:00:00Z", 5, 9, 2, 1)));
        add(
                cases,
                "histogram-clock-forward",
                "histogram --of completed --interval 1h",
                "histogram",
                histogram("completed", "1h", null, 0, hours("2026-03-28T23:00:00Z", 5, 9, 2, 1)));
        add(
                cases,
                "histogram-one",
                "histogram --of completed --interval 1M",
                "histogram",
                histogram(
                        "completed",
                        "1M",
                        null,
                        0,
                        List.of(bucket("2026-10-01T00:00:00+02:00", "2026-11-01T00:00:00+01:00", 3))));
        add(
                cases,
                "histogram-runtime",
                "histogram --of runtime",
                "histogram",
                histogram(
                        "runtime",
                        "log",
                        null,
                        2,
                        List.of(
                                bucket(0, 0, 12),
                                bucket(1, 2, 100),
                                bucket(2, 4, 300),
                                bucket(4, 8, 0),
                                bucket(8, 16, 1),
                                bucket(4096, 8192, HUGE))));
        add(
                cases,
                "histogram-memory",
                "histogram --of memory --interval 0.5",
                "histogram",
                histogram(
                        "memory",
                        "0.5",
                        null,
                        0,
                        List.of(bucket(-0.5, 0.0, 1), bucket(0.0, 0.5, 2), bucket(0.5, 1.0, 3))));
        List<Figures.Bucket> divided = new ArrayList<>();
        List<Figures.Bucket> plain = days("2026-10-22", 100, 60, 0, 0, 0, 0, 0, 3);
        List<Responses.Facet> facets =
                List.of(facet(10, 5, 9, "alice", 50, "日本\u001b語", 35), facet(0, 0, 2, "日本\u001b語", 40, "alice", 20));
        for (int i = 0; i < plain.size(); i++) {
            Figures.Bucket bucket = plain.get(i);
            Responses.Facet by = i < 2 ? facets.get(i) : i == 7 ? facet(0, 0, 1, "alice", 3) : facet(0, 0, 0);
            divided.add(new Figures.Bucket(bucket.from(), bucket.to(), bucket.count(), by));
        }
        add(
                cases,
                "histogram-by",
                "histogram --of completed --interval 1d --by owner --top 2",
                "histogram",
                histogram("completed", "1d", "owner", 4, divided));
        add(
                cases,
                "histogram-nothing",
                "histogram --of runtime",
                "histogram",
                histogram("runtime", "1", null, 0, List.of()));
        add(
                cases,
                "histogram-missing",
                "histogram --of runtime",
                "histogram",
                histogram("runtime", "1", null, 9, List.of()));
    }
}
