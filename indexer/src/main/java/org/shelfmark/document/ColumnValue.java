package org.shelfmark.document;

import java.util.OptionalLong;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldType;

/**
 * Which values a column can hold without changing them, and as which number. Everything else is a misfit, kept beside
 * the column: types conflict in ClassAds every day and must never fail a document.
 */
final class ColumnValue {
    private ColumnValue() {}

    /** Whether a column of this type holds the value exactly. */
    static boolean fits(FieldType type, AttributeValue value) {
        return type == FieldType.STRING
                ? value instanceof StringValue text
                        && (text.value().length() <= Columns.MAX_STRING_BYTES / 3
                                || utf8Length(text.value()) <= Columns.MAX_STRING_BYTES)
                : number(type, value).isPresent();
    }

    /** The number that stands in a column of this type; empty when the value does not fit. */
    static OptionalLong number(FieldType type, AttributeValue value) {
        return switch (type) {
            case INTEGER -> integer(value);
            case TIME -> {
                OptionalLong seconds = integer(value);
                yield seconds.isPresent() && seconds.getAsLong() > 0 ? seconds : OptionalLong.empty();
            }
            case REAL -> real(value);
            case BOOLEAN ->
                value instanceof BooleanValue truth ? OptionalLong.of(truth.value() ? 1 : 0) : OptionalLong.empty();
            case STRING -> OptionalLong.empty();
        };
    }

    /** What is read of a value that was put into the column of a field, or beside it. */
    static AttributeValue asRead(FieldMapping field, AttributeValue value) {
        OptionalLong number = number(field.type(), value);
        if (number.isPresent()) {
            return JobReader.decode(field, number.getAsLong());
        }
        return field.type() == FieldType.TIME && isNoTime(value) ? AttributeValue.UNDEFINED : value;
    }

    /**
     * Whether a number that stands in a column of this type is written as one of the other type: 3.0 among integers, 3
     * among reals. The negative zero loses its sign.
     */
    static boolean isOtherNumber(FieldType type, AttributeValue value) {
        return switch (type) {
            case INTEGER, TIME -> value instanceof RealValue;
            case REAL -> value instanceof IntegerValue || isNegativeZero(value);
            case BOOLEAN, STRING -> false;
        };
    }

    private static boolean isNegativeZero(AttributeValue value) {
        return value instanceof RealValue real && real.value() == 0 && 1 / real.value() < 0;
    }

    /** Whether a number stands for "no time": a time attribute that is 0 or negative is missing. */
    static boolean isNoTime(AttributeValue value) {
        return switch (value) {
            case IntegerValue seconds -> seconds.value() <= 0;
            case RealValue seconds -> seconds.value() <= 0;
            default -> false;
        };
    }

    private static OptionalLong integer(AttributeValue value) {
        if (value instanceof IntegerValue integer) {
            return OptionalLong.of(integer.value());
        }
        return value instanceof RealValue real && SortableNumber.isExactLong(real.value())
                ? OptionalLong.of((long) real.value())
                : OptionalLong.empty();
    }

    private static OptionalLong real(AttributeValue value) {
        if (value instanceof RealValue real) {
            return OptionalLong.of(Columns.encodeReal(real.value()));
        }
        return value instanceof IntegerValue integer && SortableNumber.isExactDouble(integer.value())
                ? OptionalLong.of(Columns.encodeReal((double) integer.value()))
                : OptionalLong.empty();
    }

    private static int utf8Length(String text) {
        return org.apache.lucene.util.UnicodeUtil.calcUTF16toUTF8Length(text, 0, text.length());
    }
}
