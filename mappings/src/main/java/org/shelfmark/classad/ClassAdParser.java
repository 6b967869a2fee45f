package org.shelfmark.classad;

import java.nio.charset.StandardCharsets;

/**
 * Reads expressions in old ClassAd syntax, the one of history files and of HTCondor's command line. The new spellings
 * {@code is}, {@code isnt} and ads with a final semicolon are read too; escapes of the new syntax are not.
 *
 * <p>What HTCondor accepts is accepted and what it refuses is refused, with three exceptions: nesting is limited to
 * 300 levels, a NUL ends nothing, and what follows a complete {@code c ? a : b} is refused, where HTCondor ignores it. An integer literal beyond 64 bits is 0, as there.
 */
public final class ClassAdParser {
    private ClassAdParser() {}

    /**
     * Parses the right-hand side of a history line. Plain constants, which nearly all are, take a path of their own that
     * allocates little but the value.
     *
     * @param bytes UTF-8; invalid bytes become U+FFFD inside strings
     * @param from the first byte, the one behind the equal sign; blanks are skipped
     * @param to behind the last byte; the line end, a carriage return included, does not belong to it: HTCondor reads a
     *     string that ends with a backslash only where nothing at all follows
     * @throws ClassAdSyntaxException when the bytes are not one whole expression; its position counts from {@code from}
     */
    public static Expression parse(byte[] bytes, int from, int to) throws ClassAdSyntaxException {
        return parse(bytes, from, to, false);
    }

    /**
     * Like {@link #parse(byte[], int, int)}, without loss if asked for.
     *
     * @param keepBytes whether bytes that are no UTF-8 are kept in strings, in the way of {@link ByteText}
     */
    public static Expression parse(byte[] bytes, int from, int to, boolean keepBytes) throws ClassAdSyntaxException {
        Expression.Literal literal = ConstantReader.read(bytes, from, to, keepBytes);
        if (literal != null) {
            return literal;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        return new ExpressionReader(new Lexer(text, true, keepBytes)).readAll();
    }

    /**
     * Parses a constraint.
     *
     * @throws ClassAdSyntaxException when the text is not one whole expression; its position counts chars
     */
    public static Expression parse(String text) throws ClassAdSyntaxException {
        return new ExpressionReader(new Lexer(text, false)).readAll();
    }

    /** Parses the text that {@code eval()} is given, which HTCondor reads with the escapes of the new syntax. */
    static Expression parseEvaluated(String text) throws ClassAdSyntaxException {
        return new ExpressionReader(Lexer.ofNewSyntax(text)).readAll();
    }
}
