package org.shelfmark.cli;

import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.UnarchiveReport;

/** What was archived or brought back, in words. */
final class ArchivingTalk {
    private ArchivingTalk() {}

    static String archived(ArchiveReport report) {
        return jobs(report.jobs(), report.submissions())
                + (report.dryRun() ? " would be archived" : " archived")
                + took(report.tookMs());
    }

    static String broughtBack(UnarchiveReport report) {
        return jobs(report.jobs(), report.submissions())
                + (report.dryRun() ? " would be brought back" : " brought back")
                + took(report.tookMs());
    }

    private static String jobs(long jobs, long submissions) {
        return ValueText.things(jobs, "job") + " of " + ValueText.things(submissions, "submission");
    }

    private static String took(long millis) {
        return " in " + Durations.rounded(millis / 1e3);
    }
}
