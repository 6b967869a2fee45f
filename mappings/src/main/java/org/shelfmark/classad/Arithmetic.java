package org.shelfmark.classad;

import org.shelfmark.classad.AttributeValue.AbsoluteTimeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.RelativeTimeValue;

/**
 * The operators that need both operands. All but {@code =?=} and {@code =!=} are strict: an error operand gives error,
 * failing that an undefined one gives undefined.
 */
final class Arithmetic {
    private Arithmetic() {}

    static AttributeValue apply(UnaryOperator operator, AttributeValue operand) {
        if (operand instanceof AttributeValue.ErrorValue || operand instanceof AttributeValue.Undefined) {
            return operand;
        }
        return switch (operator) {
            case NOT ->
                switch (Truth.of(operand)) {
                    case TRUE -> BooleanValue.FALSE;
                    case FALSE -> BooleanValue.TRUE;
                    case UNDEFINED, ERROR -> AttributeValue.ERROR;
                };
            case COMPLEMENT ->
                operand instanceof IntegerValue integer ? new IntegerValue(~integer.value()) : AttributeValue.ERROR;
            case PLUS ->
                switch (operand) {
                    case IntegerValue integer -> integer;
                    case RealValue real -> real;
                    case RelativeTimeValue duration -> duration;
                    default -> AttributeValue.ERROR;
                };
            case MINUS ->
                switch (operand) {
                    case IntegerValue integer -> new IntegerValue(-integer.value());
                    case RealValue real -> new RealValue(-real.value());
                    case RelativeTimeValue duration -> new RelativeTimeValue(-duration.seconds());
                    default -> AttributeValue.ERROR;
                };
        };
    }

    /** Everything but {@code &&} and {@code ||}, which do not always want their right operand. */
    static AttributeValue apply(BinaryOperator operator, AttributeValue left, AttributeValue right) {
        if (operator == BinaryOperator.IDENTICAL || operator == BinaryOperator.NOT_IDENTICAL) {
            return Comparison.identical(operator, left, right);
        }
        if (left instanceof AttributeValue.ErrorValue || right instanceof AttributeValue.ErrorValue) {
            return AttributeValue.ERROR;
        }
        if (left instanceof AttributeValue.Undefined || right instanceof AttributeValue.Undefined) {
            return AttributeValue.UNDEFINED;
        }
        return switch (operator) {
            case MULTIPLY, DIVIDE, MODULUS, ADD, SUBTRACT -> arithmetic(operator, left, right);
            case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED, BIT_AND, BIT_XOR, BIT_OR ->
                left instanceof IntegerValue a && right instanceof IntegerValue b
                        ? new IntegerValue(bitwise(operator, a.value(), b.value()))
                        : AttributeValue.ERROR;
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL ->
                Comparison.compare(operator, left, right);
            case IDENTICAL, NOT_IDENTICAL, AND, OR -> throw new IllegalArgumentException("not strict: " + operator);
        };
    }

    /** A boolean as the number it converts to, other values as they are. */
    static AttributeValue promote(AttributeValue value) {
        return value instanceof BooleanValue bool ? new IntegerValue(bool.value() ? 1 : 0) : value;
    }

    private static AttributeValue arithmetic(BinaryOperator operator, AttributeValue left, AttributeValue right) {
        // Booleans become numbers only beside booleans and numbers, so that true * relTime("1") is an error.
        boolean times = isTime(left) || isTime(right);
        if (times) {
            return timeArithmetic(operator, left, right);
        }
        return switch (promote(left)) {
            case IntegerValue a ->
                switch (promote(right)) {
                    case IntegerValue b -> integers(operator, a.value(), b.value());
                    case RealValue b -> reals(operator, (double) a.value(), b.value());
                    default -> AttributeValue.ERROR;
                };
            case RealValue a ->
                switch (promote(right)) {
                    case IntegerValue b -> reals(operator, a.value(), (double) b.value());
                    case RealValue b -> reals(operator, a.value(), b.value());
                    default -> AttributeValue.ERROR;
                };
            default -> AttributeValue.ERROR;
        };
    }

    private static boolean isTime(AttributeValue value) {
        return value instanceof AbsoluteTimeValue || value instanceof RelativeTimeValue;
    }

    private static AttributeValue integers(BinaryOperator operator, long a, long b) {
        return switch (operator) {
            case ADD -> new IntegerValue(a + b);
            case SUBTRACT -> new IntegerValue(a - b);
            case MULTIPLY -> new IntegerValue(a * b);
            case DIVIDE -> {
                if (b == 0) {
                    yield AttributeValue.ERROR;
                }
                // HTCondor settles for the largest integer here, where everything else wraps.
                yield new IntegerValue(a == Long.MIN_VALUE && b == -1 ? Long.MAX_VALUE : a / b);
            }
            case MODULUS -> b == 0 ? AttributeValue.ERROR : new IntegerValue(a % b);
            default -> throw new IllegalArgumentException("not arithmetic: " + operator);
        };
    }

    /** A result of plus infinity is an error, whatever made it; minus infinity and NaN are not. */
    private static AttributeValue reals(BinaryOperator operator, double a, double b) {
        if (operator == BinaryOperator.MODULUS) {
            return AttributeValue.ERROR;
        }
        double result = switch (operator) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> a / b;
            default -> throw new IllegalArgumentException("not arithmetic: " + operator);
        };
        return result == Double.POSITIVE_INFINITY ? AttributeValue.ERROR : new RealValue(result);
    }

    private static AttributeValue timeArithmetic(BinaryOperator operator, AttributeValue left, AttributeValue right) {
        return switch (operator) {
            case ADD -> addTimes(left, right);
            case SUBTRACT -> subtractTimes(left, right);
            case MULTIPLY -> {
                if (left instanceof RelativeTimeValue duration && isNumber(right)) {
                    yield new RelativeTimeValue(duration.seconds() * number(right));
                }
                yield right instanceof RelativeTimeValue duration && isNumber(left)
                        ? new RelativeTimeValue(number(left) * duration.seconds())
                        : AttributeValue.ERROR;
            }
            case DIVIDE ->
                left instanceof RelativeTimeValue duration && isNumber(right)
                        ? new RelativeTimeValue(duration.seconds() / number(right))
                        : AttributeValue.ERROR;
            default -> AttributeValue.ERROR;
        };
    }

    private static AttributeValue addTimes(AttributeValue left, AttributeValue right) {
        if (left instanceof AbsoluteTimeValue time && right instanceof RelativeTimeValue duration) {
            return shift(time, duration.seconds());
        }
        if (left instanceof RelativeTimeValue duration && right instanceof AbsoluteTimeValue time) {
            return shift(time, duration.seconds());
        }
        return left instanceof RelativeTimeValue a && right instanceof RelativeTimeValue b
                ? new RelativeTimeValue(a.seconds() + b.seconds())
                : AttributeValue.ERROR;
    }

    private static AttributeValue subtractTimes(AttributeValue left, AttributeValue right) {
        if (left instanceof AbsoluteTimeValue a && right instanceof AbsoluteTimeValue b) {
            return new RelativeTimeValue(a.epochSeconds() - b.epochSeconds());
        }
        if (left instanceof AbsoluteTimeValue time && right instanceof RelativeTimeValue duration) {
            return shift(time, -duration.seconds());
        }
        return left instanceof RelativeTimeValue a && right instanceof RelativeTimeValue b
                ? new RelativeTimeValue(a.seconds() - b.seconds())
                : AttributeValue.ERROR;
    }

    private static AttributeValue shift(AbsoluteTimeValue time, double seconds) {
        double shifted = time.epochSeconds() + seconds;
        return Math.abs(shifted) < AbsoluteTimeValue.MAX_EPOCH_SECONDS
                ? new AbsoluteTimeValue(time.epochSeconds() + (long) seconds, time.offsetSeconds())
                : AttributeValue.ERROR;
    }

    private static boolean isNumber(AttributeValue value) {
        return value instanceof IntegerValue || value instanceof RealValue;
    }

    private static double number(AttributeValue value) {
        return value instanceof IntegerValue integer ? integer.value() : ((RealValue) value).value();
    }

    private static long bitwise(BinaryOperator operator, long a, long b) {
        return switch (operator) {
            case BIT_AND -> a & b;
            case BIT_XOR -> a ^ b;
            case BIT_OR -> a | b;
            case SHIFT_LEFT -> a << b;
            case SHIFT_RIGHT -> a >= 0 ? a >> b : a >> Math.clamp(b, 0, 63);
            // HTCondor shifts a negative number by one, then by the rest: a shift by zero is one by 64, and gives 0.
            case SHIFT_RIGHT_UNSIGNED -> a >= 0 ? a >> b : (a >>> 1) >> (b - 1);
            default -> throw new IllegalArgumentException("not bitwise: " + operator);
        };
    }
}
