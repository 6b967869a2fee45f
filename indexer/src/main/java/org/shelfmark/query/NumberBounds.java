package org.shelfmark.query;

import java.util.OptionalLong;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.document.Columns;
import org.shelfmark.query.Criterion.Bound;

/**
 * Which numbers a criterion means, integers and reals apart, because neither has all of the other's.
 *
 * @param firstLong the smallest long; greater than {@code lastLong} where none is meant
 * @param firstReal the smallest double, as columns hold it; greater than {@code lastReal} where none is meant
 */
record NumberBounds(long firstLong, long lastLong, long firstReal, long lastReal) {
    /** From here on a double may stand for an integer that it only is near to. */
    private static final double EXACT = 0x1p53;

    static NumberBounds of(QueryNumber number) {
        boolean isLong = number.isLong();
        return new NumberBounds(
                isLong ? number.toLong() : 1,
                isLong ? number.toLong() : 0,
                number.firstReal(true),
                number.lastReal(true));
    }

    static NumberBounds of(Criterion.NumberBetween between) {
        OptionalLong first = OptionalLong.of(Long.MIN_VALUE);
        long firstReal = Columns.encodeReal(Double.NEGATIVE_INFINITY);
        if (between.lower().isPresent()) {
            Bound lower = between.lower().get();
            first = lower.number().firstLong(lower.inclusive());
            firstReal = lower.number().firstReal(lower.inclusive());
        }
        OptionalLong last = OptionalLong.of(Long.MAX_VALUE);
        long lastReal = Columns.encodeReal(Double.POSITIVE_INFINITY);
        if (between.upper().isPresent()) {
            Bound upper = between.upper().get();
            last = upper.number().lastLong(upper.inclusive());
            lastReal = upper.number().lastReal(upper.inclusive());
        }
        return first.isPresent() && last.isPresent()
                ? new NumberBounds(first.getAsLong(), last.getAsLong(), firstReal, lastReal)
                : new NumberBounds(1, 0, firstReal, lastReal);
    }

    /** Whether a value is one of the numbers. */
    boolean contain(AttributeValue value) {
        return switch (value) {
            case IntegerValue integer -> firstLong <= integer.value() && integer.value() <= lastLong;
            case RealValue real -> containReal(Columns.encodeReal(real.value()));
            default -> false;
        };
    }

    private boolean containReal(long encoded) {
        return firstReal <= encoded && encoded <= lastReal;
    }

    /** Whether the numbers of an interval are among them. */
    Verdict contain(double least, double greatest) {
        long from = Columns.encodeReal(Math.abs(least) < EXACT ? least : Math.nextDown(least));
        long to = Columns.encodeReal(Math.abs(greatest) < EXACT ? greatest : Math.nextUp(greatest));
        if (to < firstReal || from > lastReal) {
            return Verdict.NO;
        }
        return containReal(from) && containReal(to) ? Verdict.YES : Verdict.OPEN;
    }
}
