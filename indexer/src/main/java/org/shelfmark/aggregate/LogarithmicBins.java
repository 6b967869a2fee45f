package org.shelfmark.aggregate;

import java.util.ArrayList;
import java.util.List;

/** Intervals that begin at 0, 1, 2, 5, 10, 20, 50 and so on, from the lowest that holds an amount to the highest. */
public final class LogarithmicBins {
    private static final double[] STEPS = {1, 2, 5};

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
        List<Bin> bins = new ArrayList<>();
        double from = 0;
        double decade = 1;
        int step = 0;
        int next = 0;
        while (next < amounts.count()) {
            double to = decade * STEPS[step];
            int first = next;
            while (next < amounts.count() && amounts.at(next) < to) {
                next++;
            }
            if (next > 0) {
                bins.add(new Bin(from, to, next - first));
            }
            from = to;
            step = (step + 1) % STEPS.length;
            decade = step == 0 ? decade * 10 : decade;
        }
        return List.copyOf(bins);
    }
}
