package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;

/** The least and the greatest of some numbers. Belongs to one thread. */
public final class NumberRange implements NumberSink {
    private long leastLong = Long.MAX_VALUE;
    private long greatestLong = Long.MIN_VALUE;
    private double leastDouble = Double.POSITIVE_INFINITY;
    private double greatestDouble = Double.NEGATIVE_INFINITY;

    @Override
    public void add(long number) {
        leastLong = Math.min(leastLong, number);
        greatestLong = Math.max(greatestLong, number);
    }

    @Override
    public void add(double number) {
        add(number, number);
    }

    @Override
    public void addAll(long[] numbers, int size) {
        long least = leastLong;
        long greatest = greatestLong;
        for (int i = 0; i < size; i++) {
            least = Math.min(least, numbers[i]);
            greatest = Math.max(greatest, numbers[i]);
        }
        leastLong = least;
        greatestLong = greatest;
    }

    /** Takes in the range of a tally that was written. */
    public void addOfTally(DataInput in) throws IOException {
        if (in.readVLong() + in.readVLong() > 0) {
            add(read(in));
        }
    }

    void add(NumberRange other) {
        add(other.leastDouble, other.greatestDouble);
        leastLong = Math.min(leastLong, other.leastLong);
        greatestLong = Math.max(greatestLong, other.greatestLong);
    }

    private void add(double least, double greatest) {
        leastDouble = Math.min(leastDouble, least);
        greatestDouble = Math.max(greatestDouble, greatest);
    }

    /** The nearest integer within the range, which has integers. */
    long clamp(long number) {
        return Math.clamp(number, leastLong, greatestLong);
    }

    /** A Long or a Double; empty without numbers. */
    public Optional<Number> least() {
        if (hasLongs() && (!hasDoubles() || NumberOrder.compare(leastLong, leastDouble) <= 0)) {
            return Optional.of(leastLong);
        }
        return hasDoubles() ? Optional.of(leastDouble) : Optional.empty();
    }

    /** A Long or a Double; empty without numbers. */
    public Optional<Number> greatest() {
        if (hasLongs() && (!hasDoubles() || NumberOrder.compare(greatestLong, greatestDouble) >= 0)) {
            return Optional.of(greatestLong);
        }
        return hasDoubles() ? Optional.of(greatestDouble) : Optional.empty();
    }

    void write(DataOutput out) throws IOException {
        out.writeByte((byte) ((hasLongs() ? 1 : 0) | (hasDoubles() ? 2 : 0)));
        if (hasLongs()) {
            out.writeZLong(leastLong);
            out.writeZLong(greatestLong);
        }
        if (hasDoubles()) {
            out.writeLong(Double.doubleToLongBits(leastDouble));
            out.writeLong(Double.doubleToLongBits(greatestDouble));
        }
    }

    static NumberRange read(DataInput in) throws IOException {
        NumberRange range = new NumberRange();
        byte parts = in.readByte();
        if ((parts & 1) != 0) {
            range.leastLong = in.readZLong();
            range.greatestLong = in.readZLong();
        }
        if ((parts & 2) != 0) {
            range.leastDouble = Double.longBitsToDouble(in.readLong());
            range.greatestDouble = Double.longBitsToDouble(in.readLong());
        }
        return range;
    }

    private boolean hasLongs() {
        return leastLong <= greatestLong;
    }

    private boolean hasDoubles() {
        return leastDouble <= greatestDouble;
    }

    /** Finds the range of a number over jobs. */
    public static Figure<NumberRange> of(Measure measure) {
        return new Figure<>() {
            @Override
            public NumberRange empty() {
                return new NumberRange();
            }

            @Override
            public Counting count(LeafReaderContext segment, NumberRange into) throws IOException {
                SegmentNumbers numbers = measure.in(segment);
                return (documents, size) -> {
                    numbers.read(documents, size);
                    numbers.giveAll(into);
                };
            }

            @Override
            public void add(NumberRange to, NumberRange from) {
                to.add(from);
            }

            @Override
            public List<JobQuestion> questions(NumberRange into) {
                return List.of(new JobQuestion.Extremes(measure.value(), into));
            }

            @Override
            public Optional<Object> key() {
                return Optional.of(List.of(NumberRange.class, measure.value()));
            }

            @Override
            public long bytes(NumberRange result) {
                return 4L * Long.BYTES;
            }
        };
    }
}
