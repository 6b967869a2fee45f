package org.shelfmark.cli.history;

import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.ByteText;
import org.shelfmark.classad.ClassAdParser;
import org.shelfmark.classad.ClassAdSyntaxException;
import org.shelfmark.classad.Expression;
import org.shelfmark.classad.Unparser;
import org.shelfmark.cli.history.PrintfFormat.Conversion;
import org.shelfmark.cli.history.PrintfFormat.Kind;
import org.shelfmark.document.RecordView;

/**
 * A column of a {@link PrintMask}: an attribute or an expression, how its value becomes text, and how that stands in the row.
 *
 * <p>What is asked for is an attribute if the record has one of exactly that name, and else an expression.
 */
final class Column {
    private final String asked;
    private final @Nullable Expression expression;
    private final @Nullable PrintfFormat format;
    private final @Nullable Renderer renderer;
    private final ColumnStyle style;
    private final ZoneId zone;
    private int width;

    /**
     * A column.
     *
     * @param asked attribute or expression as typed
     * @param format null for none
     * @param renderer null for none
     * @param zone zone of dates
     */
    Column(String asked, @Nullable PrintfFormat format, @Nullable Renderer renderer, ColumnStyle style, ZoneId zone) {
        this.asked = asked;
        this.expression = parsed(asked);
        this.format = format;
        this.renderer = renderer;
        this.zone = zone;
        Conversion conversion = format == null ? null : format.conversion();
        if (style.width() == 0 && conversion != null) {
            this.style = style.withWidth(0, style.left() || conversion.isLeft());
            this.width = conversion.width();
        } else {
            this.style = style;
            this.width = style.width();
        }
    }

    private static @Nullable Expression parsed(String text) {
        try {
            return ClassAdParser.parse(text);
        } catch (ClassAdSyntaxException e) {
            return null;
        }
    }

    ColumnStyle style() {
        return style;
    }

    int width() {
        return width;
    }

    /** Adds the value of a record to its row. */
    void append(StringBuilder row, RecordView record) {
        String text = text(record);
        if (style.grows()) {
            width = Math.max(width, text.length());
        }
        if (width == 0) {
            row.append(text);
        } else if (text.length() > width) {
            row.append(text, 0, style.truncated() ? width : text.length());
        } else {
            row.append(CFormat.padded(text, width, style.left()));
        }
    }

    private String text(RecordView record) {
        Optional<AttributeValue> value = value(record);
        if (value.isPresent() && style.grows()) {
            width = Math.max(width, valueWidth(value.get()));
        }
        if (renderer instanceof Renderer.Text text && (value.isPresent() || style.always())) {
            return text.text(value.orElse(new IntegerValue(0)), zone);
        }
        if (value.isEmpty()) {
            return style.alternativeText(width);
        }
        PrintfFormat used = format;
        if (used == null || used.isPlainString()) {
            return value.get() instanceof StringValue string ? ByteText.of(string.value()) : "";
        }
        Conversion conversion = used.conversion();
        return conversion == null ? used.text() : formatted(used, conversion, value.get());
    }

    /** The value as far as it is of the right type; empty otherwise. */
    private Optional<AttributeValue> value(RecordView record) {
        PrintfFormat used = format;
        Conversion conversion = used == null ? null : used.conversion();
        if (renderer == null && used != null && conversion == null) {
            return Optional.of(new StringValue(""));
        }
        Kind kind = kind(conversion);
        Optional<Expression> attribute = record.expression(asked);
        Expression tree = attribute.orElse(expression);
        AttributeValue value = AttributeValue.UNDEFINED;
        if (tree != null) {
            value = RecordValues.evaluate(record, tree);
            boolean unevaluated = kind == Kind.STRING && attribute.isPresent() && !(value instanceof StringValue);
            if (kind == Kind.RAW || (renderer == null && unevaluated)) {
                boolean missing = attribute.isEmpty()
                        && (tree instanceof Expression.AttributeReference || tree instanceof Expression.Selection);
                return Optional.of(new StringValue(missing ? "undefined" : Unparser.unparse(tree)));
            }
        }
        if (renderer instanceof Renderer.FromRecord rendering) {
            return rendering.render(value, record);
        }
        return tree == null ? Optional.empty() : converted(value, kind);
    }

    private Kind kind(@Nullable Conversion conversion) {
        if (renderer instanceof Renderer.Text text) {
            return text.takes();
        }
        return renderer != null || conversion == null ? Kind.VALUE : conversion.kind();
    }

    private static Optional<AttributeValue> converted(AttributeValue value, Kind kind) {
        return switch (kind) {
            case INTEGER, RUN_TIME -> integer(value);
            case DATE ->
                value instanceof AttributeValue.AbsoluteTimeValue time
                        ? Optional.of(new IntegerValue(time.epochSeconds()))
                        : integer(value);
            case REAL -> {
                var real = RecordValues.real(value);
                yield real.isPresent() ? Optional.of(new RealValue(real.getAsDouble())) : Optional.empty();
            }
            case STRING -> value instanceof StringValue ? Optional.of(value) : Optional.empty();
            case VALUE, RAW -> Optional.of(value);
        };
    }

    private static Optional<AttributeValue> integer(AttributeValue value) {
        var integer = RecordValues.integer(value);
        return integer.isPresent() ? Optional.of(new IntegerValue(integer.getAsLong())) : Optional.empty();
    }

    private String formatted(PrintfFormat used, Conversion conversion, AttributeValue value) {
        return switch (conversion.kind()) {
            case INTEGER, REAL, RUN_TIME, DATE -> number(used, conversion, value);
            case STRING ->
                used.string(conversion, value instanceof StringValue string ? ByteText.of(string.value()) : "");
            case VALUE, RAW ->
                used.string(
                        conversion,
                        value instanceof StringValue string && conversion.letter() != 'V'
                                ? ByteText.of(string.value())
                                : ByteText.of(Unparser.unparse(value)));
        };
    }

    /** A number, filled up from the left. */
    private String number(PrintfFormat used, Conversion conversion, AttributeValue value) {
        String text = switch (conversion.kind()) {
            case RUN_TIME -> DateText.runTime(RecordValues.integer(value).orElse(0));
            case DATE -> DateText.date(RecordValues.integer(value).orElse(0), zone);
            case REAL -> used.real(conversion, RecordValues.real(value).orElse(0));
            default -> used.integer(conversion, RecordValues.integer(value).orElse(0));
        };
        return CFormat.padded(text, width, false);
    }

    /** The width that a growing column takes for a value, which can be more than its text needs. */
    private int valueWidth(AttributeValue value) {
        Conversion conversion = format == null ? null : format.conversion();
        if (value instanceof StringValue string) {
            return ByteText.of(string.value()).length();
        }
        if (format == null || conversion == null || !(value instanceof IntegerValue || value instanceof RealValue)) {
            return width;
        }
        return switch (conversion.kind()) {
            case INTEGER, REAL, RUN_TIME, DATE ->
                number(format, conversion, value).length();
            // reals are measured in the notation with 15 decimals, whatever is printed
            case STRING, VALUE, RAW -> Unparser.unparseNew(value).length();
        };
    }
}
