package org.shelfmark.generate;

import org.jspecify.annotations.Nullable;

/**
 * What is special to one job of a cluster.
 *
 * @param proc number in the cluster
 * @param times for a job that never ran only {@code end} counts
 * @param usage of the last run
 * @param residentKibibytes peak memory, exact
 * @param ending how it left the queue
 * @param host machine of the last run
 * @param slot number of the dynamic slot there
 * @param claim number of the claim there
 * @param retries runs before the last that ended by themselves without success
 * @param vacate why the run before the last stopped, if something stopped it
 * @param hold why the job was held before the last run, if it was
 */
record JobRun(
        int proc,
        RunTimes times,
        Usage usage,
        long residentKibibytes,
        Ending ending,
        ExecuteHost host,
        int slot,
        int claim,
        int retries,
        @Nullable StopCause vacate,
        @Nullable HoldCause hold) {
    boolean ran() {
        return !(ending instanceof Ending.RemovedIdle);
    }

    boolean completed() {
        return !ending.removed();
    }

    boolean vacated() {
        return vacate != null;
    }

    boolean held() {
        return hold != null;
    }

    int starts() {
        return ran() ? 1 + retries + (vacated() ? 1 : 0) : 0;
    }

    int completions() {
        return retries + (completed() ? 1 : 0);
    }

    /** Seconds of runs that were not thrown away. */
    long committedSeconds() {
        return completed() ? times.lastWall() : 0;
    }

    long wallSeconds() {
        return ran() ? times.totalWall() : 0;
    }
}
