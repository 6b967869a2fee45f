package org.shelfmark.generate;

import org.jspecify.annotations.Nullable;

/**
 * What all jobs of a cluster have in common.
 *
 * @param cluster its number
 * @param queued submit time, seconds since the epoch
 * @param submitter who submitted it
 * @param application what it runs
 * @param procs number of jobs
 * @param universe 5 vanilla, 7 scheduler (DAGMan itself), 12 local
 * @param glidein whether it runs on machines lent by sites
 * @param failureRate share of jobs with an exit code other than 0
 * @param failureCode the exit code most failing jobs have
 * @param maxRetries value of {@code max_retries}, 0 for none
 * @param medianRunSeconds median time of a run
 * @param dagNode its place in a workflow, if in one
 */
record Submission(
        long cluster,
        long queued,
        Submitter submitter,
        Application application,
        int procs,
        int universe,
        boolean glidein,
        double failureRate,
        int failureCode,
        int maxRetries,
        int medianRunSeconds,
        @Nullable DagNode dagNode) {
    static final int VANILLA = 5;
    static final int SCHEDULER = 7;
    static final int LOCAL = 12;

    /** Whether a machine of the pool runs it, as opposed to the access point. */
    boolean matched() {
        return universe == VANILLA;
    }

    /** Seconds a run needs before its executable begins. */
    int setupSeconds() {
        return matched() ? 2 + application.transferMegabytes() / 80 : 0;
    }

    int teardownSeconds() {
        return matched() ? 1 + application.transferMegabytes() / 400 : 0;
    }
}
