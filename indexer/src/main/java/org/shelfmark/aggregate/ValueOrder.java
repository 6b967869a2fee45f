package org.shelfmark.aggregate;

import java.util.Comparator;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** The order of values: numbers, then booleans, then texts by their characters, then what is none of these. */
final class ValueOrder implements Comparator<AttributeValue> {
    static final ValueOrder INSTANCE = new ValueOrder();

    private ValueOrder() {}

    @Override
    public int compare(AttributeValue left, AttributeValue right) {
        int kinds = Integer.compare(kind(left), kind(right));
        if (kinds != 0) {
            return kinds;
        }
        return kind(left) == 0
                ? compareNumbers(left, right)
                : String.valueOf(left).compareTo(String.valueOf(right));
    }

    private static int compareNumbers(AttributeValue left, AttributeValue right) {
        Number one = number(left);
        Number other = number(right);
        // what is not finite stands outside of all integers, so that rounding these does no harm
        return isFinite(one) && isFinite(other)
                ? NumberOrder.compare(one, other)
                : Double.compare(one.doubleValue(), other.doubleValue());
    }

    private static boolean isFinite(Number number) {
        return number instanceof Long || Double.isFinite(number.doubleValue());
    }

    private static int kind(AttributeValue value) {
        return switch (value) {
            case IntegerValue integer -> 0;
            case RealValue real -> 0;
            case BooleanValue truth -> 1;
            case StringValue text -> 2;
            default -> 3;
        };
    }

    private static Number number(AttributeValue value) {
        return switch (value) {
            case IntegerValue integer -> (Number) integer.value();
            case RealValue real -> (Number) real.value();
            default -> throw new IllegalArgumentException("no number: " + value);
        };
    }
}
