package org.shelfmark.aggregate;

import java.util.Arrays;

/** Remembers the bins of time that were found, since finding one asks the calendar. Belongs to one thread. */
final class RecentTimes implements BinCursor {
    /** Twice what can be listed; with more, all are forgotten. */
    private static final int MAX_REMEMBERED = 2 * Bins.MAX_BINS;

    private static final int FIRST_CAPACITY = 64;

    private final TimeBins bins;

    /** The edges of the remembered bins, ascending. */
    private long[] from = new long[FIRST_CAPACITY];

    private long[] to = new long[FIRST_CAPACITY];
    private int remembered;
    private int last;

    RecentTimes(TimeBins bins) {
        this.bins = bins;
    }

    @Override
    public long key(long second) {
        if (!holds(last, second)) {
            int found = Arrays.binarySearch(from, 0, remembered, second);
            last = found >= 0 ? found : -found - 2;
            if (!holds(last, second)) {
                remember(bins.key(second));
            }
        }
        return from[last];
    }

    @Override
    public long key(double second) {
        return key((long) Math.floor(BinKeys.requireFinite(second)));
    }

    private boolean holds(int place, long second) {
        // the last bin of all includes its end
        return place >= 0
                && place < remembered
                && second >= from[place]
                && (second < to[place] || to[place] == Long.MAX_VALUE);
    }

    private void remember(long key) {
        if (remembered == MAX_REMEMBERED) {
            remembered = 0;
            last = -1;
        }
        if (remembered == from.length) {
            from = Arrays.copyOf(from, 2 * remembered);
            to = Arrays.copyOf(to, 2 * remembered);
        }
        // after the last bin that begins before
        last++;
        System.arraycopy(from, last, from, last + 1, remembered - last);
        System.arraycopy(to, last, to, last + 1, remembered - last);
        from[last] = key;
        to[last] = bins.next(key);
        remembered++;
    }
}
