package org.shelfmark.rollup;

import java.io.IOException;
import java.util.Comparator;
import org.apache.lucene.store.DataInput;
import org.shelfmark.aggregate.NumberRange;
import org.shelfmark.aggregate.NumberSink;
import org.shelfmark.aggregate.NumberTally;
import org.shelfmark.aggregate.SketchBuckets;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.query.Spread;

/** Reads what a {@link NumberSpread} wrote. */
final class StoredNumbers {
    /** Numbers by their nearest doubles; of equal ones integers first, then by themselves. */
    static final Comparator<AttributeValue> ASCENDING = Comparator.comparingDouble(StoredNumbers::asDouble)
            .thenComparing(value -> value instanceof RealValue)
            .thenComparingLong(value -> value instanceof IntegerValue integer ? integer.value() : 0);

    /** From here on a double may stand for several integers. */
    private static final double LARGEST_PLAIN = 0x1p52;

    private StoredNumbers() {}

    /**
     * Counts by interval.
     *
     * @param width of the intervals; 0 where there are none
     * @param numbers an interval begins at its number times the width; ascending
     */
    record Bins(long width, long[] numbers, long[] counts) {}

    static Bins bins(DataInput in) throws IOException {
        long width = in.readVLong();
        int size = width == 0 ? 0 : in.readVInt();
        long[] numbers = new long[size];
        long[] counts = new long[size];
        long number = 0;
        for (int i = 0; i < size; i++) {
            number += in.readZLong();
            numbers[i] = number;
            counts[i] = in.readVLong();
        }
        return new Bins(width, numbers, counts);
    }

    /** Adds all numbers to a tally; false where they are not known. */
    static boolean addTo(NumberTally into, DataInput in) throws IOException {
        byte form = in.readByte();
        if (form == NumberSpread.UNKNOWN) {
            return false;
        }
        long unusedOthers = in.readVLong();
        if (form == NumberSpread.SINGLE_NUMBERS) {
            giveTo(into, in);
        } else {
            Bins unusedBins = bins(in);
            into.addFrom(in);
        }
        return true;
    }

    /** Widens a range by the numbers; false where they are not known. */
    static boolean addTo(NumberRange range, DataInput in) throws IOException {
        byte form = in.readByte();
        if (form == NumberSpread.UNKNOWN) {
            return false;
        }
        long unusedOthers = in.readVLong();
        if (form == NumberSpread.SINGLE_NUMBERS) {
            giveTo(range, in);
        } else {
            Bins unusedBins = bins(in);
            range.addOfTally(in);
        }
        return true;
    }

    /** Whether all numbers are known to be integers. */
    static boolean areIntegers(DataInput in) throws IOException {
        byte form = in.readByte();
        if (form == NumberSpread.UNKNOWN) {
            return false;
        }
        long unusedOthers = in.readVLong();
        if (form == NumberSpread.SINGLE_NUMBERS) {
            for (AttributeValue number : singleNumbers(in)) {
                if (!(number instanceof IntegerValue)) {
                    return false;
                }
            }
            return true;
        }
        Bins unusedBins = bins(in);
        return NumberTally.isOfLongs(in);
    }

    /** Gives numbers that were written one by one to a sink. */
    static void giveTo(NumberSink sink, DataInput in) throws IOException {
        for (AttributeValue number : singleNumbers(in)) {
            if (number instanceof IntegerValue integer) {
                sink.add(integer.value());
            } else {
                sink.add(asDouble(number));
            }
        }
    }

    private static AttributeValue[] singleNumbers(DataInput in) throws IOException {
        AttributeValue[] numbers = new AttributeValue[in.readVInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = ValueBytes.read(in);
        }
        return numbers;
    }

    private static double asDouble(AttributeValue number) {
        return switch (number) {
            case IntegerValue integer -> (double) integer.value();
            case RealValue real -> real.value();
            default -> throw new IllegalArgumentException("'" + number + "' is no number");
        };
    }

    /** What is known of the numbers: themselves where they are few, else by interval, else by the buckets of the sketch. */
    static Spread spread(DataInput in) throws IOException {
        byte form = in.readByte();
        if (form == NumberSpread.UNKNOWN) {
            return Spread.Unknown.INSTANCE;
        }
        long others = in.readVLong();
        if (form == NumberSpread.SINGLE_NUMBERS) {
            return ofNumbers(singleNumbers(in), others);
        }
        Bins bins = bins(in);
        SketchBuckets buckets = SketchBuckets.ofTally(in);
        return bins.width() == 0 ? ofBuckets(buckets, others) : ofBins(bins, buckets, others);
    }

    private static Spread ofNumbers(AttributeValue[] numbers, long others) {
        double[] least = new double[numbers.length];
        double[] greatest = new double[numbers.length];
        long[] counts = new long[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            double nearest = asDouble(numbers[i]);
            boolean rounded = numbers[i] instanceof IntegerValue && Math.abs(nearest) >= LARGEST_PLAIN;
            least[i] = rounded ? Math.nextDown(nearest) : nearest;
            greatest[i] = rounded ? Math.nextUp(nearest) : nearest;
            counts[i] = 1;
        }
        return new Spread.Numbers(least, greatest, counts, others);
    }

    private static Spread ofBins(Bins bins, SketchBuckets buckets, long others) {
        int size = bins.numbers().length;
        double[] least = new double[size];
        double[] greatest = new double[size];
        for (int i = 0; i < size; i++) {
            least[i] = below((double) bins.numbers()[i] * bins.width());
            greatest[i] = above((bins.numbers()[i] + 1.0) * bins.width());
        }
        if (size > 0) {
            least[0] = Math.max(least[0], buckets.least(0));
            greatest[size - 1] = Math.min(greatest[size - 1], buckets.greatest(buckets.size() - 1));
        }
        return new Spread.Numbers(least, greatest, bins.counts(), others);
    }

    /** Doubles do not tell the largest integers apart: there an interval is a little wider. */
    private static double below(double edge) {
        return Math.abs(edge) < LARGEST_PLAIN ? edge : Math.nextDown(Math.nextDown(edge));
    }

    private static double above(double edge) {
        return Math.abs(edge) < LARGEST_PLAIN ? Math.nextDown(edge) : Math.nextUp(Math.nextUp(edge));
    }

    private static Spread ofBuckets(SketchBuckets buckets, long others) {
        int size = buckets.size();
        double[] least = new double[size];
        double[] greatest = new double[size];
        long[] counts = new long[size];
        for (int i = 0; i < size; i++) {
            least[i] = buckets.least(i);
            greatest[i] = buckets.greatest(i);
            counts[i] = buckets.count(i);
        }
        return new Spread.Numbers(least, greatest, counts, others);
    }
}
