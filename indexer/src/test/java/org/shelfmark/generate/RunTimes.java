package org.shelfmark.generate;

/**
 * When a job started and ended; seconds since the epoch.
 *
 * @param firstStart start of the first run
 * @param previousStart start of the run before the last; equal to {@code currentStart} if there was one run
 * @param currentStart start of the last run
 * @param end when the job completed or was removed
 * @param earlierWall seconds all runs but the last took together
 * @param setup seconds of the last run before the executable began, input transfer among them
 * @param teardown seconds of the last run after the executable ended, output transfer among them
 */
record RunTimes(
        long firstStart, long previousStart, long currentStart, long end, long earlierWall, int setup, int teardown) {
    RunTimes {
        if (firstStart > previousStart || previousStart > currentStart || currentStart + setup + teardown > end) {
            throw new IllegalArgumentException("times " + firstStart + ", " + previousStart + ", " + currentStart + ", "
                    + end + " with " + setup + " s before and " + teardown + " s after execution are out of order");
        }
    }

    /** The times of a job that ran once. */
    static RunTimes once(long start, long end, int setup, int teardown) {
        return new RunTimes(start, start, start, end, 0, setup, teardown);
    }

    long lastWall() {
        return end - currentStart;
    }

    long totalWall() {
        return lastWall() + earlierWall;
    }

    long executing() {
        return currentStart + setup;
    }

    long executed() {
        return lastWall() - setup - teardown;
    }
}
