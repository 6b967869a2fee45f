package org.shelfmark.aggregate;

import java.util.Comparator;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/**
 * The order of values: numbers, an integer before the real number of the same size; then booleans, then texts by their characters,
 * then what is none of these; undefined comes last.
 */
final class ValueOrder implements Comparator<AttributeValue> {
    static final ValueOrder INSTANCE = new ValueOrder();

    private ValueOrder() {}

    @Override
    public int compare(AttributeValue left, AttributeValue right) {
        int kinds = Integer.compare(kind(left), kind(right));
        if (kinds != 0) {
            return kinds;
        }
        return switch (kind(left)) {
            case 0 -> compareNumbers(left, right);
            case 2 -> text(left).compareTo(text(right));
            default -> String.valueOf(left).compareTo(String.valueOf(right));
        };
    }

    private static int compareNumbers(AttributeValue left, AttributeValue right) {
        if (left instanceof IntegerValue one) {
            return right instanceof IntegerValue other
                    ? Long.compare(one.value(), other.value())
                    : compare(one.value(), real(right));
        }
        return right instanceof IntegerValue other
                ? -compare(other.value(), real(left))
                : Double.compare(real(left), real(right));
    }

    private static int compare(long left, double right) {
        // NaN is the last of the numbers; what is equal to HTCondor has two values here, of which one must be first
        return Double.isNaN(right) || NumberOrder.compare(left, right) <= 0 ? -1 : 1;
    }

    private static int kind(AttributeValue value) {
        return switch (value) {
            case IntegerValue integer -> 0;
            case RealValue real -> 0;
            case BooleanValue truth -> 1;
            case StringValue text -> 2;
            case AttributeValue.Undefined undefined -> 4;
            default -> 3;
        };
    }

    private static String text(AttributeValue value) {
        if (value instanceof StringValue text) {
            return text.value();
        }
        throw new IllegalArgumentException("no text: " + value);
    }

    private static double real(AttributeValue value) {
        if (value instanceof RealValue real) {
            return real.value();
        }
        throw new IllegalArgumentException("no number: " + value);
    }
}
