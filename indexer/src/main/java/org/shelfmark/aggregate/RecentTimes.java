package org.shelfmark.aggregate;

/** Remembers the bins of time that were found last: finding one asks the calendar. Belongs to one thread. */
final class RecentTimes implements BinCursor {
    private static final int REMEMBERED = 512;

    private final TimeBins bins;
    private final long usualSeconds;
    private final long[] from = new long[REMEMBERED];
    private final long[] to = new long[REMEMBERED];

    /** @param usualSeconds about as long as a bin is */
    RecentTimes(TimeBins bins, long usualSeconds) {
        this.bins = bins;
        this.usualSeconds = usualSeconds;
    }

    @Override
    public long key(long second) {
        int place = (int) Math.floorMod(Math.floorDiv(second, usualSeconds), (long) REMEMBERED);
        if (second < from[place] || second >= to[place]) {
            long key = bins.key(second);
            from[place] = key;
            to[place] = bins.next(key);
        }
        return from[place];
    }

    @Override
    public long key(double second) {
        return key((long) Math.floor(BinKeys.requireFinite(second)));
    }
}
