package org.shelfmark.query;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalLong;
import org.shelfmark.document.Columns;

/**
 * A number in a query: an integer as it is written, any other number as the double nearest to it, because 0.1 in a record
 * is a double too.
 *
 * @param value the number
 */
record QueryNumber(BigDecimal value) {
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    static QueryNumber of(long value) {
        return new QueryNumber(BigDecimal.valueOf(value));
    }

    /** The number of a decimal; empty when it is beyond the doubles. */
    static Optional<QueryNumber> of(BigDecimal decimal) {
        QueryNumber exact = new QueryNumber(decimal);
        if (exact.isLong()) {
            return Optional.of(exact);
        }
        double nearest = decimal.doubleValue();
        return Double.isInfinite(nearest) ? Optional.empty() : Optional.of(new QueryNumber(new BigDecimal(nearest)));
    }

    /** Whether it is an integer that a long holds. */
    boolean isLong() {
        return value.stripTrailingZeros().scale() <= 0 && within(value.toBigInteger());
    }

    /** The long, where {@link #isLong}. */
    long toLong() {
        return value.longValueExact();
    }

    /** The nearest double. */
    double toDouble() {
        return value.doubleValue();
    }

    /**
     * The smallest long a lower bound lets in; above the largest, when none is.
     *
     * @return empty when no long is large enough
     */
    OptionalLong firstLong(boolean inclusive) {
        BigInteger first = value.setScale(0, RoundingMode.CEILING).toBigInteger();
        if (!inclusive && value.compareTo(new BigDecimal(first)) == 0) {
            first = first.add(BigInteger.ONE);
        }
        return first.compareTo(MAX) > 0
                ? OptionalLong.empty()
                : OptionalLong.of(first.max(MIN).longValueExact());
    }

    /**
     * The largest long an upper bound lets in.
     *
     * @return empty when no long is small enough
     */
    OptionalLong lastLong(boolean inclusive) {
        BigInteger last = value.setScale(0, RoundingMode.FLOOR).toBigInteger();
        if (!inclusive && value.compareTo(new BigDecimal(last)) == 0) {
            last = last.subtract(BigInteger.ONE);
        }
        return last.compareTo(MIN) < 0
                ? OptionalLong.empty()
                : OptionalLong.of(last.min(MAX).longValueExact());
    }

    /** The smallest double, as a column holds it, that a lower bound lets in. */
    long firstReal(boolean inclusive) {
        double nearest = toDouble();
        long encoded = Columns.encodeReal(nearest);
        int side = compareTo(nearest);
        return side > 0 || (side == 0 && !inclusive) ? encoded + 1 : encoded;
    }

    /** The largest double, as a column holds it, that an upper bound lets in. */
    long lastReal(boolean inclusive) {
        double nearest = toDouble();
        long encoded = Columns.encodeReal(nearest);
        int side = compareTo(nearest);
        return side < 0 || (side == 0 && !inclusive) ? encoded - 1 : encoded;
    }

    /** Whether a double is exactly this number. */
    boolean isDouble() {
        return compareTo(toDouble()) == 0;
    }

    private int compareTo(double other) {
        return Double.isInfinite(other) ? (other > 0 ? -1 : 1) : value.compareTo(new BigDecimal(other));
    }

    private static boolean within(BigInteger integer) {
        return integer.compareTo(MIN) >= 0 && integer.compareTo(MAX) <= 0;
    }
}
