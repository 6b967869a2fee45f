package org.shelfmark.cli.history;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.ByteText;
import org.shelfmark.classad.Expression;
import org.shelfmark.classad.Unparser;
import org.shelfmark.document.RecordView;

/**
 * JSON as HTCondor's tools write it: an expression is the string <code>"\/Expr(text)\/"</code>, bytes that are no UTF-8 come out
 * as they are.
 */
final class JsonPrinter implements RecordPrinter {
    private static final int STEP = 2;

    private final Projection projection;
    private final boolean lines;
    private boolean isFirst = true;

    /**
     * A printer.
     *
     * @param lines whether each record is one line, without a list around them
     */
    JsonPrinter(Projection projection, boolean lines) {
        this.projection = projection;
        this.lines = lines;
    }

    @Override
    public void header(ByteOutput out) throws IOException {
        if (!lines) {
            out.print("[\n");
        }
    }

    @Override
    public void print(RecordView record, ByteOutput out) throws IOException {
        if (!lines && !isFirst) {
            out.print(",\n");
        }
        isFirst = false;
        StringBuilder text = new StringBuilder("{");
        String separator = "";
        for (Projection.Attribute attribute : projection.of(record)) {
            text.append(separator);
            member(text, attribute.name(), attribute.expression(), STEP);
            separator = ",";
        }
        close(text, '}', 0);
        out.print(text.append('\n'));
    }

    @Override
    public void footer(ByteOutput out) throws IOException {
        if (!lines) {
            out.print("]\n");
        }
    }

    private void member(StringBuilder text, String name, Expression value, int indent) {
        newLine(text, indent);
        text.append('"');
        escape(text, ByteText.of(name));
        text.append("\": ");
        write(text, value, indent);
    }

    private void newLine(StringBuilder text, int indent) {
        if (!lines) {
            text.append('\n').append(" ".repeat(indent));
        }
    }

    private void close(StringBuilder text, char bracket, int indent) {
        newLine(text, indent);
        text.append(bracket);
    }

    private void write(StringBuilder text, Expression expression, int indent) {
        switch (expression) {
            case Expression.Literal literal -> write(text, literal.value(), indent);
            case Expression.ListExpression list -> list(text, list.elements(), indent);
            case Expression.AdExpression ad -> ad(text, ad, indent);
            default -> quoted(text, Unparser.unparseNew(expression));
        }
    }

    private void write(StringBuilder text, AttributeValue value, int indent) {
        switch (value) {
            case AttributeValue.Undefined undefined -> text.append("null");
            case AttributeValue.BooleanValue bool -> text.append(bool.value());
            case AttributeValue.IntegerValue integer -> text.append(integer.value());
            case AttributeValue.RealValue real -> real(text, real);
            // a duration that is written as a constant stands for its seconds
            case AttributeValue.RelativeTimeValue duration ->
                real(text, new AttributeValue.RealValue(duration.seconds()));
            case AttributeValue.StringValue string -> {
                text.append('"');
                escape(text, ByteText.of(string.value()));
                text.append('"');
            }
            case AttributeValue.ListValue list -> list(text, list.elements(), indent);
            case AttributeValue.AdValue ad -> ad(text, ad.ad(), indent);
            case AttributeValue.ErrorValue error -> quoted(text, "error");
            case AttributeValue.AbsoluteTimeValue time -> quoted(text, Unparser.unparseNew(time));
        }
    }

    private static void real(StringBuilder text, AttributeValue.RealValue real) {
        if (Double.isNaN(real.value()) || Double.isInfinite(real.value())) {
            quoted(text, Unparser.unparse(real));
        } else {
            text.append(Unparser.unparse(real));
        }
    }

    private void list(StringBuilder text, List<Expression> elements, int indent) {
        text.append('[');
        String separator = "";
        for (Expression element : elements) {
            text.append(separator);
            newLine(text, indent + STEP);
            write(text, element, indent + STEP);
            separator = ",";
        }
        close(text, ']', indent);
    }

    private void ad(StringBuilder text, Expression.AdExpression ad, int indent) {
        text.append('{');
        String separator = "";
        for (Expression.Attribute attribute : ad.attributes()) {
            text.append(separator);
            member(text, attribute.name(), attribute.value(), indent + STEP);
            separator = ",";
        }
        close(text, '}', indent);
    }

    private static void quoted(StringBuilder text, String expression) {
        text.append("\"\\/Expr(");
        escape(text, ByteText.of(expression));
        text.append(")\\/\"");
    }

    private static void escape(StringBuilder text, String byteText) {
        for (int i = 0; i < byteText.length(); i++) {
            char c = byteText.charAt(i);
            int escape = "\b\f\n\r\t\\\"".indexOf(c);
            if (escape >= 0) {
                text.append('\\').append("bfnrt\\\"".charAt(escape));
            } else if (c < ' ') {
                text.append(String.format(Locale.ROOT, "\\u00%02X", (int) c));
            } else {
                text.append(c);
            }
        }
    }
}
