package org.shelfmark.aggregate;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Percentiles of any number of finite doubles, each within {@link #RELATIVE_ERROR} of a true value, in bounded memory.
 * Belongs to one thread.
 *
 * <p>As in DDSketch, a value is only counted in the bucket of its magnitude, and a bucket's bounds are a fixed ratio apart:
 * so the error has a guaranteed bound for any distribution, two sketches merge by adding counts, and neither the order of
 * values nor of merges changes an answer. The ratio is approximated by 128 equally wide buckets for each power of two,
 * which are found from the bits of a double without a logarithm.
 *
 * <p>Memory: 1 KiB for each power of two that occurs and sign, and 10 KiB for each sign; at most 4.5 MB when every power of
 * two that a double can have occurs. Run times from a second to a year take 40 KiB.
 */
final class QuantileSketch {
    /**
     * The most that an answer differs from the value of its rank, in parts of that value: half a bucket, 1/256, and the
     * rounding of integers beyond 2^53.
     */
    static final double RELATIVE_ERROR = 0.004;

    private final Side positive = new Side();
    private final Side negative = new Side();
    private long zeros;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    /** @throws IllegalArgumentException if the value is not finite */
    void add(double value) {
        add(value, 1);
    }

    /** Adds a value several times. */
    void add(double value, long times) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("cannot add " + value + "; accepted: finite numbers");
        }
        if (value > 0) {
            positive.add(value, times);
        } else if (value < 0) {
            negative.add(-value, times);
        } else {
            zeros += times;
        }
        min = Math.min(min, value);
        max = Math.max(max, value);
    }

    /** Adds integers. */
    void addAll(long[] numbers, int size) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int i = 0; i < size; i++) {
            long number = numbers[i];
            if (number > 0) {
                positive.add((double) number, 1);
            } else if (number < 0) {
                negative.add(-(double) number, 1);
            } else {
                zeros++;
            }
            least = Math.min(least, number);
            greatest = Math.max(greatest, number);
        }
        if (size > 0) {
            min = Math.min(min, (double) least);
            max = Math.max(max, (double) greatest);
        }
    }

    /** Adds all that was counted by buckets. */
    void merge(SketchBuckets others) {
        for (int i = 0; i < others.size(); i++) {
            Side side = others.isNegative(i) ? negative : positive;
            if (others.isZero(i)) {
                zeros += others.count(i);
            } else {
                side.add(others.bucket(i), others.count(i));
            }
        }
        min = Math.min(min, others.min());
        max = Math.max(max, others.max());
    }

    /** Tells the buckets of all values, in ascending order of the values. */
    void tell(SketchBuckets.Builder to) {
        negative.tell(true, to);
        if (zeros > 0) {
            to.addZeros(zeros);
        }
        positive.tell(false, to);
    }

    /** The bucket of a magnitude. */
    static int bucket(double magnitude) {
        return Side.bucket(magnitude);
    }

    /** The smallest magnitude of a bucket, or a little less. */
    static double leastOf(int bucket) {
        return Side.leastOf(bucket);
    }

    /** Adds all that another sketch counted; nothing is lost. */
    void merge(QuantileSketch other) {
        positive.merge(other.positive);
        negative.merge(other.negative);
        zeros += other.zeros;
        min = Math.min(min, other.min);
        max = Math.max(max, other.max);
    }

    /** About how much memory it takes. */
    long bytes() {
        return positive.bytes() + negative.bytes();
    }

    /** Values added. */
    long count() {
        return negative.count + zeros + positive.count;
    }

    /**
     * A number within {@link #RELATIVE_ERROR} of the value of the {@link NearestRank nearest rank}; the least and the
     * greatest value are exact. Empty without values.
     *
     * @param percent from 0 to 100
     * @throws IllegalArgumentException if the percentile is none
     */
    OptionalDouble percentile(double percent) {
        return count() == 0 ? OptionalDouble.empty() : OptionalDouble.of(atRank(NearestRank.of(percent, count())));
    }

    /** @param rank from 1 to the count */
    double atRank(long rank) {
        if (rank == 1) {
            return min;
        }
        if (rank == count()) {
            return max;
        }
        double value;
        if (rank <= negative.count) {
            value = -negative.atRank(negative.count - rank + 1);
        } else if (rank <= negative.count + zeros) {
            value = 0;
        } else {
            value = positive.atRank(rank - negative.count - zeros);
        }
        return Math.clamp(value, min, max);
    }

    /** The values of one sign by their magnitude. */
    private static final class Side {
        private static final int BUCKET_BITS = 7;
        private static final int BUCKETS = 1 << BUCKET_BITS;
        private static final int SHIFT = 52 - BUCKET_BITS;

        /** Subnormal doubles are made normal by 54 powers of two, so that their buckets have the same ratio. */
        private static final double NORMALISING = 0x1p54;

        private static final int NORMALISING_POWERS = 54;

        /** Of the smallest double, made normal: the first power of two. */
        private static final int FIRST_EXPONENT = 3;

        private static final int POWERS = 2047 + NORMALISING_POWERS - FIRST_EXPONENT;

        private long[] @Nullable [] powers = {};
        private long count;

        void add(double magnitude, long times) {
            add(bucket(magnitude), times);
        }

        void add(int bucket, long values) {
            power(bucket >>> BUCKET_BITS)[bucket & (BUCKETS - 1)] += values;
            count += values;
        }

        static int bucket(double magnitude) {
            return magnitude >= Double.MIN_NORMAL
                    ? index(magnitude) + NORMALISING_POWERS * BUCKETS
                    : index(magnitude * NORMALISING);
        }

        static double leastOf(int bucket) {
            int normalBucket = bucket - NORMALISING_POWERS * BUCKETS + FIRST_EXPONENT * BUCKETS;
            return normalBucket >= BUCKETS
                    ? Double.longBitsToDouble((long) normalBucket << SHIFT)
                    : Double.longBitsToDouble((long) (bucket + FIRST_EXPONENT * BUCKETS) << SHIFT) / NORMALISING;
        }

        void tell(boolean isNegative, SketchBuckets.Builder to) {
            for (int i = 0; i < powers.length; i++) {
                int power = isNegative ? powers.length - 1 - i : i;
                long[] counts = powers[power];
                for (int j = 0; counts != null && j < BUCKETS; j++) {
                    int bucket = isNegative ? BUCKETS - 1 - j : j;
                    if (counts[bucket] > 0) {
                        to.add(isNegative, (power << BUCKET_BITS) + bucket, counts[bucket]);
                    }
                }
            }
        }

        void merge(Side other) {
            for (int power = 0; power < other.powers.length; power++) {
                long[] added = other.powers[power];
                if (added != null) {
                    long[] counts = power(power);
                    for (int bucket = 0; bucket < BUCKETS; bucket++) {
                        counts[bucket] += added[bucket];
                    }
                }
            }
            count += other.count;
        }

        long bytes() {
            long bytes = (long) Long.BYTES * powers.length;
            for (long[] counts : powers) {
                bytes += counts == null ? 0 : (long) Long.BYTES * BUCKETS;
            }
            return bytes;
        }

        double atRank(long rank) {
            long before = 0;
            for (int power = 0; power < powers.length; power++) {
                long[] counts = powers[power];
                for (int bucket = 0; counts != null && bucket < BUCKETS; bucket++) {
                    before += counts[bucket];
                    if (before >= rank) {
                        return middle((power << BUCKET_BITS) + bucket);
                    }
                }
            }
            throw new IllegalArgumentException("rank " + rank + " of " + count);
        }

        private long[] power(int power) {
            if (powers.length == 0) {
                powers = new long[POWERS][];
            }
            long[] counts = powers[power];
            if (counts == null) {
                counts = new long[BUCKETS];
                powers[power] = counts;
            }
            return counts;
        }

        private static int index(double normal) {
            return (int) (Double.doubleToRawLongBits(normal) >>> SHIFT) - FIRST_EXPONENT * BUCKETS;
        }

        private static double middle(int bucket) {
            int normalBucket = bucket - NORMALISING_POWERS * BUCKETS + FIRST_EXPONENT * BUCKETS;
            if (normalBucket >= BUCKETS) {
                return middleOf(normalBucket);
            }
            double scaled = middleOf(bucket + FIRST_EXPONENT * BUCKETS);
            double middle = scaled / NORMALISING;
            // few subnormal doubles share a bucket: only rounding down stays within the error
            return middle * NORMALISING > scaled ? Math.nextDown(middle) : middle;
        }

        private static double middleOf(int bits) {
            return Double.longBitsToDouble(((long) bits << SHIFT) + (1L << (SHIFT - 1)));
        }
    }
}
