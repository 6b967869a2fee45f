package org.shelfmark.cli.history;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.RelativeTimeValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.ByteText;
import org.shelfmark.classad.Expression;
import org.shelfmark.document.RecordView;

/** The attributes of a record as HTCondor's tools take them: evaluated, and converted to what is wanted if that is possible. */
final class RecordValues {
    private RecordValues() {}

    /** The value of an expression. */
    static AttributeValue evaluate(RecordView record, Expression expression) {
        AttributeValue value = record.evaluate(expression);
        // a duration that is written as a constant evaluates to its seconds
        return value instanceof RelativeTimeValue duration && expression instanceof Expression.Literal
                ? new RealValue(duration.seconds())
                : value;
    }

    /** The value of an attribute; undefined without it. */
    static AttributeValue value(RecordView record, String attribute) {
        return record.expression(attribute)
                .map(expression -> evaluate(record, expression))
                .orElse(AttributeValue.UNDEFINED);
    }

    /** An attribute that is a number or a boolean, reals cut to integers. */
    static OptionalLong integer(RecordView record, String attribute) {
        return integer(value(record, attribute));
    }

    /** An attribute that is true or a number other than 0. */
    static boolean isTrue(RecordView record, String attribute) {
        return integer(record, attribute).orElse(0) != 0;
    }

    /** An attribute that is a string, as byte text. */
    static Optional<String> bytes(RecordView record, String attribute) {
        return string(record, attribute).map(ByteText::of);
    }

    /** An attribute that is a string. */
    static Optional<String> string(RecordView record, String attribute) {
        return value(record, attribute) instanceof StringValue string ? Optional.of(string.value()) : Optional.empty();
    }

    static OptionalLong integer(AttributeValue value) {
        return switch (value) {
            case IntegerValue integer -> OptionalLong.of(integer.value());
            case RealValue real -> OptionalLong.of(truncated(real.value()));
            case BooleanValue bool -> OptionalLong.of(bool.value() ? 1 : 0);
            default -> OptionalLong.empty();
        };
    }

    static OptionalDouble real(AttributeValue value) {
        return switch (value) {
            case RealValue real -> OptionalDouble.of(real.value());
            case IntegerValue integer -> OptionalDouble.of((double) integer.value());
            case BooleanValue bool -> OptionalDouble.of(bool.value() ? 1 : 0);
            default -> OptionalDouble.empty();
        };
    }

    /** A C cast: what does not fit becomes the smallest integer. */
    static long truncated(double value) {
        return value > -0x1p63 && value < 0x1p63 ? (long) value : Long.MIN_VALUE;
    }
}
