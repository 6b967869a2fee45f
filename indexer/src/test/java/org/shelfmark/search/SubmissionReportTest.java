package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;
import org.shelfmark.search.SubmissionReport.Spread;
import org.shelfmark.search.SubmissionRequests.Grouping;

class SubmissionReportTest {
    @TempDir
    private Path directory;

    private static SubmissionReport report(SearchShelf shelf, String name) throws IOException {
        return shelf.search().report(new SubmissionRequests.Report(name));
    }

    private static SubmissionReport report(SearchShelf shelf, Submissions.Submission submission, Grouping by)
            throws IOException {
        return shelf.search()
                .report(new SubmissionRequests.Report(
                        submission.name(),
                        by,
                        Optional.ofNullable(submission.owner()),
                        Optional.of(submission.source())));
    }

    /** Compares the reports of all submissions that a name and an owner lead to. */
    private static int compare(SearchShelf shelf, List<SampleRecord> records, Grouping by, String about)
            throws IOException {
        Map<String, List<SampleRecord>> expected = PlainSubmissions.groups(records, by);
        int compared = 0;
        Submissions all = shelf.search()
                .submissions(new SubmissionRequests.Submissions(
                        Requests.Selection.of(""), by, "", Requests.MAX_LIMIT, Optional.empty()));
        for (Submissions.Submission submission : all.submissions()) {
            if (submission.owner() != null) {
                List<SampleRecord> jobs = expected.getOrDefault(PlainSubmissions.key(submission), List.of());
                SubmissionReport report = report(shelf, submission, by);
                // of spellings that differ in case, a narrower selection may not have the same first one
                assertThat(PlainSubmissions.key(report.submission())).isEqualTo(PlainSubmissions.key(submission));
                assertThat(report.submission().totals()).isEqualTo(submission.totals());
                compare(report, jobs, submission.name() + " of " + about);
                compared++;
            }
        }
        return compared;
    }

    private static void compare(SubmissionReport report, List<SampleRecord> jobs, String about) {
        assertThat(report.total()).as(about).isEqualTo(jobs.size());
        assertThat(counts(report.exitCodes()))
                .as(about)
                .isEqualTo(counts(jobs, job -> job.isTrue("ExitBySignal") ? "" : integer(job, "ExitCode")));
        assertThat(counts(report.signals()))
                .as(about)
                .isEqualTo(counts(jobs, job -> job.isTrue("ExitBySignal") ? integer(job, "ExitSignal") : ""));
        assertThat(report.exitCodes().missing() + sum(report.exitCodes())).isEqualTo(jobs.size());
        assertThat(counts(report.batchNames()).values().stream()
                                .mapToLong(each -> each)
                                .sum()
                        + report.batchNames().other())
                .as(about)
                .isEqualTo(jobs.stream().filter(job -> job.has("JobBatchName")).count());
        compareEfficiency(report.efficiency(), jobs, about);
        compare(report.runTimeSeconds(), jobs, PlainSubmissions::wall, about);
        compare(report.waitSeconds(), jobs, SubmissionReportTest::waited, about);
        compare(report.cpus(), jobs, job -> amount(job, "RequestCpus"), job -> amount(job, "CpusUsage"), about);
        compare(report.memoryMb(), jobs, job -> amount(job, "RequestMemory"), SubmissionReportTest::memory, about);
        compare(report.diskKb(), jobs, SubmissionReportTest::requestedDisk, SubmissionReportTest::disk, about);
        long[] inBins = {0};
        report.runTimes().forEach(bin -> {
            inBins[0] += bin.jobs();
            assertThat(bin.jobs())
                    .isEqualTo(jobs.stream()
                            .filter(job -> PlainSubmissions.wall(job) >= bin.fromSeconds()
                                    && PlainSubmissions.wall(job) < bin.toSeconds())
                            .count());
        });
        assertThat(inBins[0]).as(about).isEqualTo(report.runTimeSeconds().jobs());
        assertThat(report.timeline().ended().stream().mapToLong(each -> each).sum())
                .as(about)
                .isEqualTo(jobs.stream()
                        .filter(job -> !Double.isNaN(PlainSubmissions.ended(job)))
                        .count());
        assertThat(report.slowest().stream().map(SubmissionReport.ReportedJob::runTimeSeconds))
                .as(about)
                .containsExactlyElementsOf(jobs.stream()
                        .map(PlainSubmissions::wall)
                        .filter(seconds -> !Double.isNaN(seconds))
                        .sorted(Comparator.reverseOrder())
                        .limit(10)
                        .toList());
        assertThat(report.failures()).as(about).hasSize((int)
                Math.min(10, report.submission().totals().failed()));
        assertThat(report.hostFailures().jobs())
                .as(about)
                .isEqualTo(jobs.stream()
                        .filter(job -> job.has("LastRemoteHost")
                                && PlainSubmissions.failed(job).isPresent())
                        .count());
        Map<String, Long> codes = report.holdReasons().stream()
                .collect(Collectors.toMap(reason -> String.valueOf(reason.code()), SubmissionReport.ReasonCount::jobs));
        codes.remove("null");
        assertThat(codes)
                .as(about)
                .isEqualTo(counts(
                        jobs,
                        job -> integer(job, job.has("HoldReasonCode") ? "HoldReasonCode" : "LastHoldReasonCode")));
    }

    private static void compareEfficiency(
            SubmissionReport.Efficiency efficiency, List<SampleRecord> jobs, String about) {
        List<Long> bins = new ArrayList<>(Collections.nCopies(11, 0L));
        long above = 0;
        for (SampleRecord job : jobs) {
            double percent =
                    100 * PlainSubmissions.cpu(job) / (PlainSubmissions.cores(job) * PlainSubmissions.wall(job));
            int bin = percent >= 0 && percent <= 1e15 ? 1 + Math.min(9, (int) (percent / 10)) : 0;
            bins.set(bin, bins.get(bin) + 1);
            above += percent > 100 && bin > 0 ? 1 : 0;
        }
        assertThat(efficiency.bins().stream().map(SubmissionReport.EfficiencyBin::jobs))
                .as(about)
                .containsExactlyElementsOf(bins);
        assertThat(efficiency.above100()).as(about).isEqualTo(above);
        assertThat(efficiency.bins().get(0).fromPercent()).isNull();
        assertThat(efficiency.bins().get(1).fromPercent()).isZero();
        assertThat(efficiency.bins().get(1).toPercent()).isEqualTo(10);
        assertThat(efficiency.bins().get(10).fromPercent()).isEqualTo(90);
        assertThat(efficiency.bins().get(10).toPercent()).isNull();
    }

    private static void compare(
            SubmissionReport.Resource resource,
            List<SampleRecord> jobs,
            ToDoubleFunction<SampleRecord> asked,
            ToDoubleFunction<SampleRecord> used,
            String about) {
        compare(resource.requested(), jobs, asked, about);
        compare(resource.used(), jobs, used, about);
        assertThat(resource.over())
                .as(about)
                .isEqualTo(jobs.stream()
                        .filter(job -> used.applyAsDouble(job) > asked.applyAsDouble(job))
                        .count());
        assertThat(resource.comparable())
                .as(about)
                .isEqualTo(jobs.stream()
                        .filter(job -> !Double.isNaN(used.applyAsDouble(job) + asked.applyAsDouble(job)))
                        .count());
        if (resource.used().jobs() < 10) {
            assertThat(resource.suggestedRequest()).as(about).isNull();
        } else {
            assertThat(resource.suggestedRequest()).as(about).isNotNull();
        }
    }

    private static void compare(
            Spread spread, List<SampleRecord> jobs, ToDoubleFunction<SampleRecord> number, String about) {
        List<Double> numbers = jobs.stream()
                .map(number::applyAsDouble)
                .filter(each -> !Double.isNaN(each))
                .sorted()
                .toList();
        assertThat(spread.jobs()).as(about).isEqualTo(numbers.size());
        assertThat(spread.missing()).as(about).isEqualTo(jobs.size() - numbers.size());
        assertThat(plain(spread.min())).as(about).isEqualTo(rank(numbers, 0));
        assertThat(plain(spread.p25())).as(about).isEqualTo(rank(numbers, 25));
        assertThat(plain(spread.median())).as(about).isEqualTo(rank(numbers, 50));
        assertThat(plain(spread.p75())).as(about).isEqualTo(rank(numbers, 75));
        assertThat(plain(spread.p95())).as(about).isEqualTo(rank(numbers, 95));
        assertThat(plain(spread.max())).as(about).isEqualTo(rank(numbers, 100));
        if (numbers.isEmpty()) {
            assertThat(spread.mean()).isNull();
        } else {
            double mean = numbers.stream().mapToDouble(each -> each).average().orElseThrow();
            assertThat(spread.mean()).as(about).isCloseTo(mean, within(1e-9 * Math.max(1, mean)));
        }
    }

    private static @Nullable Double plain(@Nullable Number number) {
        return number == null ? null : (Double) number.doubleValue();
    }

    /** The smallest number that so many percent do not exceed, by counting. */
    private static @Nullable Double rank(List<Double> ascending, int percent) {
        for (int i = 0; i < ascending.size(); i++) {
            if ((i + 1) * 100L >= (long) percent * ascending.size()) {
                return ascending.get(i);
            }
        }
        return null;
    }

    private static Map<String, Long> counts(Responses.Facet facet) {
        Map<String, Long> counts = new TreeMap<>();
        facet.values().forEach(value -> counts.put(String.valueOf(value.value()), value.count()));
        return counts;
    }

    private static long sum(Responses.Facet facet) {
        return facet.other()
                + facet.values().stream().mapToLong(Responses.FacetValue::count).sum();
    }

    private static Map<String, Long> counts(List<SampleRecord> jobs, Function<SampleRecord, String> value) {
        return new TreeMap<>(jobs.stream()
                .map(value)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting())));
    }

    private static String integer(SampleRecord job, String name) {
        return job.raw(name).matches("-?[0-9]+") ? job.raw(name) : "";
    }

    private static double amount(SampleRecord job, String name) {
        return PlainSubmissions.amount(job, name);
    }

    private static double waited(SampleRecord job) {
        double wait = PlainSubmissions.time(job, "JobStartDate") - PlainSubmissions.time(job, "QDate");
        return wait >= 0 ? wait : Double.NaN;
    }

    private static double memory(SampleRecord job) {
        return job.raw("MemoryUsage").contains("ResidentSetSize")
                ? FieldTruths.memory(job).orElse(Double.NaN)
                : amount(job, "MemoryUsage");
    }

    private static double disk(SampleRecord job) {
        return job.has("DiskUsage_RAW") ? amount(job, "DiskUsage_RAW") : amount(job, "DiskUsage");
    }

    private static double requestedDisk(SampleRecord job) {
        return job.raw("RequestDisk").contains("TransferInputSizeMB")
                ? FieldTruths.disk(job)
                : amount(job, "RequestDisk");
    }

    @ParameterizedTest
    @EnumSource(Grouping.class)
    void sample_isAsItsRecords(Grouping by) throws IOException {
        try (SearchShelf shelf = SearchShelf.ofSample(directory)) {
            assertThat(compare(shelf, SampleArchive.find().records(), by, "the sample"))
                    .isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource(Grouping.class)
    void randomArchive_isAsItsRecords_alsoAfterRotation(Grouping by) throws IOException {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (SearchShelf shelf = new SearchShelf(directory)) {
            shelf.append("history", RandomSubmissions.records(random, 200, 0));
            shelf.index();
            Path rotated = shelf.file("history.20261122T033939");
            Files.move(shelf.file("history"), rotated);
            shelf.append("history", RandomSubmissions.records(random, 100, 200));
            shelf.index();
            List<SampleRecord> all = new ArrayList<>(SampleRecord.readAll(rotated));
            all.addAll(SampleRecord.readAll(shelf.file("history")));

            assertThat(compare(shelf, all, by, "seed " + seed)).isPositive();
        }
    }

    @Test
    void hostThatFailsMore_isNamed() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int proc = 0; proc < 100; proc++) {
            String host = "LastRemoteHost = \"slot1@e" + proc % 10 + "\"";
            String record = SmallRecords.record(7, proc, host);
            boolean fails = proc % 10 == 3 || proc == 44;
            text.append(fails ? record.replace("ExitCode = 0", "ExitCode = 1") : record);
        }
        try (SearchShelf shelf = SearchShelf.of(directory, text.toString())) {
            SubmissionReport.HostFailures failures = report(shelf, "7").hostFailures();

            assertThat(failures.hosts()).isEqualTo(10);
            assertThat(failures.jobs()).isEqualTo(100);
            assertThat(failures.failed()).isEqualTo(11);
            assertThat(failures.failing()).hasSize(1);
            SubmissionReport.FailingHost worst = failures.failing().get(0);
            assertThat(worst.host()).isEqualTo("e3");
            assertThat(worst.failedPercent()).isEqualTo(100);
            assertThat(worst.othersFailedPercent()).isCloseTo(100.0 / 90, within(1e-9));
            // of the ways to draw 11 failures, those with all 10 of the host: (90 choose 1) / (100 choose 11), 10 hosts
            double ways = 1;
            for (int i = 0; i < 11; i++) {
                ways = ways * (100 - i) / (i + 1);
            }
            assertThat(worst.probability()).isCloseTo(10 * 90 / ways, within(1e-20));
        }
    }

    @Test
    void holdReasons_areBucketedByCode_withTheTextThatIsMostFrequent() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int proc = 0; proc < 6; proc++) {
            text.append(SmallRecords.record(
                    7,
                    proc,
                    "LastHoldReasonCode = " + (proc < 4 ? 34 : 13),
                    "LastHoldReason = \"Error from slot1_" + proc + "@e" + proc + ": memory usage " + (100 + proc)
                            + " exceeded, id 0a1b2c3d" + proc + "\"",
                    "NumHolds = 1"));
        }
        text.append(SmallRecords.record(7, 6, "NumHolds = 2"));
        try (SearchShelf shelf = SearchShelf.of(directory, text.toString())) {
            String masked = "Error from slotN_N@eN: memory usage N exceeded, id N";

            assertThat(report(shelf, "7").holdReasons())
                    .containsExactly(
                            new SubmissionReport.ReasonCount(34L, "JobOutOfResources", 4, masked, 4),
                            new SubmissionReport.ReasonCount(13L, "TransferInputError", 2, masked, 2),
                            new SubmissionReport.ReasonCount(null, null, 1, null, 0));
        }
    }

    @Test
    void removeReasons_areCountedByText() throws IOException {
        String removed = "Owner = \"bob\"\nClusterId = 5\nProcId = %d\nJobStatus = 3\n%s" + SmallRecords.banner(5, 0);
        String reason = "RemoveReason = \"via condor_rm (by user bob)\"\n";
        try (SearchShelf shelf = SearchShelf.of(
                directory,
                removed.formatted(0, reason),
                removed.formatted(1, reason),
                removed.formatted(2, "RemoveReason = \"OnExitRemove\"\n"),
                removed.formatted(3, ""))) {
            assertThat(report(shelf, "5").removeReasons())
                    .containsExactly(
                            new SubmissionReport.ReasonCount(null, null, 2, "via condor_rm (by user bob)", 2),
                            new SubmissionReport.ReasonCount(null, null, 1, "OnExitRemove", 1),
                            new SubmissionReport.ReasonCount(null, null, 1, null, 0));
        }
    }

    @Test
    void oneJobThatNeverStarted_hasNothingToTell() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory, "Owner = \"bob\"\nClusterId = 5\nProcId = 0\nJobStatus = 3\n" + SmallRecords.banner(5, 0))) {
            SubmissionReport report = report(shelf, "5");

            Spread nothing = new Spread(0, 1, null, null, null, null, null, null, null);
            assertThat(report.runTimeSeconds()).isEqualTo(nothing);
            assertThat(report.waitSeconds()).isEqualTo(nothing);
            assertThat(report.runTimes()).isEmpty();
            assertThat(report.memoryMb())
                    .isEqualTo(new SubmissionReport.Resource(
                            nothing, nothing, 0, 0, null, "the use of 0 jobs is known; at least 10 are needed"));
            assertThat(report.timeline())
                    .isEqualTo(
                            new SubmissionReport.Timeline(null, null, null, null, null, null, null, null, List.of()));
            assertThat(report.slowest()).isEmpty();
            assertThat(report.failures()).isEmpty();
            assertThat(report.hostFailures()).isEqualTo(new SubmissionReport.HostFailures(0, 0, 0, List.of()));
            assertThat(report.efficiency().bins().get(0).jobs()).isEqualTo(1);
            assertThat(counts(report.statuses())).isEqualTo(Map.of("removed", 1L));
        }
    }

    @Test
    void failures_areTold_theLastFirst() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory,
                SmallRecords.record(5, 0, "CompletionDate = 0"),
                failed(5, 1, 1_795_318_100, "ExitReason = \"died on signal 9 (Killed)\""),
                failed(5, 2, 1_795_318_200, "LastHoldReason = \"held\"", "LastRemoteHost = \"slot1@e1\""))) {
            List<SubmissionReport.ReportedJob> failures = report(shelf, "5").failures();

            assertThat(failures.stream().map(SubmissionReport.ReportedJob::reason))
                    .containsExactly("held", "died on signal 9 (Killed)");
            assertThat(failures.get(0).host()).isEqualTo("e1");
            assertThat(failures.get(0).exit()).isEqualTo(3L);
            assertThat(failures.get(0).id()).endsWith("#5.2");
        }
    }

    private static String failed(int cluster, int proc, long ended, String... lines) {
        return SmallRecords.record(cluster, proc, lines)
                .replace("ExitCode = 0", "ExitCode = 3")
                .replaceFirst("(?m)^CompletionDate = .*$", "CompletionDate = " + ended);
    }

    @Test
    void waitFromAMomentThatIsNone_isMissing() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(
                directory,
                SmallRecords.record(5, 0, "QDate = -1", "JobStartDate = 100"),
                SmallRecords.record(5, 1, "QDate = 100", "JobStartDate = 0"),
                SmallRecords.record(5, 2, "QDate = 100", "JobStartDate = 160"))) {
            SubmissionReport report = report(shelf, "5");

            assertThat(report.waitSeconds().jobs()).isEqualTo(1);
            assertThat(report.waitSeconds().missing()).isEqualTo(2);
        }
    }

    @Test
    void ambiguousName_isRefused_withWhatItMayMean() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            shelf.append("one/history", SmallRecords.record(5, 0, "JobBatchName = \"sweep\""));
            shelf.append("two/history", SmallRecords.record(5, 0, "JobBatchName = \"SWEEP\""));
            shelf.append("two/history", SmallRecords.record(5, 1).replace("alice", "bob"));
            shelf.index(shelf.file("one"), "ap1");
            shelf.index(shelf.file("two"), "ap#2");

            assertThatThrownBy(() -> report(shelf, "5"))
                    .isInstanceOfSatisfying(SearchException.class, problem -> {
                        assertThat(problem.kind()).isEqualTo(SearchException.Kind.AMBIGUOUS);
                        assertThat(problem.candidates())
                                .containsExactly(
                                        "source ap#2, owner alice",
                                        "source ap#2, owner bob",
                                        "source ap1, owner alice");
                    })
                    .hasMessage("cluster '5' stands for 3 submissions; name the source and the owner: "
                            + "source ap#2, owner alice; source ap#2, owner bob; source ap1, owner alice");
            assertThat(report(shelf, "ap1#5").total()).isEqualTo(1);
            assertThatThrownBy(() -> report(shelf, "ap#2#5"))
                    .hasMessage("cluster 'ap#2#5' stands for 2 submissions; name the source and the owner: "
                            + "source ap#2, owner alice; source ap#2, owner bob");
            assertThat(shelf.search()
                            .report(new SubmissionRequests.Report(
                                    "5", Grouping.CLUSTER, Optional.of("bob"), Optional.of("ap#2")))
                            .submission()
                            .name())
                    .isEqualTo("ap#2#5");
            assertThatThrownBy(() -> shelf.search()
                            .report(new SubmissionRequests.Report(
                                    "Sweep", Grouping.BATCH, Optional.empty(), Optional.empty())))
                    .hasMessage("batch 'Sweep' stands for 2 submissions; name the source and the owner: "
                            + "source ap#2, owner alice; source ap1, owner alice");
        }
    }

    @Test
    void unknownName_isNotFound_andSaysWhatWasLookedFor() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.record(5, 0))) {
            assertThatThrownBy(() -> report(shelf, "6"))
                    .isInstanceOfSatisfying(
                            SearchException.class,
                            problem -> assertThat(problem.kind()).isEqualTo(SearchException.Kind.NOT_FOUND))
                    .hasMessage("no jobs of cluster '6'");
            assertThatThrownBy(() -> report(shelf, "elsewhere#5")).hasMessage("no jobs of cluster 'elsewhere#5'");
            assertThatThrownBy(() -> shelf.search()
                            .report(new SubmissionRequests.Report(
                                    "7", Grouping.DAG, Optional.of("bob"), Optional.of("ap2"))))
                    .hasMessage("no jobs of dag '7' at source 'ap2' of owner 'bob'");
            assertThatThrownBy(() -> shelf.search()
                            .report(new SubmissionRequests.Report(
                                    "5", Grouping.BATCH, Optional.empty(), Optional.empty())))
                    .hasMessage("no jobs of batch '5'");
        }
    }

    @ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {"x", "5.0", "-5", "#5", "5#", "1234567890123456789012", "5 OR 6", "*"})
    void noName_isRefused(String name) throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.record(5, 0))) {
            assertThatThrownBy(() -> report(shelf, name))
                    .isInstanceOf(SearchException.class)
                    .hasMessage("'" + name + "' is no cluster; accepted: its number, as in 1234 or source#1234");
        }
    }

    @ParameterizedTest
    @EnumSource(Grouping.class)
    void emptyName_isRefused(Grouping by) {
        assertThatThrownBy(() -> new SubmissionRequests.Report("", by, Optional.empty(), Optional.empty()))
                .isInstanceOf(SearchException.class)
                .hasMessage("the name of the submission is empty; accepted: 1234, source#1234, or the name of a batch");
    }

    @Test
    void hostileBatchNames_areFound() throws IOException {
        List<String> names =
                List.of("a*", "a?", "a\"b", "back\\slash", "(x", "x)", "a,b", "12", "true", "ap1#5", " ", "ü");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            text.append(SmallRecords.record(
                    i + 1, 0, "JobBatchName = \"" + names.get(i).replace("\"", "\\\"") + '"'));
        }
        try (SearchShelf shelf = SearchShelf.of(directory, text.toString())) {
            for (String name : names) {
                SubmissionReport report = shelf.search()
                        .report(new SubmissionRequests.Report(
                                name, Grouping.BATCH, Optional.of("alice"), Optional.empty()));

                assertThat(report.total()).as(name).isEqualTo(1);
                assertThat(Objects.requireNonNull(report.submission().batch())).isEqualTo(name);
            }
        }
    }
}
