package org.shelfmark.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of submissions; see {@link Responses} for what all answers have. {@code docs/submissions.md} has the formula and
 * the zero case of every number.
 *
 * @param total how many submissions there are
 * @param by {@code cluster}, {@code batch} or {@code dag}
 * @param jobs matching jobs, those that belong to no submission included
 * @param without matching jobs that belong to none: they have no batch name, no DAG or no cluster number, or an Owner
 *     that is no text
 * @param nextCursor where the next page begins; null on the last
 * @param undecidable archived jobs that are in no total here, because it is not known whether they match, or how much of
 *     what is summed up is theirs; null without any
 */
public record Submissions(
        long total,
        long tookMs,
        boolean timedOut,
        List<Responses.IndexedThrough> indexedThrough,
        String by,
        List<Submission> submissions,
        long jobs,
        long without,
        @Nullable String nextCursor,

        @JsonInclude(JsonInclude.Include.NON_NULL) Responses.@Nullable Constraint constraint,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long undecidable) {
    /** The same page, of jobs that took more to find. */
    public Submissions found(boolean inTime, @Nullable String cursor, Responses.@Nullable Constraint decided) {
        return new Submissions(
                total,
                tookMs,
                timedOut || !inTime,
                indexedThrough,
                by,
                submissions,
                jobs,
                without,
                cursor,
                decided,
                undecidable);
    }

    /** Of jobs of which it is known whether they match. */
    public Submissions(
            long total,
            long tookMs,
            boolean timedOut,
            List<Responses.IndexedThrough> indexedThrough,
            String by,
            List<Submission> submissions,
            long jobs,
            long without,
            @Nullable String nextCursor,
            Responses.@Nullable Constraint constraint) {
        this(total, tookMs, timedOut, indexedThrough, by, submissions, jobs, without, nextCursor, constraint, null);
    }

    /**
     * The jobs of one owner at one source that belong together.
     *
     * @param name what {@code report} takes for it: {@code source#1234}, or the name of the batch
     * @param owner null where the jobs name none
     * @param cluster null where jobs are grouped otherwise
     * @param batch the batch; where jobs are grouped otherwise, the JobBatchName of the job of the lowest id, null where
     *     it has none, or is archived and it is not known
     * @param dag null where jobs are not grouped by DAG
     * @param cmd the Cmd of the job of the lowest id; null where it has none, or is archived and it is not known
     * @param query finds exactly these jobs, together with the constraint that was asked for
     * @param archived how many of the jobs are archived; null where none is
     */
    public record Submission(
            String name,
            String source,
            @Nullable String owner,
            @Nullable Long cluster,
            @Nullable String batch,
            @Nullable Long dag,
            @Nullable String cmd,
            String query,
            SubmissionTotals totals,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long archived) {
        /** Of jobs of which none is archived. */
        public Submission(
                String name,
                String source,
                @Nullable String owner,
                @Nullable Long cluster,
                @Nullable String batch,
                @Nullable Long dag,
                @Nullable String cmd,
                String query,
                SubmissionTotals totals) {
            this(name, source, owner, cluster, batch, dag, cmd, query, totals, null);
        }
    }

    /**
     * Sums over jobs. Values that are missing, no numbers, negative or not finite count as nothing.
     *
     * @param jobs all of them
     * @param completed JobStatus 4
     * @param removed JobStatus 3
     * @param otherStatus any other JobStatus, or none
     * @param succeeded exited with code 0, by no signal
     * @param failed ended by a signal or with another exit code
     * @param exitUnknown neither: most of them were removed before they exited
     * @param shortJobs ran less than 60 seconds: CommittedTime where positive, else from last start to end
     * @param restartedJobs NumJobStarts above 1
     * @param jobsHeld held at least once
     * @param holds sum of NumHolds
     * @param attempts sum of NumShadowStarts
     * @param starts sum of NumJobStarts
     * @param vacates sum of NumVacates
     * @param firstSubmitted ISO 8601; null where no job has the time
     * @param firstStarted ISO 8601; null where no job has the time
     * @param lastEnded ISO 8601; null where no job has the time
     * @param wallHours sum of RemoteWallClockTime
     * @param coreHours sum of cores x RemoteWallClockTime
     * @param goodCoreHours the part of it that is CommittedTime: runs that were not evicted
     * @param cpuHours sum of user and system CPU time
     * @param cpuEfficiencyPercent 100 x CPU time / (cores x wall time) over the jobs for which both are known; null where
     *     there is no such wall time
     */
    public record SubmissionTotals(
            long jobs,
            long completed,
            long removed,
            long otherStatus,
            long succeeded,
            long failed,
            long exitUnknown,
            long shortJobs,
            long restartedJobs,
            long jobsHeld,
            long holds,
            long attempts,
            long starts,
            long vacates,
            @Nullable String firstSubmitted,
            @Nullable String firstStarted,
            @Nullable String lastEnded,
            double wallHours,
            double coreHours,
            double goodCoreHours,
            double cpuHours,
            @Nullable Double cpuEfficiencyPercent) {}
}
