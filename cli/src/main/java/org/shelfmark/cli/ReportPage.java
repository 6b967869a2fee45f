package org.shelfmark.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shelfmark.mapping.Unit;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SubmissionReport;
import org.shelfmark.search.Submissions;

/** All about one submission, for people: sections that have nothing to say are left out. */
final class ReportPage {
    private final SubmissionReport report;
    private final Console console;
    private final Measure seconds;

    ReportPage(SubmissionReport report, Console console) {
        this.report = report;
        this.console = console;
        this.seconds = measure(Unit.SECONDS);
    }

    private Measure measure(Unit unit) {
        return new Measure("", false, unit, console.zone());
    }

    void print() {
        printHead();
        if (report.archived() != null) {
            printArchived(report.archived());
        }
        facet("Status", "status", report.statuses());
        facet("Exit codes", "exit", report.exitCodes());
        facet("Signals", "signal", report.signals());
        printEfficiency();
        printResources();
        printRunTimes();
        printReasons("Holds", report.holdReasons());
        printReasons("Removals", report.removeReasons());
        facet("Attempts", "attempts", report.attempts());
        if (report.vacates().distinct() > 1) {
            facet("Evictions", "vacates", report.vacates());
        }
        printTimeline();
        printJobs("Slowest jobs", report.slowest());
        printJobs("Last failures", report.failures());
        printHosts();
    }

    private void printHead() {
        Submissions.Submission submission = report.submission();
        Submissions.SubmissionTotals totals = submission.totals();
        console.print(submission.name(), Style.STRONG);
        Table facts = new Table(List.of("owner", shown(submission.owner()) + " at " + submission.source()));
        fact(facts, "batch", several(submission.batch(), report.batchNames()));
        fact(facts, "command", several(submission.cmd(), report.commands()));
        fact(facts, "submitted", ValueText.moment(totals.firstSubmitted(), console.zone()));
        fact(facts, "last ended", ValueText.moment(totals.lastEnded(), console.zone()));
        fact(
                facts,
                "core hours",
                ValueText.number(totals.coreHours()) + ", " + ValueText.number(totals.goodCoreHours())
                        + " of them in runs that were not evicted");
        Double efficiency = totals.cpuEfficiencyPercent();
        fact(facts, "cpu efficiency", efficiency == null ? "" : ValueText.percent(efficiency));
        facts.print(OutputFormat.TABLE, console);
        section("Jobs");
        Table table = new Table(List.of("", "jobs", "share"));
        long jobs = totals.jobs();
        count(table, "succeeded", totals.succeeded(), jobs, Style.GOOD);
        count(table, "failed", totals.failed(), jobs, Style.BAD);
        count(table, "exit not known", totals.exitUnknown(), jobs, Style.FAINT);
        count(table, "shorter than 1m", totals.shortJobs(), jobs, Style.BAR);
        count(table, "started again", totals.restartedJobs(), jobs, Style.BAR);
        count(table, "held at least once", totals.jobsHeld(), jobs, Style.BAR);
        table.addFaint(List.of(Table.Cell.of("all"), Table.Cell.count(jobs), Table.Cell.of(null)));
        table.print(OutputFormat.TABLE, console);
    }

    private void printArchived(SubmissionReport.ArchivedPart archived) {
        section("Archived");
        Table facts = new Table(List.of("jobs", ValueText.count(archived.jobs())));
        fact(facts, "located", ValueText.count(archived.located()));
        fact(facts, "last located", ValueText.moment(archived.lastLocated(), console.zone()));
        fact(facts, "delivered", files(archived.filesDelivered(), archived.bytesDelivered()));
        fact(facts, "pending", files(archived.filesPending(), archived.bytesPending()));
        for (SubmissionReport.ArchivedIds ids : archived.ids()) {
            fact(facts, ids.cluster(), ids.procs());
        }
        facts.print(OutputFormat.TABLE, console);
        if (archived.error() > 0) {
            console.print(
                    "percentiles and intervals are approximate, by " + ValueText.number(100 * archived.error())
                            + " % at the most",
                    Style.FAINT);
        }
        if (!archived.liveOnly().isEmpty()) {
            console.print("without archived jobs: " + String.join(", ", archived.liveOnly()), Style.FAINT);
        }
    }

    private static String files(long files, long bytes) {
        return ValueText.things(files, "file") + ", " + ValueText.bytes(bytes);
    }

    private static String shown(@Nullable String text) {
        return text == null ? "?" : text;
    }

    private static String several(@Nullable String first, Responses.Facet all) {
        String text = first == null ? "" : first;
        return all.distinct() > 1 ? text + " and " + ValueText.count(all.distinct() - 1) + " more" : text;
    }

    private static void fact(Table facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.add(List.of(Table.Cell.of(name), Table.Cell.of(value)));
        }
    }

    private static void count(Table table, String name, long count, long jobs, Style style) {
        table.add(
                List.of(Table.Cell.of(name), Table.Cell.count(count), Table.Cell.share(count, jobs)),
                new Bar(List.of(new Bar.Part(count, style))));
    }

    private void section(String title) {
        console.out().println();
        console.print(title, Style.STRONG);
    }

    private void facet(String title, String name, Responses.Facet facet) {
        if (!facet.values().isEmpty()) {
            section(title);
            FacetTable.print(name, facet, report.total(), console);
        }
    }

    private void printEfficiency() {
        section("CPU efficiency");
        Table table = new Table(List.of("used of requested", "jobs", "share"));
        for (SubmissionReport.EfficiencyBin bin : report.efficiency().bins()) {
            count(table, range(bin), bin.jobs(), report.total(), bin.fromPercent() == null ? Style.FAINT : Style.BAR);
        }
        table.print(OutputFormat.TABLE, console);
        if (report.efficiency().above100() > 0) {
            console.print(ValueText.things(report.efficiency().above100(), "job") + " above 100 %", Style.FAINT);
        }
    }

    private static String range(SubmissionReport.EfficiencyBin bin) {
        if (bin.fromPercent() == null) {
            return "not known";
        }
        return bin.toPercent() == null
                ? bin.fromPercent() + " % and above"
                : bin.fromPercent() + " to " + bin.toPercent() + " %";
    }

    private void printResources() {
        section("Requested and used");
        Table table = Table.of(List.of(
                new Table.Column("", 0, Style.PLAIN),
                new Table.Column("requested", 1, Style.PLAIN),
                new Table.Column("used: median", 4, Style.PLAIN),
                new Table.Column("p95", 6, Style.PLAIN),
                new Table.Column("max", 3, Style.PLAIN),
                new Table.Column("over", 5, Style.BAD),
                new Table.Column("suggested", 2, Style.GOOD)));
        resource(table, "cpus", report.cpus(), measure(Unit.CORES));
        resource(table, "memory", report.memoryMb(), measure(Unit.MEGABYTES));
        resource(table, "disk", report.diskKb(), measure(Unit.KILOBYTES));
        table.print(OutputFormat.TABLE, console);
        console.print("cpus: " + report.cpus().suggestion(), Style.FAINT);
        console.print("memory: " + report.memoryMb().suggestion(), Style.FAINT);
        console.print("disk: " + report.diskKb().suggestion(), Style.FAINT);
    }

    private static void resource(Table table, String name, SubmissionReport.Resource resource, Measure measure) {
        SubmissionReport.Spread used = resource.used();
        String least = measure.text(resource.requested().min());
        String most = measure.text(resource.requested().max());
        table.add(List.of(
                Table.Cell.of(name),
                new Table.Cell(resource.requested().median(), least.equals(most) ? most : least + " to " + most),
                new Table.Cell(used.median(), measure.text(used.median())),
                new Table.Cell(used.p95(), measure.text(used.p95())),
                new Table.Cell(used.max(), measure.text(used.max())),
                Table.Cell.count(resource.over()),
                new Table.Cell(resource.suggestedRequest(), measure.text(resource.suggestedRequest()))));
    }

    private void printRunTimes() {
        section("Run time");
        Table spreads = new Table(List.of("", "jobs", "min", "p25", "median", "p75", "p95", "max", "mean"));
        spread(spreads, "run time", report.runTimeSeconds());
        spread(spreads, "wait for start", report.waitSeconds());
        spreads.print(OutputFormat.TABLE, console);
        if (report.runTimes().isEmpty()) {
            return;
        }
        console.out().println();
        Table table = new Table(List.of("run time", "jobs", "share"));
        for (SubmissionReport.RunTimeBin bin : report.runTimes()) {
            String range = Durations.rounded(bin.fromSeconds()) + " to " + Durations.rounded(bin.toSeconds());
            count(table, range, bin.jobs(), report.total(), Style.BAR);
        }
        table.print(OutputFormat.TABLE, console);
    }

    private void spread(Table table, String name, SubmissionReport.Spread spread) {
        List<Table.Cell> row = new ArrayList<>(List.of(Table.Cell.of(name), Table.Cell.count(spread.jobs())));
        row.add(new Table.Cell(spread.min(), seconds.text(spread.min())));
        row.add(new Table.Cell(spread.p25(), seconds.text(spread.p25())));
        row.add(new Table.Cell(spread.median(), seconds.text(spread.median())));
        row.add(new Table.Cell(spread.p75(), seconds.text(spread.p75())));
        row.add(new Table.Cell(spread.p95(), seconds.text(spread.p95())));
        row.add(new Table.Cell(spread.max(), seconds.text(spread.max())));
        row.add(new Table.Cell(spread.mean(), seconds.text(spread.mean())));
        table.add(row);
    }

    private void printReasons(String title, List<SubmissionReport.ReasonCount> reasons) {
        if (reasons.isEmpty()) {
            return;
        }
        section(title);
        boolean coded = reasons.stream().anyMatch(reason -> reason.code() != null || reason.label() != null);
        Table table = new Table(coded ? List.of("jobs", "code", "reason", "text") : List.of("jobs", "text"));
        for (SubmissionReport.ReasonCount reason : reasons) {
            List<Table.Cell> row = new ArrayList<>(List.of(Table.Cell.count(reason.jobs())));
            if (coded) {
                row.add(Table.Cell.of(reason.code()));
                row.add(Table.Cell.of(reason.label()));
            }
            row.add(Table.Cell.of(reason.text()));
            table.add(row);
        }
        table.print(OutputFormat.TABLE, console);
    }

    private void printTimeline() {
        SubmissionReport.Timeline timeline = report.timeline();
        section("Timeline");
        Table table = Table.of(List.of(
                new Table.Column("", 0, Style.PLAIN), Table.Column.whole("first", 1), Table.Column.whole("last", 2)));
        moments(table, "submitted", timeline.firstSubmitted(), timeline.lastSubmitted());
        moments(table, "started", timeline.firstStarted(), timeline.lastStarted());
        moments(table, "ended", timeline.firstEnded(), timeline.lastEnded());
        table.print(OutputFormat.TABLE, console);
        Long interval = timeline.intervalSeconds();
        if (interval != null && !timeline.ended().isEmpty()) {
            int letters = Math.min(console.width(), timeline.ended().size());
            double each = (double) interval * timeline.ended().size() / letters;
            console.print("jobs that ended; a letter is " + Durations.rounded(each) + ":", Style.FAINT);
            console.print(Sparkline.of(timeline.ended(), letters, console.screen()), Style.BAR);
        }
    }

    private void moments(Table table, String name, @Nullable String first, @Nullable String last) {
        table.add(List.of(
                Table.Cell.of(name),
                Table.Cell.of(ValueText.moment(first, console.zone())),
                Table.Cell.of(ValueText.moment(last, console.zone()))));
    }

    private void printJobs(String title, List<SubmissionReport.ReportedJob> jobs) {
        if (jobs.isEmpty()) {
            return;
        }
        section(title);
        Table table = Table.of(List.of(
                new Table.Column("id", 0, Style.PLAIN),
                new Table.Column("run time", 1, Style.PLAIN),
                Table.Column.whole("ended", 5),
                new Table.Column("exit", 2, Style.PLAIN),
                new Table.Column("signal", 3, Style.PLAIN),
                new Table.Column("host", 4, Style.PLAIN),
                new Table.Column("reason", 6, Style.PLAIN)));
        for (SubmissionReport.ReportedJob job : jobs) {
            table.add(List.of(
                    Table.Cell.of(job.id()),
                    new Table.Cell(job.runTimeSeconds(), seconds.text(job.runTimeSeconds())),
                    Table.Cell.of(ValueText.moment(job.ended(), console.zone())),
                    Table.Cell.of(job.exit()),
                    Table.Cell.of(job.signal()),
                    Table.Cell.of(job.host()),
                    Table.Cell.of(job.reason())));
        }
        table.print(OutputFormat.TABLE, console);
    }

    private void printHosts() {
        SubmissionReport.HostFailures hosts = report.hostFailures();
        if (hosts.failed() == 0) {
            return;
        }
        section("Hosts that fail more than others");
        Table table = new Table(List.of("host", "jobs", "failed", "share", "elsewhere", "by chance"));
        for (SubmissionReport.FailingHost host : hosts.failing()) {
            table.add(
                    List.of(
                            Table.Cell.of(host.host()),
                            Table.Cell.count(host.jobs()),
                            Table.Cell.count(host.failed()),
                            new Table.Cell(host.failedPercent(), ValueText.percent(host.failedPercent())),
                            new Table.Cell(host.othersFailedPercent(), ValueText.percent(host.othersFailedPercent())),
                            new Table.Cell(host.probability(), ValueText.probability(host.probability()))),
                    new Bar(List.of(new Bar.Part(host.failed(), Style.BAD))));
        }
        table.print(OutputFormat.TABLE, console);
        console.print(
                (hosts.failing().isEmpty() ? "none; " : "") + ValueText.count(hosts.failed()) + " of "
                        + ValueText.things(hosts.jobs(), "job") + " failed on "
                        + ValueText.things(hosts.hosts(), "host"),
                Style.FAINT);
    }
}
