package org.shelfmark.cli.history;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Integers as C reads them from the beginning of a text, whatever follows. */
final class CInteger {
    private static final Pattern LEADING = Pattern.compile("[ \\t\\n\\x0B\\f\\r]*([+-]?[0-9]+)");

    private CInteger() {}

    /** The number at the beginning of a text, cut to 32 bits; 0 when there is none. */
    static long leading(String text) {
        Matcher number = LEADING.matcher(text);
        return number.lookingAt() ? value(number.group(1)) : 0;
    }

    /** The value of a number, cut to 32 bits. */
    static long value(String digits) {
        try {
            return (int) Long.parseLong(digits);
        } catch (NumberFormatException tooLong) {
            return digits.startsWith("-") ? 0 : -1;
        }
    }
}
