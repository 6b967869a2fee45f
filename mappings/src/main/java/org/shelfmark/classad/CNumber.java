package org.shelfmark.classad;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the number at the beginning of a text as C's {@code strtod} does. */
final class CNumber {
    private static final Pattern NUMBER = Pattern.compile("[ \\t-\\r]*([+-]?)(?:"
            + "(0[xX](?:[0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)(?:[pP][+-]?[0-9]+)?)"
            + "|((?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"
            + "|([iI][nN][fF])"
            + "|([nN][aA][nN]))");

    private CNumber() {}

    /** The leading number; empty when the text does not begin with one. What follows it is ignored. */
    static OptionalDouble parse(String text) {
        Matcher matcher = NUMBER.matcher(text);
        if (!matcher.lookingAt()) {
            return OptionalDouble.empty();
        }
        double magnitude;
        if (matcher.group(2) != null) {
            String digits = matcher.group(2).toLowerCase(Locale.ROOT);
            magnitude = Double.parseDouble(digits.indexOf('p') < 0 ? digits + "p0" : digits);
        } else if (matcher.group(3) != null) {
            magnitude = Double.parseDouble(matcher.group(3));
        } else {
            magnitude = matcher.group(4) != null ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        return OptionalDouble.of("-".equals(matcher.group(1)) ? -magnitude : magnitude);
    }
}
