package org.shelfmark.classad;

import org.jspecify.annotations.Nullable;

/**
 * Reads the constants that most history lines hold without looking at them twice. Whatever is not plainly one constant is
 * left to the {@link ExpressionReader}.
 */
final class ConstantReader {
    /** Numbers of so many digits fit a long whatever they are. */
    private static final int SAFE_DIGITS = 18;

    /** Integers of so many digits, and powers of ten up to this one, are exact doubles, so one division rounds once. */
    private static final int EXACT_DIGITS = 15;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private static final int SMALLEST_SHARED = -1;
    private static final Expression.Literal[] SHARED_INTEGERS = new Expression.Literal[1026];

    static {
        for (int i = 0; i < SHARED_INTEGERS.length; i++) {
            SHARED_INTEGERS[i] = new Expression.Literal(new AttributeValue.IntegerValue(i + SMALLEST_SHARED));
        }
    }

    private static final Expression.Literal EMPTY_STRING = new Expression.Literal(new AttributeValue.StringValue(""));

    private ConstantReader() {}

    /**
     * The constant, or null when there is none or it is not of a plain form.
     *
     * @param keepBytes whether bytes that are no UTF-8 are kept
     */
    static Expression.@Nullable Literal read(byte[] bytes, int from, int to, boolean keepBytes) {
        int first = from;
        while (first < to && isBlank(bytes[first])) {
            first++;
        }
        if (first == to) {
            return null;
        }
        byte lead = bytes[first];
        if (lead == '"') {
            return string(bytes, first, to, keepBytes);
        }
        int end = to;
        while (isBlank(bytes[end - 1])) {
            end--;
        }
        if (lead == '-' || (lead >= '0' && lead <= '9')) {
            return number(bytes, first, end);
        }
        return switch (lead | 0x20) {
            case 't' -> matches(bytes, first, end, "true") ? Expression.Literal.TRUE : null;
            case 'f' -> matches(bytes, first, end, "false") ? Expression.Literal.FALSE : null;
            case 'u' -> matches(bytes, first, end, "undefined") ? Expression.Literal.UNDEFINED : null;
            case 'e' -> matches(bytes, first, end, "error") ? Expression.Literal.ERROR : null;
            default -> null;
        };
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || (b >= '\t' && b <= '\r');
    }

    private static boolean matches(byte[] bytes, int from, int to, String keyword) {
        if (to - from != keyword.length()) {
            return false;
        }
        for (int i = 0; i < keyword.length(); i++) {
            if ((bytes[from + i] | 0x20) != keyword.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** A string whose closing quote is the last byte: a quote further on inside would make it an expression. */
    private static Expression.@Nullable Literal string(byte[] bytes, int open, int to, boolean keepBytes) {
        int close = to - 1;
        if (close <= open || bytes[close] != '"') {
            return null;
        }
        int escapes = 0;
        for (int i = open + 1; i < close; i++) {
            if (bytes[i] == '"') {
                if (bytes[i - 1] != '\\' || i - 1 == open || bytes[i + 1] == '\n') {
                    return null;
                }
                escapes++;
            }
        }
        if (close == open + 1) {
            return EMPTY_STRING;
        }
        String value = escapes == 0
                ? ByteText.decode(bytes, open + 1, close - open - 1, keepBytes)
                : unescaped(bytes, open + 1, close, escapes, keepBytes);
        return new Expression.Literal(new AttributeValue.StringValue(value));
    }

    private static String unescaped(byte[] bytes, int from, int to, int escapes, boolean keepBytes) {
        byte[] content = new byte[to - from - escapes];
        int next = 0;
        for (int i = from; i < to; i++) {
            // The loop before has made sure that every quote in here follows a backslash.
            if (bytes[i] != '\\' || i + 1 == to || bytes[i + 1] != '"') {
                content[next++] = bytes[i];
            }
        }
        return ByteText.decode(content, 0, content.length, keepBytes);
    }

    /** Integers, and reals of the form 12.345; other forms, and leading zeros, are for the {@link NumberScanner}. */
    private static Expression.@Nullable Literal number(byte[] bytes, int from, int to) {
        boolean negative = bytes[from] == '-';
        int start = negative ? from + 1 : from;
        int point = -1;
        long digits = 0;
        for (int i = start; i < to; i++) {
            byte b = bytes[i];
            if (b >= '0' && b <= '9') {
                digits = digits * 10 + (b - '0');
            } else if (b == '.' && point < 0) {
                point = i;
            } else {
                return null;
            }
        }
        if (point < 0) {
            boolean leadingZero = to - start > 1 && bytes[start] == '0';
            if (leadingZero || start == to || to - start > SAFE_DIGITS) {
                return null;
            }
            return integer(negative ? -digits : digits);
        }
        int fraction = to - point - 1;
        if (fraction == 0 || point == start || to - start - 1 > EXACT_DIGITS) {
            return null;
        }
        double value = digits / POWERS_OF_TEN[fraction];
        return new Expression.Literal(new AttributeValue.RealValue(negative ? -value : value));
    }

    private static Expression.Literal integer(long value) {
        long index = value - SMALLEST_SHARED;
        return index >= 0 && index < SHARED_INTEGERS.length
                ? SHARED_INTEGERS[(int) index]
                : new Expression.Literal(new AttributeValue.IntegerValue(value));
    }
}
