package org.shelfmark.classad;

/**
 * Prints expressions and values in old ClassAd syntax, exactly as HTCondor writes them into history files: parsing such a
 * line and printing the result gives the same text. Names keep the letters they were written with, and parentheses stay.
 */
public final class Unparser {
    private Unparser() {}

    /** The text of an expression. */
    public static String unparse(Expression expression) {
        ExpressionWriter writer = new ExpressionWriter(ExpressionWriter.Syntax.OLD);
        writer.write(expression);
        return writer.toString();
    }

    /**
     * The text of a value, strings quoted. Infinities and NaN are {@code real("INF")}, {@code real("-INF")} and {@code
     * real("NaN")}.
     */
    public static String unparse(AttributeValue value) {
        ExpressionWriter writer = new ExpressionWriter(ExpressionWriter.Syntax.OLD);
        writer.write(value);
        return writer.toString();
    }

    /** The text of an expression in new syntax: other reals, C's escapes in strings, {@code is} and {@code isnt}. */
    public static String unparseNew(Expression expression) {
        ExpressionWriter writer = new ExpressionWriter(ExpressionWriter.Syntax.NEW);
        writer.write(expression);
        return writer.toString();
    }

    /** A string with the escapes of the new syntax, without quotes around it; quotes in it stay as they are. */
    public static String escaped(String content) {
        ExpressionWriter writer = new ExpressionWriter(ExpressionWriter.Syntax.NEW);
        writer.writeContent(content);
        return writer.toString();
    }

    /** The text that {@code string()} makes of a value that is not a string: new syntax. */
    public static String unparseNew(AttributeValue value) {
        ExpressionWriter writer = new ExpressionWriter(ExpressionWriter.Syntax.NEW);
        writer.write(value);
        return writer.toString();
    }

    /** The text that {@code unparse()} makes of an expression: new syntax, lists and ads over several lines. */
    static String unparseIndented(Expression expression, EvaluationRun run) {
        ExpressionWriter writer = new ExpressionWriter(ExpressionWriter.Syntax.NEW_INDENTED, run::checkLength);
        writer.write(expression);
        return writer.toString();
    }
}
