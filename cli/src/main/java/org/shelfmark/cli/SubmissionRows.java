package org.shelfmark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.shelfmark.search.Submissions;

/** Submissions in rows. */
final class SubmissionRows {
    private static final List<String> COLUMNS = List.of(
            "name",
            "source",
            "owner",
            "cluster",
            "batch",
            "dag",
            "cmd",
            "query",
            "jobs",
            "completed",
            "removed",
            "other_status",
            "succeeded",
            "failed",
            "exit_unknown",
            "short_jobs",
            "restarted_jobs",
            "jobs_held",
            "holds",
            "attempts",
            "starts",
            "vacates",
            "first_submitted",
            "first_started",
            "last_ended",
            "wall_hours",
            "core_hours",
            "good_core_hours",
            "cpu_hours",
            "cpu_efficiency_percent",
            "archived");

    private SubmissionRows() {}

    /** All that is known of each. */
    static Table forPrograms(List<Submissions.Submission> submissions) {
        Table table = new Table(COLUMNS);
        for (Submissions.Submission submission : submissions) {
            Submissions.SubmissionTotals totals = submission.totals();
            List<Table.Cell> row = new ArrayList<>();
            row.add(Table.Cell.of(submission.name()));
            row.add(Table.Cell.of(submission.source()));
            row.add(Table.Cell.of(submission.owner()));
            row.add(Table.Cell.of(submission.cluster()));
            row.add(Table.Cell.of(submission.batch()));
            row.add(Table.Cell.of(submission.dag()));
            row.add(Table.Cell.of(submission.cmd()));
            row.add(Table.Cell.of(submission.query()));
            row.add(Table.Cell.of(totals.jobs()));
            row.add(Table.Cell.of(totals.completed()));
            row.add(Table.Cell.of(totals.removed()));
            row.add(Table.Cell.of(totals.otherStatus()));
            row.add(Table.Cell.of(totals.succeeded()));
            row.add(Table.Cell.of(totals.failed()));
            row.add(Table.Cell.of(totals.exitUnknown()));
            row.add(Table.Cell.of(totals.shortJobs()));
            row.add(Table.Cell.of(totals.restartedJobs()));
            row.add(Table.Cell.of(totals.jobsHeld()));
            row.add(Table.Cell.of(totals.holds()));
            row.add(Table.Cell.of(totals.attempts()));
            row.add(Table.Cell.of(totals.starts()));
            row.add(Table.Cell.of(totals.vacates()));
            row.add(Table.Cell.of(totals.firstSubmitted()));
            row.add(Table.Cell.of(totals.firstStarted()));
            row.add(Table.Cell.of(totals.lastEnded()));
            row.add(Table.Cell.of(totals.wallHours()));
            row.add(Table.Cell.of(totals.coreHours()));
            row.add(Table.Cell.of(totals.goodCoreHours()));
            row.add(Table.Cell.of(totals.cpuHours()));
            row.add(Table.Cell.of(totals.cpuEfficiencyPercent()));
            row.add(Table.Cell.of(submission.archived()));
            table.add(row);
        }
        return table;
    }

    /** What people look for. */
    static Table forPeople(List<Submissions.Submission> submissions, Console console) {
        boolean archived = submissions.stream().anyMatch(submission -> submission.archived() != null);
        List<Table.Column> columns = new ArrayList<>(List.of(
                new Table.Column("submission", 0, Style.PLAIN),
                new Table.Column("owner", 3, Style.PLAIN),
                new Table.Column("jobs", 1, Style.PLAIN),
                new Table.Column("ok", 4, Style.GOOD),
                new Table.Column("failed", 2, Style.BAD),
                new Table.Column("no exit", 6, Style.FAINT),
                new Table.Column("holds", 9, Style.PLAIN),
                new Table.Column("core hours", 7, Style.PLAIN),
                new Table.Column("cpu", 8, Style.PLAIN),
                Table.Column.whole("last ended", 5),
                new Table.Column("what", 10, Style.PLAIN)));
        if (archived) {
            columns.add(columns.size() - 1, new Table.Column("archived", 8, Style.FAINT));
        }
        Table table = Table.of(columns);
        for (Submissions.Submission submission : submissions) {
            Submissions.SubmissionTotals totals = submission.totals();
            Double efficiency = totals.cpuEfficiencyPercent();
            List<Table.Cell> row = new ArrayList<>(List.of(
                    Table.Cell.of(submission.name()),
                    Table.Cell.of(submission.owner()),
                    Table.Cell.count(totals.jobs()),
                    Table.Cell.count(totals.succeeded()),
                    Table.Cell.count(totals.failed()),
                    Table.Cell.count(totals.exitUnknown()),
                    Table.Cell.count(totals.holds()),
                    new Table.Cell(totals.coreHours(), ValueText.number(totals.coreHours())),
                    new Table.Cell(efficiency, efficiency == null ? "" : ValueText.percent(efficiency)),
                    Table.Cell.of(ValueText.moment(totals.lastEnded(), console.zone())),
                    Table.Cell.of(what(submission))));
            if (archived) {
                row.add(row.size() - 1, Table.Cell.count(Objects.requireNonNullElse(submission.archived(), 0L)));
            }
            table.add(row);
        }
        return table;
    }

    /** The batch name tells more than the command, and the name of a batch is it already. */
    private static String what(Submissions.Submission submission) {
        String batch = submission.batch();
        if (batch != null && !batch.equals(submission.name())) {
            return batch;
        }
        String cmd = submission.cmd();
        return cmd == null ? "" : cmd;
    }
}
