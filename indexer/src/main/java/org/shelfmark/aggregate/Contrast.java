package org.shelfmark.aggregate;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Tells which values are more frequent in a foreground than in a background, where many values are looked at at once.
 *
 * <p>Each value is tested by Fisher's exact test, one-sided: with {@code K} jobs that have it among all {@code N}, how
 * probable is it that {@code n} jobs drawn by chance (as many as the foreground has) hold as many of them as the
 * foreground does, or more. The p-value is multiplied by Tarone's number, the least {@code k} for which at most {@code k}
 * of the values could, with all their jobs in the foreground, reach {@link #LEVEL}{@code  / k}: the others can never stand
 * out, so they need no correction. The probability that anything at all stands out by chance is at most {@link #LEVEL}.
 */
public final class Contrast {
    /** The corrected p-value up to which a value stands out. */
    public static final double LEVEL = 0.01;

    private final long foreground;
    private final long background;
    private final long tested;

    /**
     * How many jobs have a value.
     *
     * @param foreground jobs of the foreground, 0 or more
     * @param background jobs of the background, 0 or more
     */
    public record Occurrence(long foreground, long background) {
        private long both() {
            return foreground + background;
        }
    }

    /**
     * A contrast over some values.
     *
     * @param foreground number of jobs, 1 or more
     * @param background number of other jobs, 1 or more
     * @param values every value that was looked at, also those that only the background has
     */
    public Contrast(long foreground, long background, Collection<Occurrence> values) {
        if (foreground < 1 || background < 1) {
            throw new IllegalArgumentException("a contrast of " + foreground + " jobs and " + background + " others");
        }
        this.foreground = foreground;
        this.background = background;
        this.tested = taronesNumber(values);
    }

    private long taronesNumber(Collection<Occurrence> values) {
        Map<Long, Long> byMargin = new HashMap<>();
        values.forEach(value -> byMargin.merge(value.both(), 1L, Long::sum));
        NavigableMap<Double, Long> byLeast = new TreeMap<>();
        long reachable = 0;
        for (Map.Entry<Long, Long> margin : byMargin.entrySet()) {
            double least = logLeast(margin.getKey());
            if (least <= logLevel(1)) {
                byLeast.merge(least, margin.getValue(), Long::sum);
                reachable += margin.getValue();
            }
        }
        if (reachable == 0) {
            return 0;
        }
        long number = 1;
        while (reachable > number) {
            number++;
            while (!byLeast.isEmpty() && byLeast.lastKey() > logLevel(number)) {
                reachable -= byLeast.pollLastEntry().getValue();
            }
        }
        return number;
    }

    private static double logLevel(long number) {
        return Math.log(LEVEL / number);
    }

    /** The logarithm of the least p-value that a value can have of which there are so many jobs. */
    private double logLeast(long both) {
        Hypergeometric chance = chance(both);
        return chance.logUpperTail(chance.most());
    }

    private Hypergeometric chance(long both) {
        return new Hypergeometric(foreground + background, both, foreground);
    }

    /** What each p-value is multiplied by: how many values could stand out. 0 when none could. */
    public long tested() {
        return tested;
    }

    /**
     * The natural logarithm of a value's corrected p-value, at most 0. It means something up to {@link #LEVEL}; above, it
     * only says that the value does not stand out.
     */
    public double logP(Occurrence value) {
        return Math.min(
                0, Math.log((double) Math.max(1, tested)) + chance(value.both()).logUpperTail(value.foreground()));
    }

    /** Whether a value is more frequent in the foreground than chance explains. */
    public boolean standsOut(Occurrence value) {
        return (double) value.foreground() * background > (double) value.background() * foreground
                && logLeast(value.both()) <= logLevel(Math.max(1, tested))
                && logP(value) <= Math.log(LEVEL);
    }
}
