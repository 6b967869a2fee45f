package org.shelfmark.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.JobTotals;
import org.shelfmark.aggregate.JobTotals.Total;

/** Totals as answers have them. */
final class TotalsForm {
    private static final double SECONDS_PER_HOUR = 3600;

    private TotalsForm() {}

    static Submissions.SubmissionTotals of(JobTotals totals) {
        double efficiency = efficiency(totals);
        return new Submissions.SubmissionTotals(
                totals.count(Total.JOBS),
                totals.count(Total.COMPLETED),
                totals.count(Total.REMOVED),
                totals.count(Total.JOBS) - totals.count(Total.COMPLETED) - totals.count(Total.REMOVED),
                totals.count(Total.SUCCEEDED),
                totals.count(Total.FAILED),
                exitUnknown(totals),
                totals.count(Total.SHORT_JOBS),
                totals.count(Total.RESTARTED_JOBS),
                totals.count(Total.JOBS_HELD),
                totals.count(Total.HOLDS),
                totals.count(Total.ATTEMPTS),
                totals.count(Total.STARTS),
                totals.count(Total.VACATES),
                time(totals.get(Total.FIRST_SUBMITTED)),
                time(totals.get(Total.FIRST_STARTED)),
                time(totals.get(Total.LAST_ENDED)),
                totals.get(Total.WALL_SECONDS) / SECONDS_PER_HOUR,
                totals.get(Total.CORE_SECONDS) / SECONDS_PER_HOUR,
                totals.get(Total.GOOD_CORE_SECONDS) / SECONDS_PER_HOUR,
                totals.get(Total.CPU_SECONDS) / SECONDS_PER_HOUR,
                Double.isNaN(efficiency) ? null : (Double) efficiency);
    }

    static long exitUnknown(JobTotals totals) {
        return totals.count(Total.JOBS) - totals.count(Total.SUCCEEDED) - totals.count(Total.FAILED);
    }

    /** In percent; NaN without measured time. */
    static double efficiency(JobTotals totals) {
        double available = totals.get(Total.MEASURED_CORE_SECONDS);
        return available > 0 ? 100 * totals.get(Total.MEASURED_CPU_SECONDS) / available : Double.NaN;
    }

    /** A moment in ISO 8601; null for NaN. */
    static @Nullable String time(double seconds) {
        return Double.isNaN(seconds)
                ? null
                : Instant.ofEpochSecond((long) seconds).toString();
    }
}
