package org.shelfmark.ingest;

/**
 * What staging a batch of records found; adds up.
 *
 * @param records documents staged, quarantined ones included
 * @param repeated records that an earlier file had given already; no document was staged for them
 */
record BatchOutcome(long records, long quarantined, long repeated, long firstEnded, long lastEnded) {
    static final BatchOutcome NOTHING = new BatchOutcome(0, 0, 0, 0, 0);
    static final BatchOutcome QUARANTINED = new BatchOutcome(1, 1, 0, 0, 0);
    static final BatchOutcome REPEATED = new BatchOutcome(0, 0, 1, 0, 0);

    BatchOutcome plus(BatchOutcome other) {
        return new BatchOutcome(
                records + other.records,
                quarantined + other.quarantined,
                repeated + other.repeated,
                earlier(firstEnded, other.firstEnded),
                Math.max(lastEnded, other.lastEnded));
    }

    /** The earlier of two times of which 0 means unknown. */
    static long earlier(long one, long other) {
        if (one == 0 || other == 0) {
            return Math.max(one, other);
        }
        return Math.min(one, other);
    }
}
