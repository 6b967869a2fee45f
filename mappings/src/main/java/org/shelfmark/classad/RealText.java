package org.shelfmark.classad;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** The text forms of reals that C's {@code printf} gives. */
final class RealText {
    private RealText() {}

    /** As history files have it: {@code %.16G}, with {@code .0} where it would look like an integer. */
    static String print(double value) {
        if (isSpecial(value)) {
            return special(value);
        }
        String text = general(value, 16);
        return text.indexOf('.') < 0 && text.indexOf('E') < 0 ? text + ".0" : text;
    }

    /** As {@code string()} has it: {@code %1.15E}. */
    static String exponential(double value) {
        if (isSpecial(value)) {
            return special(value);
        }
        BigDecimal rounded = round(value, 16);
        return exponential(rounded.unscaledValue().abs().toString(), 16, exponent(rounded), value < 0);
    }

    /** {@code %g}, which fractional seconds are printed with. */
    static String shortForm(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value < 0 ? "-inf" : "inf";
        }
        return value == 0 ? "0" : general(value, 6);
    }

    private static boolean isSpecial(double value) {
        return value == 0 || Double.isNaN(value) || Double.isInfinite(value);
    }

    private static String special(double value) {
        if (Double.isNaN(value)) {
            return "real(\"NaN\")";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        return value < 0 ? "real(\"-INF\")" : "real(\"INF\")";
    }

    private static String general(double value, int precision) {
        BigDecimal rounded = round(value, precision);
        int exponent = exponent(rounded);
        BigDecimal stripped = rounded.stripTrailingZeros();
        if (exponent >= -4 && exponent < precision) {
            return stripped.toPlainString();
        }
        String digits = stripped.unscaledValue().abs().toString();
        return exponential(digits, digits.length(), exponent, value < 0);
    }

    private static BigDecimal round(double value, int precision) {
        return new BigDecimal(value).round(new MathContext(precision, RoundingMode.HALF_EVEN));
    }

    /** The power of ten of the first digit. */
    private static int exponent(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }

    private static String exponential(String digits, int precision, int exponent, boolean negative) {
        StringBuilder text = new StringBuilder(negative ? "-" : "").append(digits.charAt(0));
        if (precision > 1) {
            text.append('.').append(digits, 1, digits.length());
            text.append("0".repeat(precision - digits.length()));
        }
        text.append('E').append(exponent < 0 ? '-' : '+');
        return text.append(Math.abs(exponent) < 10 ? "0" : "")
                .append(Math.abs(exponent))
                .toString();
    }
}
