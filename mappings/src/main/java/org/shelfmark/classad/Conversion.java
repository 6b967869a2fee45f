package org.shelfmark.classad;

import java.util.OptionalDouble;
import org.shelfmark.classad.AttributeValue.AbsoluteTimeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.RelativeTimeValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** Conversions between types. What cannot be converted stays undefined if it was, and is an error otherwise. */
final class Conversion {
    private static final double LONG_BOUND = 0x1p63;

    private Conversion() {}

    static AttributeValue toReal(AttributeValue value) {
        return switch (value) {
            case RealValue real -> real;
            case IntegerValue integer -> new RealValue(integer.value());
            case BooleanValue bool -> new RealValue(bool.value() ? 1 : 0);
            case StringValue string -> {
                OptionalDouble number = CNumber.parse(string.value());
                yield number.isPresent() ? new RealValue(number.getAsDouble()) : AttributeValue.ERROR;
            }
            case AbsoluteTimeValue time -> new RealValue(time.epochSeconds());
            // HTCondor drops the fraction of a second on the way.
            case RelativeTimeValue duration -> new RealValue(truncate(duration.seconds()));
            case AttributeValue.Undefined undefined -> undefined;
            default -> AttributeValue.ERROR;
        };
    }

    static AttributeValue toInteger(AttributeValue value) {
        return switch (value) {
            case IntegerValue integer -> integer;
            case RealValue real -> new IntegerValue(truncate(real.value()));
            default ->
                switch (toReal(value)) {
                    case RealValue real -> new IntegerValue(truncate(real.value()));
                    case AttributeValue other -> other;
                };
        };
    }

    /** The string of a value as {@code string()} and {@code strcat()} see it. */
    static AttributeValue toText(AttributeValue value) {
        return switch (value) {
            case StringValue string -> string;
            case AttributeValue.Undefined undefined -> undefined;
            case AttributeValue.ErrorValue error -> error;
            case AbsoluteTimeValue time -> new StringValue(TimeText.print(time));
            case RelativeTimeValue duration ->
                new StringValue(TimeText.print(new RelativeTimeValue(truncate(duration.seconds()))));
            default -> new StringValue(Unparser.unparseNew(value));
        };
    }

    /** What is left of an integer where HTCondor reads it into 32 bits. */
    static int narrow(AttributeValue.IntegerValue integer) {
        return (int) integer.value();
    }

    /** A C cast to 32 bits: what does not fit becomes the smallest integer of that size. */
    static int narrow(double value) {
        return value > Integer.MIN_VALUE - 1.0 && value < Integer.MAX_VALUE + 1.0 ? (int) value : Integer.MIN_VALUE;
    }

    /** A C cast: what does not fit becomes the smallest integer, as on every machine HTCondor runs on. */
    static long truncate(double value) {
        return value >= -LONG_BOUND && value < LONG_BOUND ? (long) value : Long.MIN_VALUE;
    }
}
