package org.shelfmark.aggregate;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.shelfmark.classad.AttributeValue;

/**
 * Amounts of the jobs of one submission, kept one by one: 8 bytes for each. Those of archived jobs are kept together with
 * others that are about as great. Belongs to one thread.
 */
public final class AmountSeries {
    private static final int FIRST_CAPACITY = 16;

    private double[] singles = new double[FIRST_CAPACITY];
    private int singleCount;
    private final TreeMap<Double, Long> repeated = new TreeMap<>();
    private long count;
    private long missing;
    private final ExactSum sum = new ExactSum();
    private boolean sorted = true;
    /** In ascending order, once that is needed; and how many amounts are not greater. */
    private double[] amounts = {};

    private long[] ranks = {};

    /** Is told amounts. */
    @FunctionalInterface
    public interface Visitor {
        /** Several equal ones, or a single one. */
        void amount(double amount, long times);
    }

    /** The amount that a value is; NaN where it is none. */
    public static double of(AttributeValue value) {
        return SegmentAmounts.amount(value);
    }

    /** A moment as an amount; NaN where it is none. */
    public static double time(long seconds) {
        return seconds > 0 && seconds <= SegmentTimes.LAST ? (double) seconds : Double.NaN;
    }

    /** Takes an amount in; NaN is one that is missing. */
    void add(double amount) {
        if (Double.isNaN(amount)) {
            missing++;
            return;
        }
        if (singleCount == singles.length) {
            singles = Arrays.copyOf(singles, singleCount + (singleCount >> 1));
        }
        singles[singleCount++] = amount;
        count++;
        sum.add(amount);
        sorted = false;
    }

    /**
     * Takes amounts in that are about as great as one; {@link #addSum} tells what they sum up to.
     *
     * @param amount NaN where they are missing
     */
    public void addAbout(double amount, long times) {
        if (Double.isNaN(amount)) {
            missing += times;
        } else {
            repeated.merge(amount + 0.0, times, Long::sum);
            count += times;
            sorted = false;
        }
    }

    /** Says what amounts sum up to of which only is known how great they are about. */
    public void addSum(double amount) {
        sum.add(amount);
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    /** Jobs without one. */
    public long missing() {
        return missing;
    }

    /** Their mean, which does not depend on their order; NaN without any. */
    public double mean() {
        return sum.value().doubleValue() / count;
    }

    /** The smallest; NaN without any. */
    public double min() {
        return at(0);
    }

    /** The largest; NaN without any. */
    public double max() {
        return at(count - 1);
    }

    /**
     * The smallest amount that so many percent of all do not exceed; NaN without any.
     *
     * @param percent 1 to 100
     */
    public double percentile(int percent) {
        return count == 0 ? Double.NaN : at(NearestRank.of(percent, count) - 1);
    }

    /** How many are above a limit. */
    public long above(double limit) {
        long[] above = {0};
        forEach((amount, times) -> above[0] += amount > limit ? times : 0);
        return above[0];
    }

    /** The amount of this index in ascending order; NaN where there is none. */
    public double at(long index) {
        if (index < 0 || index >= count) {
            return Double.NaN;
        }
        sort();
        if (repeated.isEmpty()) {
            return singles[(int) index];
        }
        int place = Arrays.binarySearch(ranks, index + 1);
        return amounts[place < 0 ? -place - 1 : place];
    }

    /** Tells all in ascending order. */
    public void forEach(Visitor visitor) {
        sort();
        if (repeated.isEmpty()) {
            for (int i = 0; i < singleCount; i++) {
                visitor.amount(singles[i], 1);
            }
            return;
        }
        for (int i = 0; i < amounts.length; i++) {
            visitor.amount(amounts[i], i == 0 ? ranks[0] : ranks[i] - ranks[i - 1]);
        }
    }

    private void sort() {
        if (sorted) {
            return;
        }
        Arrays.sort(singles, 0, singleCount);
        sorted = true;
        if (!repeated.isEmpty()) {
            merge();
        }
    }

    private void merge() {
        amounts = new double[singleCount + repeated.size()];
        ranks = new long[amounts.length];
        int next = 0;
        int size = 0;
        long rank = 0;
        for (Map.Entry<Double, Long> several : repeated.entrySet()) {
            while (next < singleCount && singles[next] <= several.getKey()) {
                amounts[size] = singles[next++];
                ranks[size++] = ++rank;
            }
            rank += several.getValue();
            amounts[size] = several.getKey();
            ranks[size++] = rank;
        }
        while (next < singleCount) {
            amounts[size] = singles[next++];
            ranks[size++] = ++rank;
        }
    }
}
