package org.shelfmark.aggregate;

import java.time.ZoneId;
import java.util.SortedSet;

/**
 * A division of all numbers, or of time, into bins: each value falls into exactly one. A bin has a key; keys ascend as
 * their bins do. Immutable.
 *
 * <p>For many values take a {@link #cursor}; then list the bins between the lowest and the highest with {@link #keys}, after
 * {@link #count} has shown that they are not too many.
 */
public sealed interface Bins extends BinCursor permits TimeBins, FixedBins, LogBins {
    /** More bins than this are not listed. */
    int MAX_BINS = 10_000;

    /** The lower edge of a bin: a Long (epoch seconds) of times, else a BigDecimal. */
    Number from(long key);

    /** The upper edge of a bin: a Long (epoch seconds) of times, else a BigDecimal. */
    Number to(long key);

    /**
     * How many bins there are from one to another, both included; exact up to {@link #MAX_BINS}, beyond only known to be
     * more.
     *
     * @param lowKey the key of a bin
     * @param highKey the key of the same or a higher bin
     */
    long count(long lowKey, long highKey);

    /**
     * The keys of all bins from the lowest to the highest of those given, with the empty ones in between, ascending.
     *
     * @param present keys of bins
     * @throws IllegalArgumentException if there are more than {@link #MAX_BINS}
     */
    long[] keys(SortedSet<Long> present);

    /** Equal ones are of the same bins. */
    Object identity();

    /** The same bins for one thread, which finds the bin of a value faster where values close to each other come often. */
    default BinCursor cursor() {
        return this;
    }

    /**
     * Bins of time.
     *
     * @param interval as {@link TimeBins} tells, like {@code 1d}
     * @throws IllegalArgumentException if the text is no such interval
     */
    static Bins time(String interval, ZoneId zone) {
        return TimeBins.of(interval, zone);
    }

    /**
     * Bins of numbers.
     *
     * @param text a width, as {@link FixedBins} tells, or {@code log} for {@link LogBins}
     * @throws IllegalArgumentException if the text is neither
     */
    static Bins numbers(String text) {
        return text.equals("log") ? new LogBins() : FixedBins.of(text);
    }
}
