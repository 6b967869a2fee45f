package org.shelfmark.aggregate;

import java.util.Arrays;

/** Amounts of the jobs of one submission, kept one by one: 8 bytes for each. Belongs to one thread. */
public final class AmountSeries {
    private static final int FIRST_CAPACITY = 16;

    private double[] amounts = new double[FIRST_CAPACITY];
    private int count;
    private long missing;
    private final ExactSum sum = new ExactSum();
    private boolean sorted = true;

    /** Takes an amount in; NaN is one that is missing. */
    void add(double amount) {
        if (Double.isNaN(amount)) {
            missing++;
            return;
        }
        if (count == amounts.length) {
            amounts = Arrays.copyOf(amounts, count + (count >> 1));
        }
        amounts[count++] = amount;
        sum.add(amount);
        sorted = false;
    }

    /** How many there are. */
    public int count() {
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
        return count == 0 ? Double.NaN : at((int) NearestRank.of(percent, count) - 1);
    }

    /** How many are above a limit. */
    public int above(double limit) {
        sort();
        int above = 0;
        while (above < count && amounts[count - 1 - above] > limit) {
            above++;
        }
        return above;
    }

    /** The amount of this index in ascending order; NaN where there is none. */
    public double at(int index) {
        sort();
        return index >= 0 && index < count ? amounts[index] : Double.NaN;
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(amounts, 0, count);
            sorted = true;
        }
    }
}
