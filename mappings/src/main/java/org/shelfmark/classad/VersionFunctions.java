package org.shelfmark.classad;

import java.util.function.IntFunction;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** Comparison of version strings: numbers in them by value, the rest byte by byte. */
final class VersionFunctions {
    private VersionFunctions() {}

    static void register(FunctionTable.Registry registry) {
        add(registry, "versioncmp", IntegerValue::new);
        add(registry, "versionle", order -> BooleanValue.of(order <= 0));
        add(registry, "versionlt", order -> BooleanValue.of(order < 0));
        add(registry, "versionge", order -> BooleanValue.of(order >= 0));
        add(registry, "versiongt", order -> BooleanValue.of(order > 0));
        add(registry, "versioneq", order -> BooleanValue.of(order == 0));
        registry.add("version_in_range", 3, 3, VersionFunctions::inRange);
    }

    private static void add(FunctionTable.Registry registry, String name, IntFunction<AttributeValue> outcome) {
        registry.add(name, 2, 2, arguments -> {
            AttributeValue left = arguments.value(0);
            AttributeValue right = arguments.value(1);
            if (left instanceof AttributeValue.Undefined || right instanceof AttributeValue.Undefined) {
                return AttributeValue.UNDEFINED;
            }
            return Conversion.toText(left) instanceof StringValue a && Conversion.toText(right) instanceof StringValue b
                    ? outcome.apply(compare(a.value(), b.value()))
                    : AttributeValue.ERROR;
        });
    }

    /** An undefined bound gives undefined, an undefined version gives error. */
    private static AttributeValue inRange(Arguments arguments) {
        AttributeValue version = arguments.value(0);
        AttributeValue lowest = arguments.value(1);
        AttributeValue highest = arguments.value(2);
        if (lowest instanceof AttributeValue.Undefined || highest instanceof AttributeValue.Undefined) {
            return AttributeValue.UNDEFINED;
        }
        return Conversion.toText(version) instanceof StringValue v
                        && Conversion.toText(lowest) instanceof StringValue low
                        && Conversion.toText(highest) instanceof StringValue high
                ? BooleanValue.of(compare(low.value(), v.value()) <= 0 && compare(v.value(), high.value()) <= 0)
                : AttributeValue.ERROR;
    }

    /**
     * The order of two versions, as {@code strverscmp} has it: at the first difference, if it lies within or just behind
     * digits of both, the numbers are compared, by leading zeros (more come first), then by length, then by digits.
     */
    static int compare(String leftText, String rightText) {
        String left = ByteText.of(leftText);
        String right = ByteText.of(rightText);
        int difference = 0;
        while (difference < left.length()
                && difference < right.length()
                && left.charAt(difference) == right.charAt(difference)) {
            difference++;
        }
        if (difference == left.length() && difference == right.length()) {
            return 0;
        }
        // HTCondor's chars are signed: letters beyond ASCII come before all others.
        int plain = (byte) at(left, difference) - (byte) at(right, difference);
        int number = difference;
        while (number > 0 && NumberScanner.isDigit(left.charAt(number - 1))) {
            number--;
        }
        boolean bothDigits =
                NumberScanner.isDigit(at(left, difference)) && NumberScanner.isDigit(at(right, difference));
        if (number == difference && !bothDigits) {
            return plain;
        }
        int leftZeros = leadingZeros(left, number);
        int rightZeros = leadingZeros(right, number);
        if (leftZeros != rightZeros) {
            return rightZeros - leftZeros;
        }
        int digits = digits(left, number) - digits(right, number);
        return leftZeros > 0 || digits == 0 ? plain : digits;
    }

    /** Zeros before another digit: the last zero of a number is its value. */
    private static int leadingZeros(String text, int from) {
        int end = from;
        while (at(text, end) == '0') {
            end++;
        }
        return end > from && !NumberScanner.isDigit(at(text, end)) ? end - 1 - from : end - from;
    }

    private static int digits(String text, int from) {
        int end = from;
        while (NumberScanner.isDigit(at(text, end))) {
            end++;
        }
        return end - from;
    }

    private static char at(String text, int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }
}
