package org.shelfmark.classad;

import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;

/** Builds the text of one expression or value. */
final class ExpressionWriter {
    private static final Set<String> RESERVED = Set.of("error", "false", "is", "isnt", "parent", "true", "undefined");

    private static final int AD_INDENT = 4;
    private static final int LIST_INDENT = 3;

    private final StringBuilder text = new StringBuilder();
    private final Syntax syntax;
    private final IntConsumer lengthCheck;
    private int indent;

    ExpressionWriter(Syntax syntax) {
        this(syntax, length -> {});
    }

    /**
     * @param lengthCheck told the length reached so far at every new line: indentation makes texts far longer than what
     *     they print
     */
    ExpressionWriter(Syntax syntax, IntConsumer lengthCheck) {
        this.syntax = syntax;
        this.lengthCheck = lengthCheck;
    }

    /** The two notations. */
    enum Syntax {
        /** That of history files. */
        OLD,
        /** That of {@code string()}: other real numbers, C's escapes in strings, {@code is} and {@code isnt}. */
        NEW,
        /** The new one with a line for each member of a list or ad: that of {@code unparse()}. */
        NEW_INDENTED
    }

    @Override
    public String toString() {
        return text.toString();
    }

    void write(AttributeValue value) {
        switch (value) {
            case AttributeValue.Undefined undefined -> text.append("undefined");
            case AttributeValue.ErrorValue error -> text.append("error");
            case AttributeValue.BooleanValue bool -> text.append(bool.value());
            case AttributeValue.IntegerValue integer -> text.append(integer.value());
            case AttributeValue.RealValue real ->
                text.append(syntax == Syntax.OLD ? RealText.print(real.value()) : RealText.exponential(real.value()));
            case AttributeValue.StringValue string -> writeQuoted(string.value(), '"');
            case AttributeValue.ListValue list -> writeList(list.elements());
            case AttributeValue.AdValue ad -> write(ad.ad());
            case AttributeValue.AbsoluteTimeValue time ->
                text.append("absTime(\"").append(TimeText.print(time)).append("\")");
            case AttributeValue.RelativeTimeValue duration ->
                text.append("relTime(\"").append(TimeText.print(duration)).append("\")");
        }
    }

    void write(Expression expression) {
        switch (expression) {
            case Expression.Literal literal -> write(literal.value());
            case Expression.AttributeReference reference -> {
                text.append(reference.scope().prefix());
                // HTCondor quotes odd names only where they stand alone.
                if (reference.scope() == ReferenceScope.NONE || reference.scope() == ReferenceScope.ABSOLUTE) {
                    writeName(reference.name());
                } else {
                    text.append(reference.name());
                }
            }
            case Expression.Unary unary -> {
                text.append(' ').append(unary.operator().symbol());
                write(unary.operand());
            }
            case Expression.Binary binary -> writeBinary(binary);
            case Expression.Conditional conditional -> {
                write(conditional.condition());
                text.append(" ? ");
                write(conditional.whenTrue());
                text.append(" : ");
                write(conditional.whenFalse());
            }
            case Expression.Elvis elvis -> {
                write(elvis.value());
                text.append(" ?: ");
                write(elvis.fallback());
            }
            case Expression.Subscript subscript -> {
                write(subscript.base());
                text.append('[');
                write(subscript.index());
                text.append(']');
            }
            case Expression.Selection selection -> {
                write(selection.base());
                text.append('.').append(selection.name());
            }
            case Expression.FunctionCall call -> {
                text.append(call.name()).append('(');
                writeSeparated(call.arguments());
                text.append(')');
            }
            case Expression.ListExpression list -> writeList(list.elements());
            case Expression.AdExpression ad -> writeAd(ad);
            case Expression.Parenthesised parenthesised -> {
                text.append('(');
                write(parenthesised.inner());
                text.append(')');
            }
        }
    }

    private void writeBinary(Expression.Binary chain) {
        Deque<Expression.Binary> spine = chain.leftSpine();
        write(spine.element().left());
        for (Expression.Binary binary : spine) {
            String symbol = syntax == Syntax.OLD
                    ? binary.operator().symbol()
                    : binary.operator().newSymbol();
            text.append(' ').append(symbol).append(' ');
            write(binary.right());
        }
    }

    private void writeList(List<Expression> elements) {
        open('{', LIST_INDENT);
        for (int i = 0; i < elements.size(); i++) {
            text.append(i > 0 ? "," : "");
            newLine("");
            write(elements.get(i));
        }
        close('}', LIST_INDENT);
    }

    private void open(char bracket, int step) {
        indent += step;
        newLine("");
        text.append(bracket);
        text.append(syntax == Syntax.NEW_INDENTED ? "" : " ");
        indent += step;
    }

    private void close(char bracket, int step) {
        indent -= step;
        newLine(" ");
        text.append(bracket);
        indent -= step;
    }

    private void newLine(String otherwise) {
        if (syntax == Syntax.NEW_INDENTED) {
            text.append('\n').append(" ".repeat(indent));
            lengthCheck.accept(text.length());
        } else {
            text.append(otherwise);
        }
    }

    private void writeSeparated(List<Expression> expressions) {
        for (int i = 0; i < expressions.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            write(expressions.get(i));
        }
    }

    private void writeAd(Expression.AdExpression ad) {
        open('[', AD_INDENT);
        String separator = "";
        for (Expression.Attribute attribute : ad.attributes()) {
            text.append(separator);
            newLine("");
            writeName(attribute.name());
            text.append(" = ");
            write(attribute.value());
            separator = "; ";
        }
        close(']', AD_INDENT);
    }

    private void writeName(String name) {
        if (isPlain(name) && !RESERVED.contains(AsciiCase.fold(name))) {
            text.append(name);
        } else {
            writeQuoted(name, '\'');
        }
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!Lexer.isNamePart(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty() && !NumberScanner.isDigit(name.charAt(0));
    }

    private void writeQuoted(String content, char delimiter) {
        text.append(delimiter);
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == delimiter) {
                text.append('\\').append(c);
            } else if (syntax == Syntax.OLD) {
                text.append(c);
            } else {
                i += writeEscaped(content, i) - 1;
            }
        }
        text.append(delimiter);
    }

    /** Writes a string without quotes around it, quotes in it as they are. */
    void writeContent(String content) {
        for (int i = 0; i < content.length(); ) {
            i += writeEscaped(content, i);
        }
    }

    /** Writes one code point with C's escapes; the new syntax knows bytes, not letters, beyond ASCII. */
    private int writeEscaped(String content, int index) {
        int codePoint = content.codePointAt(index);
        int escape = "\u0007\b\f\n\r\t\u000b\\".indexOf(codePoint);
        if (escape >= 0) {
            text.append('\\').append("abfnrtv\\".charAt(escape));
        } else if (codePoint >= ' ' && codePoint < 0x7f) {
            text.append((char) codePoint);
        } else {
            ByteText.of(Character.toString(codePoint))
                    .chars()
                    .forEach(b -> text.append(String.format(Locale.ROOT, "\\%03o", b)));
        }
        return Character.charCount(codePoint);
    }
}
