package org.shelfmark.cli.history;

import java.io.IOException;
import java.util.List;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.ByteText;
import org.shelfmark.classad.Expression;
import org.shelfmark.classad.Unparser;
import org.shelfmark.document.RecordView;

/** XML as HTCondor's tools write it: expressions and strings in the notation of new ClassAds. */
final class XmlPrinter implements RecordPrinter {
    private static final int STEP = 4;
    private static final int QUOTED_FROM = "absTime(\"".length();
    private static final int QUOTED_BEHIND = "\")".length();

    private final Projection projection;

    XmlPrinter(Projection projection) {
        this.projection = projection;
    }

    @Override
    public void header(ByteOutput out) throws IOException {
        out.print("<?xml version=\"1.0\"?>\n<!DOCTYPE classads SYSTEM \"classads.dtd\">\n<classads>\n\n");
    }

    @Override
    public void print(RecordView record, ByteOutput out) throws IOException {
        StringBuilder text = new StringBuilder("<c>\n");
        for (Projection.Attribute attribute : projection.of(record)) {
            member(text, attribute.name(), attribute.expression(), STEP);
        }
        out.print(text.append("</c>\n\n"));
    }

    @Override
    public void footer(ByteOutput out) throws IOException {
        out.print("</classads>\n\n");
    }

    private static void member(StringBuilder text, String name, Expression value, int indent) {
        text.append(" ".repeat(indent));
        text.append("<a n=\"").append(escaped(Unparser.escaped(name))).append("\">");
        write(text, value, indent);
        text.append("</a>\n");
    }

    private static void write(StringBuilder text, Expression expression, int indent) {
        switch (expression) {
            case Expression.Literal literal -> write(text, literal.value(), indent);
            case Expression.ListExpression list -> list(text, list.elements(), indent);
            case Expression.AdExpression ad -> ad(text, ad, indent);
            default -> element(text, "e", escaped(Unparser.unparseNew(expression)));
        }
    }

    private static void write(StringBuilder text, AttributeValue value, int indent) {
        switch (value) {
            case AttributeValue.Undefined undefined -> text.append("<un/>");
            case AttributeValue.ErrorValue error -> text.append("<er/>");
            case AttributeValue.BooleanValue bool -> text.append(bool.value() ? "<b v=\"t\"/>" : "<b v=\"f\"/>");
            case AttributeValue.IntegerValue integer -> element(text, "i", Long.toString(integer.value()));
            case AttributeValue.RealValue real -> element(text, "r", real(real.value()));
            // a duration that is written as a constant stands for its seconds
            case AttributeValue.RelativeTimeValue duration -> element(text, "r", real(duration.seconds()));
            case AttributeValue.StringValue string -> element(text, "s", escaped(Unparser.escaped(string.value())));
            case AttributeValue.AbsoluteTimeValue time -> {
                String call = Unparser.unparseNew(time);
                element(text, "at", call.substring(QUOTED_FROM, call.length() - QUOTED_BEHIND));
            }
            case AttributeValue.ListValue list -> list(text, list.elements(), indent);
            case AttributeValue.AdValue ad -> ad(text, ad.ad(), indent);
        }
    }

    private static void element(StringBuilder text, String tag, String content) {
        text.append('<').append(tag).append('>').append(content);
        text.append("</").append(tag).append('>');
    }

    private static String real(double value) {
        if (value == 0) {
            return "0.0";
        }
        if (Double.isNaN(value)) {
            return "NaN";
        }
        return Double.isInfinite(value)
                ? value < 0 ? "-INF" : "INF"
                : Unparser.unparseNew(new AttributeValue.RealValue(value));
    }

    private static void list(StringBuilder text, List<Expression> elements, int indent) {
        text.append("<l>");
        elements.forEach(element -> write(text, element, indent));
        text.append("</l>");
    }

    private static void ad(StringBuilder text, Expression.AdExpression ad, int indent) {
        text.append("<c>\n");
        ad.attributes().forEach(attribute -> member(text, attribute.name(), attribute.value(), indent + STEP));
        text.append(" ".repeat(indent)).append("</c>");
    }

    private static String escaped(String text) {
        return ByteText.of(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
    }
}
