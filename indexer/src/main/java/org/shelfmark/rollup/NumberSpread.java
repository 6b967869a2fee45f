package org.shelfmark.rollup;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.shelfmark.aggregate.NumberTally;
import org.shelfmark.aggregate.SketchBuckets;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.query.Spread;

/** The numbers of a column of the jobs of one row: a tally, and where asked for counts by interval. */
final class NumberSpread {
    /** Fewer values are kept one by one while a summary is made, which is all that becomes a sketch on disk anyway. */
    private static final int EXACT_VALUES = 100_000;

    private final long width;
    private final NumberTally tally = new NumberTally(EXACT_VALUES);
    private final TreeMap<Long, Long> bins = new TreeMap<>();
    private long others;
    private boolean isUnknown;

    /** @param width of the intervals; 0 for none */
    NumberSpread(long width) {
        this.width = width;
    }

    void add(AttributeValue value) {
        switch (value) {
            case AttributeValue.Undefined none -> {}
            case IntegerValue integer -> {
                tally.add(integer.value());
                bin(Math.floorDiv(integer.value(), Math.max(1, width)));
            }
            case RealValue real -> {
                if (Double.isFinite(real.value())) {
                    tally.add(real.value());
                    bin((long) Math.floor(real.value() / Math.max(1, width)));
                } else {
                    others++;
                }
            }
            default -> others++;
        }
    }

    private void bin(long number) {
        if (width > 0) {
            bins.merge(number, 1L, Long::sum);
        }
    }

    void forget() {
        isUnknown = true;
    }

    void write(DataOutput out) throws IOException {
        out.writeByte((byte) (isUnknown ? 0 : 1));
        if (isUnknown) {
            return;
        }
        out.writeVLong(others);
        out.writeVLong(width);
        if (width > 0) {
            out.writeVInt(bins.size());
            long before = 0;
            for (Map.Entry<Long, Long> bin : bins.entrySet()) {
                out.writeZLong(bin.getKey() - before);
                out.writeVLong(bin.getValue());
                before = bin.getKey();
            }
        }
        tally.write(out);
    }

    /** Takes in what was written. */
    void addFrom(DataInput in) throws IOException {
        if (in.readByte() == 0) {
            isUnknown = true;
            return;
        }
        others += in.readVLong();
        if (in.readVLong() > 0) {
            int size = in.readVInt();
            long number = 0;
            for (int i = 0; i < size; i++) {
                number += in.readZLong();
                bins.merge(number, in.readVLong(), Long::sum);
            }
        }
        tally.addFrom(in);
    }

    /** Adds the numbers that were written to a tally; false where they are not known. */
    static boolean addTo(NumberTally into, DataInput in) throws IOException {
        if (in.readByte() == 0) {
            return false;
        }
        in.readVLong();
        skipBins(in);
        into.addFrom(in);
        return true;
    }

    private static void skipBins(DataInput in) throws IOException {
        if (in.readVLong() > 0) {
            int size = in.readVInt();
            for (int i = 0; i < size; i++) {
                in.readZLong();
                in.readVLong();
            }
        }
    }

    /** What is known of the numbers that were written: by their intervals, else by the buckets of the sketch. */
    static Spread read(DataInput in) throws IOException {
        if (in.readByte() == 0) {
            return Spread.Unknown.INSTANCE;
        }
        long others = in.readVLong();
        long width = in.readVLong();
        if (width == 0) {
            return ofBuckets(SketchBuckets.ofTally(in), others);
        }
        int size = in.readVInt();
        double[] least = new double[size];
        double[] greatest = new double[size];
        long[] counts = new long[size];
        long number = 0;
        for (int i = 0; i < size; i++) {
            number += in.readZLong();
            least[i] = below((double) number * width);
            greatest[i] = above((number + 1.0) * width);
            counts[i] = in.readVLong();
        }
        SketchBuckets buckets = SketchBuckets.ofTally(in);
        if (size > 0) {
            least[0] = Math.max(least[0], buckets.least(0));
            greatest[size - 1] = Math.min(greatest[size - 1], buckets.greatest(buckets.size() - 1));
        }
        return new Spread.Numbers(least, greatest, counts, others);
    }

    /** Doubles do not tell the largest integers apart: there an interval is a little wider. */
    private static double below(double edge) {
        return Math.abs(edge) < 0x1p52 ? edge : Math.nextDown(Math.nextDown(edge));
    }

    private static double above(double edge) {
        return Math.abs(edge) < 0x1p52 ? Math.nextDown(edge) : Math.nextUp(Math.nextUp(edge));
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
