package org.shelfmark.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Intervals that begin at 0, 1, 2, 5, 10, 20, 50 and so on, from the lowest that holds an amount to the highest. */
public final class LogarithmicBins {
    private static final LogBins EDGES = new LogBins();
    /** Amounts below 1 are not told apart. */
    private static final long BELOW_ONE = EDGES.key(1L) - 1;

    private LogarithmicBins() {}

    /**
     * One interval.
     *
     * @param from where it begins, which is in it
     * @param to where it ends, which is not in it
     * @param count amounts in it
     */
    public record Bin(double from, double to, long count) {}

    /** The intervals of some amounts, without gaps; empty without amounts. */
    public static List<Bin> of(AmountSeries amounts) {
        TreeMap<Long, Long> counts = new TreeMap<>();
        amounts.forEach((amount, times) -> counts.merge(Math.max(BELOW_ONE, EDGES.key(amount)), times, Long::sum));
        if (counts.isEmpty()) {
            return List.of();
        }
        List<Bin> bins = new ArrayList<>();
        for (long key = counts.firstKey(); key <= counts.lastKey(); key++) {
            double from = key == BELOW_ONE ? 0 : EDGES.from(key).doubleValue();
            bins.add(new Bin(from, EDGES.to(key).doubleValue(), counts.getOrDefault(key, 0L)));
        }
        return List.copyOf(bins);
    }
}
