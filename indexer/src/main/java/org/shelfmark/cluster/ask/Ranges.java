package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.Bins;
import org.shelfmark.aggregate.FixedBins;
import org.shelfmark.aggregate.LogBins;
import org.shelfmark.aggregate.TimeBins;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;

/**
 * Intervals as ranges of doubles. A range begins at the least number whose interval has the same key or a higher one, as the
 * intervals themselves tell, so a number lies in a range exactly if it lies in the interval.
 */
final class Ranges {
    /** An edge is written with fewer digits than the number next to it has, but never by more than a few numbers. */
    private static final int MOST_STEPS = 64;

    private final List<Range> all;

    private Ranges(List<Range> all) {
        this.all = List.copyOf(all);
    }

    /**
     * One range.
     *
     * @param key of its interval
     * @param from the least number
     * @param to the least number that is too great; null where none is
     */
    record Range(long key, double from, @Nullable Double to) {
        void addTo(ObjectNode range) {
            range.put("from", from);
            if (to != null) {
                range.put("to", to);
            }
        }
    }

    List<Range> all() {
        return all;
    }

    /** The ranges from the least number to the greatest; empty where there are too many, or doubles do not tell them apart. */
    static Optional<Ranges> between(Bins bins, AttributeValue least, AttributeValue greatest) {
        boolean areIntegers = least instanceof IntegerValue;
        double low = number(least);
        double high = number(greatest);
        if (areIntegers && !(Bounds.isExact(low) && Bounds.isExact(high))) {
            return Optional.empty();
        }
        long lowest = key(bins, areIntegers, low);
        long highest = key(bins, areIntegers, high);
        if (bins.count(lowest, highest) > Bins.MAX_BINS) {
            return Optional.empty();
        }
        long[] keys = keys(bins, lowest, highest);
        List<Range> ranges = new ArrayList<>();
        double from = low;
        for (int i = 0; i < keys.length; i++) {
            if (i + 1 == keys.length) {
                ranges.add(new Range(keys[i], from, null));
            } else {
                Optional<Double> next = least(bins, areIntegers, keys[i + 1]);
                if (next.isEmpty()) {
                    return Optional.empty();
                }
                // an interval between two neighbouring numbers has none
                if (next.get() > from) {
                    ranges.add(new Range(keys[i], from, next.get()));
                    from = next.get();
                }
            }
        }
        return Optional.of(new Ranges(ranges));
    }

    private static double number(AttributeValue value) {
        return switch (value) {
            case IntegerValue integer -> integer.value();
            case RealValue real -> real.value();
            default -> throw new IllegalArgumentException("no number: " + value);
        };
    }

    private static long[] keys(Bins bins, long lowest, long highest) {
        return switch (bins) {
            case TimeBins times -> times.keys(new TreeSet<>(List.of(lowest, highest)));
            case FixedBins fixed -> LongStream.rangeClosed(lowest, highest).toArray();
            case LogBins logarithmic -> LongStream.rangeClosed(lowest, highest).toArray();
        };
    }

    private static long key(Bins bins, boolean areIntegers, double number) {
        return areIntegers ? bins.key((long) number) : bins.key(number);
    }

    /** The least number whose interval has a key or a higher one. */
    private static Optional<Double> least(Bins bins, boolean areIntegers, long key) {
        double edge = bins.from(key).doubleValue();
        double number = areIntegers ? Math.rint(edge) : edge;
        for (int steps = 0; steps < MOST_STEPS; steps++) {
            double before = areIntegers ? number - 1 : Math.nextDown(number);
            if (!Double.isFinite(number) || (areIntegers && !Bounds.isExact(before))) {
                return Optional.empty();
            }
            if (key(bins, areIntegers, number) < key) {
                number = areIntegers ? number + 1 : Math.nextUp(number);
            } else if (Double.isFinite(before) && key(bins, areIntegers, before) >= key) {
                number = before;
            } else {
                return Optional.of(number);
            }
        }
        return Optional.empty();
    }
}
