package org.shelfmark.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.Expression;
import org.shelfmark.classad.Unparser;
import org.shelfmark.document.RecordView;

/** ClassAd values as JSON. */
final class JsonValues {
    private static final int LONG_DIGITS = 19;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private JsonValues() {}

    /** A value of a field or facet: a number, a boolean or text; null for undefined. */
    static @Nullable Object plain(AttributeValue value) {
        return switch (value) {
            case AttributeValue.Undefined undefined -> null;
            case IntegerValue integer -> integer.value();
            // JSON has no infinity
            case RealValue real -> Double.isFinite(real.value()) ? real.value() : Unparser.unparse(real);
            case BooleanValue truth -> truth.value();
            case StringValue text -> text.value();
            default -> Unparser.unparse(value);
        };
    }

    /** A value that is there. */
    static Object shown(AttributeValue value) {
        Object plain = plain(value);
        return plain == null ? "undefined" : plain;
    }

    /** A number without needless digits: 50, 99.9. */
    static String decimal(double number) {
        return new BigDecimal(Double.toString(number)).stripTrailingZeros().toPlainString();
    }

    /** An integer where it is one and fits 64 bits, else a real where there is an equal one, else the decimal itself. */
    static Number number(BigDecimal decimal) {
        BigDecimal shortest = decimal.stripTrailingZeros();
        boolean isShort = shortest.precision() - shortest.scale() <= LONG_DIGITS;
        if (shortest.scale() <= 0 && isShort && shortest.toBigInteger().bitLength() < Long.SIZE) {
            return shortest.longValueExact();
        }
        double nearest = shortest.doubleValue();
        return Double.isFinite(nearest) && new BigDecimal(Double.toString(nearest)).compareTo(shortest) == 0
                ? (Number) nearest
                : (Number) shortest;
    }

    /** All attributes of a record; expressions as the text {@code /Expr(...)/}, as {@code condor_history -json} has it. */
    static ObjectNode record(List<RecordView.Attribute> attributes) {
        ObjectNode object = JSON.objectNode();
        for (RecordView.Attribute attribute : attributes) {
            object.set(attribute.name(), expression(attribute.expression()));
        }
        return object;
    }

    private static JsonNode expression(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> literal(literal.value());
            case Expression.ListExpression list -> {
                ArrayNode array = JSON.arrayNode();
                list.elements().forEach(element -> array.add(expression(element)));
                yield array;
            }
            case Expression.AdExpression ad -> {
                ObjectNode object = JSON.objectNode();
                ad.attributes().forEach(attribute -> object.set(attribute.name(), expression(attribute.value())));
                yield object;
            }
            default -> JSON.textNode("/Expr(" + Unparser.unparse(expression) + ")/");
        };
    }

    private static JsonNode literal(AttributeValue value) {
        return switch (value) {
            case IntegerValue integer -> JSON.numberNode(integer.value());
            case RealValue real ->
                Double.isFinite(real.value()) ? JSON.numberNode(real.value()) : JSON.textNode(Unparser.unparse(real));
            case BooleanValue truth -> JSON.booleanNode(truth.value());
            case StringValue text -> JSON.textNode(text.value());
            case AttributeValue.Undefined undefined -> JSON.nullNode();
            default -> JSON.textNode("/Expr(" + Unparser.unparse(value) + ")/");
        };
    }
}
