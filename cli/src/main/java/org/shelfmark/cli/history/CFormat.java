package org.shelfmark.cli.history;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.shelfmark.cli.history.PrintfFormat.Conversion;

/** Numbers as C's {@code printf} prints them. */
final class CFormat {
    private static final int DEFAULT_PRECISION = 6;

    private CFormat() {}

    /** Padded with blanks to a width. */
    static String padded(String text, int width, boolean left) {
        String blanks = " ".repeat(Math.max(0, width - text.length()));
        return left ? text + blanks : blanks + text;
    }

    /** An integer; without a length letter only its low 32 bits count. */
    static String integer(Conversion at, long value) {
        char letter = at.letter();
        if (letter == 'c' || letter == 'C') {
            return padded(String.valueOf((char) (value & 0xFF)), at.width(), at.isLeft());
        }
        if (letter == 'p') {
            return padded(value == 0 ? "(nil)" : "0x" + Long.toHexString(value), at.width(), at.isLeft());
        }
        boolean signed = letter == 'd' || letter == 'i';
        long sized = sized(at.size(), value, signed);
        String digits = switch (letter) {
            case 'o' -> Long.toOctalString(sized);
            case 'x' -> Long.toHexString(sized);
            case 'X' -> Long.toHexString(sized).toUpperCase(Locale.ROOT);
            case 'u' -> Long.toUnsignedString(sized);
            default -> sized < 0 ? Long.toString(sized).substring(1) : Long.toString(sized);
        };
        if (at.precision() >= 0) {
            digits = at.precision() == 0 && sized == 0
                    ? ""
                    : "0".repeat(Math.max(0, at.precision() - digits.length())) + digits;
        }
        String prefix = signed ? sign(at.flags(), sized < 0) : "";
        if (at.flags().indexOf('#') >= 0 && sized != 0) {
            prefix = letter == 'x' || letter == 'X' ? "0" + letter : prefix;
            digits = letter == 'o' && !digits.startsWith("0") ? "0" + digits : digits;
        }
        return assembled(at, prefix, digits, at.precision() < 0);
    }

    private static long sized(String size, long value, boolean signed) {
        return switch (size) {
            case "" -> signed ? (int) value : value & 0xFFFF_FFFFL;
            case "h" -> signed ? (short) value : value & 0xFFFFL;
            case "hh" -> signed ? (byte) value : value & 0xFFL;
            default -> value;
        };
    }

    /** A real. */
    static String real(Conversion at, double value) {
        boolean upper = Character.isUpperCase(at.letter());
        char letter = Character.toLowerCase(at.letter());
        boolean negative = value < 0 || (value == 0 && 1 / value < 0);
        String prefix = sign(at.flags(), negative);
        String text;
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            text = Double.isNaN(value) ? "nan" : "inf";
            return assembled(at, prefix, upper ? text.toUpperCase(Locale.ROOT) : text, false);
        }
        int precision = at.precision() < 0 ? DEFAULT_PRECISION : at.precision();
        boolean alternative = at.flags().indexOf('#') >= 0;
        BigDecimal magnitude = new BigDecimal(Math.abs(value));
        text = switch (letter) {
            case 'f' -> fixed(magnitude, precision, alternative);
            case 'e' -> exponential(magnitude, precision, alternative);
            case 'g' -> general(magnitude, Math.max(precision, 1), alternative);
            default -> Double.toHexString(Math.abs(value)).replace(".0p", "p").replaceAll("p(\\d)", "p+$1");
        };
        return assembled(at, prefix, upper ? text.toUpperCase(Locale.ROOT) : text, true);
    }

    private static String fixed(BigDecimal magnitude, int precision, boolean alternative) {
        String text = magnitude.setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
        return precision == 0 && alternative ? text + "." : text;
    }

    private static String exponential(BigDecimal magnitude, int precision, boolean alternative) {
        if (magnitude.signum() == 0) {
            return "0" + (precision > 0 ? "." + "0".repeat(precision) : alternative ? "." : "") + "e+00";
        }
        BigDecimal rounded = magnitude.round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = exponent(rounded);
        String digits = rounded.unscaledValue().toString();
        digits = digits + "0".repeat(Math.max(0, precision + 1 - digits.length()));
        String mantissa =
                digits.charAt(0) + (precision > 0 ? "." + digits.substring(1, precision + 1) : alternative ? "." : "");
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private static String general(BigDecimal magnitude, int precision, boolean alternative) {
        BigDecimal rounded = magnitude.round(new MathContext(precision, RoundingMode.HALF_EVEN));
        int exponent = magnitude.signum() == 0 ? 0 : exponent(rounded);
        boolean plain = exponent >= -4 && exponent < precision;
        String text = plain
                ? fixed(rounded, precision - 1 - exponent, alternative)
                : exponential(rounded, precision - 1, alternative);
        if (alternative || text.indexOf('.') < 0) {
            return text;
        }
        int mantissaEnd = text.indexOf('e') < 0 ? text.length() : text.indexOf('e');
        String mantissa = text.substring(0, mantissaEnd).replaceAll("\\.?0+$", "");
        return mantissa + text.substring(mantissaEnd);
    }

    /** The power of ten of the first digit. */
    private static int exponent(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }

    private static String sign(String flags, boolean negative) {
        return negative ? "-" : flags.indexOf('+') >= 0 ? "+" : flags.indexOf(' ') >= 0 ? " " : "";
    }

    private static String assembled(Conversion at, String prefix, String digits, boolean mayPadZeros) {
        if (at.flags().indexOf('0') >= 0 && !at.isLeft() && mayPadZeros) {
            return prefix + "0".repeat(Math.max(0, at.width() - prefix.length() - digits.length())) + digits;
        }
        return padded(prefix + digits, at.width(), at.isLeft());
    }
}
