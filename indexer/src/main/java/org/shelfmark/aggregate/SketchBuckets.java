package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.apache.lucene.util.ArrayUtil;

/**
 * How many numbers lie in which bucket of a {@link QuantileSketch}, in ascending order of the numbers: what a sketch is on
 * disk, where most buckets are empty.
 */
public final class SketchBuckets {
    private static final int ZERO = 0;

    /** 1 + bucket of a positive number, minus that of a negative one, 0 for zero. */
    private final int[] codes;

    private final long[] counts;
    private final double min;
    private final double max;

    private SketchBuckets(int[] codes, long[] counts, double min, double max) {
        this.codes = codes;
        this.counts = counts;
        this.min = min;
        this.max = max;
    }

    /** Collects buckets in ascending order of the numbers. */
    static final class Builder {
        private int[] codes = new int[16];
        private long[] counts = new long[16];
        private int size;

        void addZeros(long count) {
            add(ZERO, count);
        }

        void add(boolean isNegative, int bucket, long count) {
            add(isNegative ? -bucket - 1 : bucket + 1, count);
        }

        private void add(int code, long count) {
            if (size > 0 && codes[size - 1] == code) {
                counts[size - 1] += count;
                return;
            }
            codes = ArrayUtil.grow(codes, size + 1);
            counts = ArrayUtil.grow(counts, size + 1);
            codes[size] = code;
            counts[size++] = count;
        }

        SketchBuckets build(NumberRange range) {
            return new SketchBuckets(
                    ArrayUtil.copyOfSubArray(codes, 0, size),
                    ArrayUtil.copyOfSubArray(counts, 0, size),
                    least(range),
                    greatest(range));
        }
    }

    private static double least(NumberRange range) {
        return range.least().orElseThrow().doubleValue();
    }

    private static double greatest(NumberRange range) {
        return range.greatest().orElseThrow().doubleValue();
    }

    /** Reads the buckets of a tally that was written, and nothing else of it; none where it has no numbers. */
    public static SketchBuckets ofTally(DataInput in) throws IOException {
        return in.readVLong() + in.readVLong() == 0
                ? new SketchBuckets(new int[0], new long[0], Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
                : read(in, NumberRange.read(in));
    }

    static SketchBuckets read(DataInput in, NumberRange range) throws IOException {
        int size = in.readVInt();
        int[] codes = new int[size];
        long[] counts = new long[size];
        int code = 0;
        for (int i = 0; i < size; i++) {
            code = i == 0 ? in.readZInt() : code + in.readVInt();
            codes[i] = code;
            counts[i] = in.readVLong();
        }
        return new SketchBuckets(codes, counts, least(range), greatest(range));
    }

    void write(DataOutput out) throws IOException {
        out.writeVInt(codes.length);
        for (int i = 0; i < codes.length; i++) {
            if (i == 0) {
                out.writeZInt(codes[0]);
            } else {
                out.writeVInt(codes[i] - codes[i - 1]);
            }
            out.writeVLong(counts[i]);
        }
    }

    /** How many buckets have numbers. */
    public int size() {
        return codes.length;
    }

    /** How many numbers a bucket has, at least 1. */
    public long count(int place) {
        return counts[place];
    }

    /** No number of a bucket is less. */
    public double least(int place) {
        double bound = isZero(place) ? 0 : isNegative(place) ? -above(bucket(place)) : below(bucket(place));
        return Math.max(min, bound);
    }

    /** No number of a bucket is greater. */
    public double greatest(int place) {
        double bound = isZero(place) ? 0 : isNegative(place) ? -below(bucket(place)) : above(bucket(place));
        return Math.min(max, bound);
    }

    /** The doubles of great integers, and of the smallest numbers, are rounded before they come into a bucket. */
    private static double below(int bucket) {
        double least = QuantileSketch.leastOf(bucket);
        return isRounded(least) ? Math.nextDown(least) : least;
    }

    private static double above(int bucket) {
        double next = QuantileSketch.leastOf(bucket + 1);
        return isRounded(next) ? Math.nextUp(next) : Math.nextDown(next);
    }

    private static boolean isRounded(double bound) {
        return bound > 0x1p53 || bound < 2 * Double.MIN_NORMAL;
    }

    boolean isZero(int place) {
        return codes[place] == ZERO;
    }

    boolean isNegative(int place) {
        return codes[place] < ZERO;
    }

    int bucket(int place) {
        return Math.abs(codes[place]) - 1;
    }

    double min() {
        return min;
    }

    double max() {
        return max;
    }
}
