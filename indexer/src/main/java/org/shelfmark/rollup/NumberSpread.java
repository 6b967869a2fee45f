package org.shelfmark.rollup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.shelfmark.aggregate.NumberSink;
import org.shelfmark.aggregate.NumberTally;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;

/**
 * The numbers of a column of the jobs of one row, while a summary is made. {@link StoredNumbers} reads what it writes: a byte
 * that says in which form, then nothing; or the jobs with other values and the few numbers themselves; or those jobs, the
 * counts by interval and the tally.
 */
final class NumberSpread implements NumberSink {
    /** Up to so many numbers are written one by one, which takes less room than what they add up to. */
    static final int FEW = 8;

    static final byte UNKNOWN = 0;
    static final byte SINGLE_NUMBERS = 1;
    static final byte TALLY = 2;

    private final long width;
    private final NumberTally tally = new NumberTally();
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
            case IntegerValue integer -> add(integer.value());
            case RealValue real -> {
                if (Double.isFinite(real.value())) {
                    add(real.value());
                } else {
                    others++;
                }
            }
            default -> others++;
        }
    }

    @Override
    public void add(long number) {
        tally.add(number);
        bin(Math.floorDiv(number, Math.max(1, width)));
    }

    @Override
    public void add(double number) {
        tally.add(number);
        bin((long) Math.floor(number / Math.max(1, width)));
    }

    private void bin(long number) {
        if (width > 0) {
            bins.merge(number, 1L, Long::sum);
        }
    }

    /** From now on nothing is known. */
    void forget() {
        isUnknown = true;
    }

    void write(DataOutput out) throws IOException {
        if (isUnknown) {
            out.writeByte(UNKNOWN);
        } else if (tally.hasValues() && tally.count() <= FEW) {
            out.writeByte(SINGLE_NUMBERS);
            out.writeVLong(others);
            writeNumbers(out);
        } else {
            out.writeByte(TALLY);
            out.writeVLong(others);
            writeBins(out);
            tally.write(out);
        }
    }

    private void writeNumbers(DataOutput out) throws IOException {
        List<AttributeValue> numbers = new ArrayList<>();
        tally.giveTo(new NumberSink() {
            @Override
            public void add(long number) {
                numbers.add(new IntegerValue(number));
            }

            @Override
            public void add(double number) {
                numbers.add(new RealValue(number));
            }
        });
        // the same bytes, whichever job was taken in first
        numbers.sort(StoredNumbers.ASCENDING);
        out.writeVInt(numbers.size());
        for (AttributeValue number : numbers) {
            ValueBytes.write(out, number);
        }
    }

    private void writeBins(DataOutput out) throws IOException {
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
    }

    /** Takes in what was written. */
    void addFrom(DataInput in) throws IOException {
        byte form = in.readByte();
        if (form == UNKNOWN) {
            isUnknown = true;
            return;
        }
        others += in.readVLong();
        if (form == SINGLE_NUMBERS) {
            StoredNumbers.giveTo(this, in);
            return;
        }
        StoredNumbers.Bins stored = StoredNumbers.bins(in);
        for (int i = 0; i < stored.numbers().length; i++) {
            bins.merge(stored.numbers()[i], stored.counts()[i], Long::sum);
        }
        tally.addFrom(in);
    }
}
