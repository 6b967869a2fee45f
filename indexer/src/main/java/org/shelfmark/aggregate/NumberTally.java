package org.shelfmark.aggregate;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;

/**
 * Statistics of numbers: exact, except percentiles of more than {@link #EXACT_VALUES} values, or fewer where so asked for. Tallies made apart merge into
 * what one tally of all values would be; the order of values and merges changes nothing. Belongs to one thread.
 */
public final class NumberTally implements NumberSink {
    /**
     * Up to this many values percentiles are exact unless otherwise asked for; beyond, they have the error that {@link
     * #percentileError} tells.
     */
    public static final int EXACT_VALUES = 100_000;

    /** How far a percentile may be off that does not come from single values, in parts of it. */
    public static final double SKETCH_ERROR = QuantileSketch.RELATIVE_ERROR;

    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LONG_MIN = BigInteger.valueOf(Long.MIN_VALUE);

    /** More digits than a double has, so that rounding happens once. */
    private static final MathContext PRECISION = new MathContext(40);

    /** With sums of fractions. */
    private static final long OWN_BYTES = 2_000;

    private final ExactSum sum = new ExactSum();
    private final ExactSum squares = new ExactSum();
    private final NumberRange range = new NumberRange();
    private final int exactValues;
    private long longCount;
    private long doubleCount;
    private ExactValues values = new ExactValues();
    private @Nullable QuantileSketch sketch;

    /** A tally of no values, with exact percentiles for up to {@link #EXACT_VALUES}. */
    public NumberTally() {
        this(EXACT_VALUES);
    }

    /** A tally of no values, with exact percentiles for up to so many; merged only with others of that kind. */
    public NumberTally(int exactValues) {
        this.exactValues = exactValues;
    }

    /** A tally of no values, of the same kind. */
    NumberTally emptied() {
        return new NumberTally(exactValues);
    }

    /** About how much memory it takes. */
    long bytes() {
        return OWN_BYTES + values.bytes() + (sketch == null ? 0 : sketch.bytes());
    }

    /** Adds a value, exactly. */
    @Override
    public void add(long value) {
        sum.add(value);
        squares.addSquare(value);
        longCount++;
        range.add(value);
        if (sketch != null || count() > exactValues) {
            sketch().add((double) value);
        } else {
            values.add(value);
        }
    }

    /**
     * Adds a value; the negative zero counts as 0.
     *
     * @throws IllegalArgumentException if the value is not finite
     */
    @Override
    public void add(double value) {
        double plain = value + 0.0;
        sum.add(plain);
        squares.addSquare(plain);
        doubleCount++;
        range.add(plain);
        if (sketch != null || count() > exactValues) {
            sketch().add(plain);
        } else {
            values.add(plain);
        }
    }

    @Override
    public void addAll(long[] numbers, int size) {
        sum.addAll(numbers, size);
        squares.addSquares(numbers, size);
        longCount += size;
        range.addAll(numbers, size);
        if (sketch != null || count() > exactValues) {
            sketch().addAll(numbers, size);
        } else {
            values.addAll(numbers, size);
        }
    }

    /**
     * Adds a value several times.
     *
     * @param times 1 or more
     */
    public void add(long value, long times) {
        sum.add(value, times);
        squares.addSquare(value, times);
        longCount += times;
        range.add(value);
        if (sketch != null || count() > exactValues) {
            sketch().add((double) value, times);
        } else {
            for (long i = 0; i < times; i++) {
                values.add(value);
            }
        }
    }

    /**
     * Adds a value several times.
     *
     * @param times 1 or more
     * @return false where it is no number, or not a finite one
     */
    public boolean add(AttributeValue value, long times) {
        if (value instanceof IntegerValue integer) {
            add(integer.value(), times);
            return true;
        }
        if (!(value instanceof RealValue real) || !Double.isFinite(real.value())) {
            return false;
        }
        for (long i = 0; i < times; i++) {
            add(real.value());
        }
        return true;
    }

    /** Adds all that another tally, which stays as it is, was given. */
    public void merge(NumberTally other) {
        sum.merge(other.sum);
        squares.merge(other.squares);
        longCount += other.longCount;
        doubleCount += other.doubleCount;
        range.add(other.range);
        if (sketch != null || other.sketch != null || count() > exactValues) {
            QuantileSketch all = sketch();
            if (other.sketch == null) {
                other.values.addTo(all);
            } else {
                all.merge(other.sketch);
            }
        } else {
            values.addAll(other.values);
        }
    }

    /** Whether the values themselves are still known. */
    public boolean hasValues() {
        return sketch == null;
    }

    /**
     * Gives all values to a sink, in no order.
     *
     * @throws IllegalStateException where they are not known any more
     */
    public void giveTo(NumberSink sink) {
        if (sketch != null) {
            throw new IllegalStateException("a sketch has taken the place of the values");
        }
        values.giveTo(sink);
    }

    /**
     * Writes the tally. Of the single values only their buckets are written: percentiles of what is read back have the error
     * of {@link #percentileError}, everything else is as exact as before.
     */
    public void write(DataOutput out) throws IOException {
        out.writeVLong(longCount);
        out.writeVLong(doubleCount);
        if (count() == 0) {
            return;
        }
        range.write(out);
        SketchBuckets.Builder buckets = new SketchBuckets.Builder();
        if (sketch == null) {
            values.tell(buckets);
        } else {
            sketch.tell(buckets);
        }
        buckets.build(range).write(out);
        sum.write(out);
        squares.write(out);
    }

    /** Adds all that a tally was given which was written. */
    public void addFrom(DataInput in) throws IOException {
        long longs = in.readVLong();
        long doubles = in.readVLong();
        if (longs + doubles == 0) {
            return;
        }
        longCount += longs;
        doubleCount += doubles;
        NumberRange added = NumberRange.read(in);
        range.add(added);
        sketch().merge(SketchBuckets.read(in, added));
        sum.addFrom(in);
        squares.addFrom(in);
    }

    /** Whether a tally that was written was given longs only. */
    public static boolean isOfLongs(DataInput in) throws IOException {
        long unusedLongs = in.readVLong();
        return in.readVLong() == 0;
    }

    /** Values added. */
    public long count() {
        return longCount + doubleCount;
    }

    /** The least value, a Long if it was added as one, else a Double; empty without values. */
    public Optional<Number> min() {
        return range.least();
    }

    /** The greatest value, a Long if it was added as one, else a Double; empty without values. */
    public Optional<Number> max() {
        return range.greatest();
    }

    /**
     * The sum: a Long if all values were added as longs and it fits, else the nearest Double if there is one, else a
     * BigDecimal; empty without values.
     */
    public Optional<Number> sum() {
        if (count() == 0) {
            return Optional.empty();
        }
        BigDecimal exact = sum.value();
        if (doubleCount == 0) {
            BigInteger whole = exact.toBigIntegerExact();
            if (whole.compareTo(LONG_MIN) >= 0 && whole.compareTo(LONG_MAX) <= 0) {
                return Optional.of(whole.longValue());
            }
        }
        double nearest = exact.doubleValue();
        return Optional.of(Double.isFinite(nearest) ? (Number) nearest : (Number) exact);
    }

    /** The mean, from the exact sum; empty without values. */
    public OptionalDouble mean() {
        return count() == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(sum.value()
                        .divide(BigDecimal.valueOf(count()), PRECISION)
                        .doubleValue());
    }

    /**
     * The standard deviation of the values as a whole population (divided by their count, not by one less), from exact
     * sums: never negative, 0 for values that are all equal, empty without values.
     */
    public OptionalDouble standardDeviation() {
        if (count() == 0) {
            return OptionalDouble.empty();
        }
        BigDecimal exact = sum.value();
        BigDecimal spread =
                squares.value().multiply(BigDecimal.valueOf(count())).subtract(exact.multiply(exact));
        return OptionalDouble.of(spread.round(PRECISION)
                .sqrt(PRECISION)
                .divide(BigDecimal.valueOf(count()), PRECISION)
                .doubleValue());
    }

    /**
     * The percentile by nearest rank: the smallest value such that at least {@code percent} % of the values are not
     * greater; the least value for 0, the greatest for 100. One of the values added while these are few enough to be kept; beyond, a number within {@link #percentileError} of it. A Long where all values were added as longs.
     * Empty without values.
     *
     * @param percent from 0 to 100
     * @throws IllegalArgumentException if the percentile is none
     */
    public Optional<Number> percentile(double percent) {
        long count = count();
        long rank = NearestRank.of(percent, Math.max(1, count));
        if (count == 0) {
            return Optional.empty();
        }
        if (sketch == null) {
            return Optional.of(values.atRank(rank));
        }
        if (rank == 1 || rank == count) {
            return rank == 1 ? min() : max();
        }
        double found = sketch.atRank(rank);
        if (doubleCount > 0) {
            return Optional.of(found);
        }
        // among integers that no double holds, the sketch's own bounds are a little wide
        return Optional.of(range.clamp((long) found));
    }

    /** How far a percentile can be from the value that it stands for, in parts of that value: 0 while it is exact. */
    public double percentileError() {
        return sketch == null ? 0 : QuantileSketch.RELATIVE_ERROR;
    }

    /** The sketch of all values so far, which from now on takes the place of the values. */
    private QuantileSketch sketch() {
        if (sketch == null) {
            sketch = new QuantileSketch();
            values.addTo(sketch);
            values = new ExactValues();
        }
        return sketch;
    }
}
