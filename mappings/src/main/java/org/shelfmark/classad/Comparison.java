package org.shelfmark.classad;

import org.shelfmark.classad.AttributeValue.AbsoluteTimeValue;
import org.shelfmark.classad.AttributeValue.AdValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.ListValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.RelativeTimeValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** {@code < <= == != >= >} of values that are neither undefined nor error, and {@code =?= =!=} of any. */
final class Comparison {
    private Comparison() {}

    static AttributeValue compare(BinaryOperator operator, AttributeValue left, AttributeValue right) {
        if (left instanceof StringValue a && right instanceof StringValue b) {
            return decide(operator, AsciiCase.compare(a.value(), b.value()));
        }
        if (left instanceof AbsoluteTimeValue a && right instanceof AbsoluteTimeValue b) {
            return decide(operator, Long.compare(a.epochSeconds(), b.epochSeconds()));
        }
        if (left instanceof RelativeTimeValue a && right instanceof RelativeTimeValue b) {
            return decideReals(operator, a.seconds(), b.seconds());
        }
        AttributeValue a = Arithmetic.promote(left);
        AttributeValue b = Arithmetic.promote(right);
        if (a instanceof IntegerValue x && b instanceof IntegerValue y) {
            return decide(operator, Long.compare(x.value(), y.value()));
        }
        if (a instanceof IntegerValue x && b instanceof RealValue y) {
            return decideReals(operator, (double) x.value(), y.value());
        }
        if (a instanceof RealValue x && b instanceof IntegerValue y) {
            return decideReals(operator, x.value(), (double) y.value());
        }
        if (a instanceof RealValue x && b instanceof RealValue y) {
            return decideReals(operator, x.value(), y.value());
        }
        return AttributeValue.ERROR;
    }

    /** Same type and same value, nothing converted. Two lists, and two ads, cannot be compared even so. */
    static AttributeValue identical(BinaryOperator operator, AttributeValue left, AttributeValue right) {
        if ((left instanceof ListValue && right instanceof ListValue)
                || (left instanceof AdValue && right instanceof AdValue)) {
            return AttributeValue.ERROR;
        }
        boolean same = same(left, right);
        return BooleanValue.of(same == (operator == BinaryOperator.IDENTICAL));
    }

    /** Records compare doubles by bits; the language has NaN differ from itself and both zeros equal. */
    private static boolean same(AttributeValue left, AttributeValue right) {
        if (left instanceof RealValue a && right instanceof RealValue b) {
            return a.value() == b.value();
        }
        if (left instanceof RelativeTimeValue a && right instanceof RelativeTimeValue b) {
            return a.seconds() == b.seconds();
        }
        return left.equals(right);
    }

    private static AttributeValue decide(BinaryOperator operator, int order) {
        return BooleanValue.of(
                switch (operator) {
                    case LESS -> order < 0;
                    case LESS_OR_EQUAL -> order <= 0;
                    case EQUAL -> order == 0;
                    case NOT_EQUAL -> order != 0;
                    case GREATER_OR_EQUAL -> order >= 0;
                    case GREATER -> order > 0;
                    default -> throw new IllegalArgumentException("not a comparison: " + operator);
                });
    }

    private static AttributeValue decideReals(BinaryOperator operator, double left, double right) {
        return BooleanValue.of(
                switch (operator) {
                    case LESS -> left < right;
                    case LESS_OR_EQUAL -> left <= right;
                    case EQUAL -> left == right;
                    case NOT_EQUAL -> left != right;
                    case GREATER_OR_EQUAL -> left >= right;
                    case GREATER -> left > right;
                    default -> throw new IllegalArgumentException("not a comparison: " + operator);
                });
    }
}
