package org.shelfmark.rollup;

import java.util.OptionalLong;

/**
 * How much smaller the index is to become. What a job and a summary take is estimated: a pass that was estimated too small is
 * followed by another.
 *
 * @param bytes so much; empty for as much as possible
 * @param bytesOfAJob what a job takes on average
 */
record RoomWanted(OptionalLong bytes, double bytesOfAJob) {
    /** A summary takes about so much, and so much more for each of its jobs. */
    private static final long BYTES_OF_A_SUMMARY = 2_000;

    private static final long BYTES_OF_AN_ARCHIVED_JOB = 30;

    /** As much as possible. */
    static final RoomWanted ALL = new RoomWanted(OptionalLong.empty(), 0);

    /**
     * What an index must lose to fit.
     *
     * @param indexBytes what it takes now
     * @param documents how many documents it has
     */
    static RoomWanted of(OptionalLong maxIndexBytes, long indexBytes, long documents) {
        return maxIndexBytes.isEmpty()
                ? ALL
                : new RoomWanted(
                        OptionalLong.of(indexBytes - maxIndexBytes.getAsLong()),
                        (double) indexBytes / Math.max(1, documents));
    }

    /** Whether archiving so much is enough. */
    boolean isMadeBy(long submissions, long jobs) {
        return bytes.isPresent()
                && jobs * Math.max(0, bytesOfAJob - BYTES_OF_AN_ARCHIVED_JOB) - submissions * BYTES_OF_A_SUMMARY
                        >= bytes.getAsLong();
    }
}
