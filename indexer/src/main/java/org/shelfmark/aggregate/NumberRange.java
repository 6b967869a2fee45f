package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;

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
        leastDouble = Math.min(leastDouble, number);
        greatestDouble = Math.max(greatestDouble, number);
    }

    /** A Long or a Double; empty without numbers. */
    public Optional<Number> least() {
        return Optional.ofNullable(first(hasLongs() ? leastLong : null, hasDoubles() ? leastDouble : null, 1));
    }

    /** A Long or a Double; empty without numbers. */
    public Optional<Number> greatest() {
        return Optional.ofNullable(first(hasLongs() ? greatestLong : null, hasDoubles() ? greatestDouble : null, -1));
    }

    private boolean hasLongs() {
        return leastLong <= greatestLong;
    }

    private boolean hasDoubles() {
        return leastDouble <= greatestDouble;
    }

    private static @Nullable Number first(@Nullable Long integer, @Nullable Double real, int sign) {
        if (integer == null || real == null) {
            return integer == null ? real : integer;
        }
        return sign * NumberOrder.compare(integer, real) <= 0 ? (Number) integer : (Number) real;
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
                return document -> numbers.give(document, into);
            }

            @Override
            public void add(NumberRange to, NumberRange from) {
                to.leastLong = Math.min(to.leastLong, from.leastLong);
                to.greatestLong = Math.max(to.greatestLong, from.greatestLong);
                to.leastDouble = Math.min(to.leastDouble, from.leastDouble);
                to.greatestDouble = Math.max(to.greatestDouble, from.greatestDouble);
            }
        };
    }
}
