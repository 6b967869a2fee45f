package org.shelfmark.search;

import java.math.BigDecimal;
import java.util.Comparator;

/** Values in the model of figures: a BigDecimal, a Double that is not finite, a Boolean, a String, or {@link #ERROR}. */
final class FigureValue {
    /** The value {@code error}. */
    static final Object ERROR = new Object() {
        @Override
        public String toString() {
            return "error";
        }
    };

    /** Stands for no value in the key of a group; comes last. */
    static final Object NONE = new Object() {
        @Override
        public String toString() {
            return "none";
        }
    };

    /** Numbers, then booleans, then texts, then the others. */
    static final Comparator<Object> ORDER = FigureValue::compare;

    private FigureValue() {}

    private static int compare(Object left, Object right) {
        int ranks = Integer.compare(rank(left), rank(right));
        if (ranks != 0) {
            return ranks;
        }
        if (left instanceof BigDecimal one && right instanceof BigDecimal other) {
            return one.compareTo(other);
        }
        return switch (rank(left)) {
            case 0 -> Double.compare(approximate(left), approximate(right));
            case 1 -> Boolean.compare((Boolean) left, (Boolean) right);
            default -> left.toString().compareTo(right.toString());
        };
    }

    private static double approximate(Object number) {
        // a finite number lies between the infinities, whichever it is
        return number instanceof BigDecimal ? 0 : (Double) number;
    }

    private static int rank(Object value) {
        if (value instanceof BigDecimal || value instanceof Double) {
            return 0;
        }
        return value instanceof Boolean ? 1 : value instanceof String ? 2 : value.equals(ERROR) ? 3 : 4;
    }

    /** A value as an answer shows it, numbers by what they are and not by how they are written. */
    static Object shown(Object value) {
        if (value instanceof BigDecimal number) {
            return plain(number);
        }
        if (value instanceof Double real) {
            return real.isNaN() ? "real(\"NaN\")" : real > 0 ? "real(\"INF\")" : "real(\"-INF\")";
        }
        return value.equals(ERROR) ? "error" : value;
    }

    /** A value of an answer, to be compared with {@link #shown}. */
    static Object answered(Object value) {
        return value instanceof Number number ? plain(exact(number)) : value;
    }

    /** A number of an answer, exactly. */
    static BigDecimal exact(Number number) {
        return number instanceof Double || number instanceof Float
                ? new BigDecimal(number.doubleValue())
                : new BigDecimal(number.toString());
    }

    /** A number with the digits that it is written with: an integer of 64 bits has all, a real as many as it needs. */
    static BigDecimal written(BigDecimal number) {
        return isLong(number) ? number : BigDecimal.valueOf(number.doubleValue());
    }

    /** Whether the text of a value of an answer begins so, in any case. */
    static boolean begins(Object answered, String prefix) {
        String text = answered instanceof BigDecimal number ? text(number) : answered.toString();
        return RandomArchive.folded(text).startsWith(RandomArchive.folded(prefix));
    }

    /** As it stands in an answer: integers of 64 bits with all digits, reals as doubles are written. */
    private static String text(BigDecimal number) {
        return isLong(number) ? number.toPlainString() : Double.toString(number.doubleValue());
    }

    private static boolean isLong(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0 && number.toBigInteger().bitLength() < Long.SIZE;
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
