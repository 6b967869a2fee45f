package org.shelfmark.aggregate;

import java.util.Arrays;

/** Numbers kept one by one, in memory proportional to their count. Belongs to one thread. */
final class ExactValues {
    private static final int FIRST_CAPACITY = 4;

    private long[] longs = {};
    private int longCount;
    private double[] doubles = {};
    private int doubleCount;
    private boolean sorted = true;

    void add(long value) {
        if (longCount == longs.length) {
            longs = Arrays.copyOf(longs, grown(longCount));
        }
        longs[longCount++] = value;
        sorted = false;
    }

    void addAll(long[] numbers, int size) {
        if (longCount + size > longs.length) {
            longs = Arrays.copyOf(longs, Math.max(longCount + size, grown(longCount)));
        }
        System.arraycopy(numbers, 0, longs, longCount, size);
        longCount += size;
        sorted = false;
    }

    /** @param value finite, and not the negative zero */
    void add(double value) {
        if (doubleCount == doubles.length) {
            doubles = Arrays.copyOf(doubles, grown(doubleCount));
        }
        doubles[doubleCount++] = value;
        sorted = false;
    }

    /** About how much memory they take. */
    long bytes() {
        return (long) Long.BYTES * (longs.length + doubles.length);
    }

    void addAll(ExactValues other) {
        for (int i = 0; i < other.longCount; i++) {
            add(other.longs[i]);
        }
        for (int i = 0; i < other.doubleCount; i++) {
            add(other.doubles[i]);
        }
    }

    void addTo(QuantileSketch sketch) {
        for (int i = 0; i < longCount; i++) {
            sketch.add((double) longs[i]);
        }
        for (int i = 0; i < doubleCount; i++) {
            sketch.add(doubles[i]);
        }
    }

    /** Gives all values to a sink, in no order. */
    void giveTo(NumberSink sink) {
        for (int i = 0; i < longCount; i++) {
            sink.add(longs[i]);
        }
        for (int i = 0; i < doubleCount; i++) {
            sink.add(doubles[i]);
        }
    }

    /** Tells the buckets that a sketch would count the values in, in ascending order of the values. */
    void tell(SketchBuckets.Builder to) {
        double[] all = new double[longCount + doubleCount];
        for (int i = 0; i < longCount; i++) {
            all[i] = (double) longs[i];
        }
        System.arraycopy(doubles, 0, all, longCount, doubleCount);
        Arrays.sort(all);
        for (double value : all) {
            if (value == 0) {
                to.addZeros(1);
            } else {
                to.add(value < 0, QuantileSketch.bucket(Math.abs(value)), 1);
            }
        }
    }

    /**
     * The value of this rank in ascending order, a Long or a Double.
     *
     * @param rank from 1 to the count of values
     */
    Number atRank(long rank) {
        sort();
        // the number of longs among the first values: found by halving, as the two arrays would be merged
        int low = (int) Math.max(0, rank - doubleCount);
        int high = (int) Math.min(rank, longCount);
        while (low < high) {
            int taken = (low + high) >>> 1;
            if (NumberOrder.compare(longs[taken], doubles[(int) rank - taken - 1]) <= 0) {
                low = taken + 1;
            } else {
                high = taken;
            }
        }
        int before = (int) rank - low;
        if (low == 0) {
            return doubles[before - 1];
        }
        if (before == 0) {
            return longs[low - 1];
        }
        return NumberOrder.compare(longs[low - 1], doubles[before - 1]) > 0
                ? (Number) longs[low - 1]
                : (Number) doubles[before - 1];
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(longs, 0, longCount);
            Arrays.sort(doubles, 0, doubleCount);
            sorted = true;
        }
    }

    private static int grown(int capacity) {
        return Math.max(FIRST_CAPACITY, capacity + (capacity >> 1));
    }
}
