package org.shelfmark.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All about one submission; see {@link Responses} for what all answers have. {@code docs/submissions.md} has the formula
 * and the zero case of every number.
 *
 * @param total how many jobs it has
 * @param by {@code cluster}, {@code batch} or {@code dag}
 * @param submission which it is, and its totals
 * @param batchNames JobBatchNames
 * @param commands Cmds
 * @param statuses JobStatus in words
 * @param exitCodes ExitCodes of jobs that no signal ended
 * @param signals ExitSignals of jobs that one ended
 * @param attempts NumShadowStarts, the lowest first
 * @param vacates NumVacates, the lowest first
 * @param runTimeSeconds RemoteWallClockTime
 * @param runTimes a histogram of it without gaps; empty where no job has a run time
 * @param waitSeconds from submission to first start
 * @param holdReasons by hold code, the most frequent first
 * @param removeReasons by text, the most frequent first
 * @param slowest up to 10 jobs of the longest run time
 * @param failures up to 10 jobs that failed, the last first
 * @param archived what is said of archived jobs beside the rest; null where none is
 */
public record SubmissionReport(
        long total,
        long tookMs,
        boolean timedOut,
        List<Responses.IndexedThrough> indexedThrough,
        String by,
        Submissions.Submission submission,
        Responses.Facet batchNames,
        Responses.Facet commands,
        Responses.Facet statuses,
        Responses.Facet exitCodes,
        Responses.Facet signals,
        Responses.Facet attempts,
        Responses.Facet vacates,
        Efficiency efficiency,
        Resource cpus,
        Resource memoryMb,
        Resource diskKb,
        Spread runTimeSeconds,
        List<RunTimeBin> runTimes,
        Spread waitSeconds,
        List<ReasonCount> holdReasons,
        List<ReasonCount> removeReasons,
        Timeline timeline,
        List<ReportedJob> slowest,
        List<ReportedJob> failures,
        HostFailures hostFailures,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ArchivedPart archived) {
    /** Of jobs of which none is archived. */
    public SubmissionReport(
            long total,
            long tookMs,
            boolean timedOut,
            List<Responses.IndexedThrough> indexedThrough,
            String by,
            Submissions.Submission submission,
            Responses.Facet batchNames,
            Responses.Facet commands,
            Responses.Facet statuses,
            Responses.Facet exitCodes,
            Responses.Facet signals,
            Responses.Facet attempts,
            Responses.Facet vacates,
            Efficiency efficiency,
            Resource cpus,
            Resource memoryMb,
            Resource diskKb,
            Spread runTimeSeconds,
            List<RunTimeBin> runTimes,
            Spread waitSeconds,
            List<ReasonCount> holdReasons,
            List<ReasonCount> removeReasons,
            Timeline timeline,
            List<ReportedJob> slowest,
            List<ReportedJob> failures,
            HostFailures hostFailures) {
        this(
                total,
                tookMs,
                timedOut,
                indexedThrough,
                by,
                submission,
                batchNames,
                commands,
                statuses,
                exitCodes,
                signals,
                attempts,
                vacates,
                efficiency,
                cpus,
                memoryMb,
                diskKb,
                runTimeSeconds,
                runTimes,
                waitSeconds,
                holdReasons,
                removeReasons,
                timeline,
                slowest,
                failures,
                hostFailures,
                null);
    }

    /**
     * What is said of the archived jobs beside the rest of the report, of which they are part.
     *
     * @param jobs how many they are
     * @param undecidable archived jobs that may be of the submission and are in no number here; null without any
     * @param located jobs whose output was delivered
     * @param lastLocated when the last of them left the queue, ISO 8601; null without any
     * @param filesDelivered output files of located jobs
     * @param bytesDelivered their bytes
     * @param filesPending output files of the other jobs
     * @param bytesPending their bytes
     * @param ids which jobs they are, of the first 100 clusters
     * @param error how far percentiles, intervals and what is counted above a limit may be off, as a share of the number
     * @param liveOnly the parts of the report in which archived jobs are missing, because their summary does not have them
     */
    public record ArchivedPart(
            long jobs,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long undecidable,

            long located,
            @Nullable String lastLocated,
            long filesDelivered,
            long bytesDelivered,
            long filesPending,
            long bytesPending,
            List<ArchivedIds> ids,
            double error,
            List<String> liveOnly) {}

    /**
     * Archived jobs of one cluster.
     *
     * @param cluster {@code source#1234}
     * @param procs their ProcIds, as in {@code 0-199, 205}
     */
    public record ArchivedIds(String cluster, String procs) {}

    /**
     * How many jobs have which CPU efficiency.
     *
     * @param bins exactly 11: not known, 0 to below 10 %, and so on, 90 % and above
     * @param above100 jobs above 100 %, which are in the last bin
     */
    public record Efficiency(List<EfficiencyBin> bins, long above100) {}

    /**
     * One interval of CPU efficiency.
     *
     * @param fromPercent where it begins, which is in it; null for the jobs whose efficiency is not known
     * @param toPercent where it ends, which is not in it; null for those and for the last interval
     */
    public record EfficiencyBin(
            @Nullable Integer fromPercent, @Nullable Integer toPercent, long jobs) {}

    /**
     * What was asked for and what was used, in cores, MB or KB.
     *
     * @param comparable jobs for which both are known
     * @param over those of them that used more than they asked for
     * @param suggestedRequest what to ask for next time; null where nothing can be said
     * @param suggestion how it was found, or why there is none
     */
    public record Resource(
            Spread requested,
            Spread used,
            long comparable,
            long over,
            @Nullable Number suggestedRequest,
            String suggestion) {}

    /**
     * How numbers are spread. Without numbers all but the counts are null. A percentile is exact: the smallest of the
     * numbers that so many percent of them do not exceed.
     *
     * @param jobs jobs that have one
     * @param missing jobs that have none, or a negative one, or one that is not finite
     */
    public record Spread(
            long jobs,
            long missing,
            @Nullable Number min,
            @Nullable Number p25,
            @Nullable Number median,
            @Nullable Number p75,
            @Nullable Number p95,
            @Nullable Number max,
            @Nullable Double mean) {}

    /**
     * One interval of run time.
     *
     * @param fromSeconds where it begins, which is in it
     * @param toSeconds where it ends, which is not in it
     */
    public record RunTimeBin(double fromSeconds, double toSeconds, long jobs) {}

    /**
     * Jobs that were held or removed for one reason.
     *
     * @param code HoldReasonCode, or LastHoldReasonCode of jobs that have neither HoldReasonCode nor HoldReason; null
     *     where there is none, and for removals
     * @param label HTCondor's name of the code; null where it has none
     * @param jobs how many
     * @param text the most frequent text of these jobs, with {@code N} for the numbers in it; null where there is none
     * @param jobsWithText how many have that text
     */
    public record ReasonCount(
            @Nullable Long code,
            @Nullable String label,
            long jobs,
            @Nullable String text,
            long jobsWithText) {}

    /**
     * When things happened, ISO 8601; null where no job has the time.
     *
     * @param from where the first interval of {@code ended} begins
     * @param intervalSeconds length of each interval; null where no job has ended
     * @param ended jobs that ended in each interval, without gaps; at most 100
     */
    public record Timeline(
            @Nullable String firstSubmitted,
            @Nullable String lastSubmitted,
            @Nullable String firstStarted,
            @Nullable String lastStarted,
            @Nullable String firstEnded,
            @Nullable String lastEnded,
            @Nullable String from,
            @Nullable Long intervalSeconds,
            List<Long> ended) {}

    /**
     * One job worth a look; null where nothing is known.
     *
     * @param exit ExitCode
     * @param signal ExitSignal
     * @param reason the first there is of ExitReason, RemoveReason, HoldReason, LastHoldReason and VacateReason, as
     *     written
     */
    public record ReportedJob(
            String id,
            @Nullable String host,
            @Nullable Double runTimeSeconds,
            @Nullable String ended,
            @Nullable Object exit,
            @Nullable Object signal,
            @Nullable String reason) {}

    /**
     * Whether some hosts fail more than the others of the submission. Only jobs with a host and a known exit count.
     *
     * @param hosts how many ran such jobs
     * @param jobs how many such jobs there are
     * @param failed how many of them failed
     * @param failing hosts that fail more than can be chance, the most certain first
     */
    public record HostFailures(long hosts, long jobs, long failed, List<FailingHost> failing) {}

    /**
     * A host that fails more than others.
     *
     * @param failedPercent 100 x failed / jobs
     * @param othersFailedPercent the same of all other hosts
     * @param probability of so many failures by chance (Fisher's exact test, one-sided), times the number of hosts
     */
    public record FailingHost(
            String host,
            long jobs,
            long failed,
            double failedPercent,
            double othersFailedPercent,
            double probability) {}
}
