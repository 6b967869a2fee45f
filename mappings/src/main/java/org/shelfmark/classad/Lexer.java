package org.shelfmark.classad;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Cuts a text into tokens; {@link #kind} and its companions describe the current one. */
final class Lexer {
    private static final int MAX_BYTES_PER_LETTER = 4;

    private final String text;
    private final boolean charsAreBytes;
    private final boolean keepBytes;
    private final boolean newQuotes;
    private int next;
    private int start;
    private TokenKind kind = TokenKind.END;
    private String name = "";
    private Expression.@Nullable Literal literal;
    private @Nullable BinaryOperator operator;

    /**
     * Stands before the first token; {@link #advance} moves to it.
     *
     * @param charsAreBytes whether the text's chars are bytes of UTF-8, so that positions count bytes
     */
    Lexer(String text, boolean charsAreBytes) {
        this(text, charsAreBytes, false);
    }

    /**
     * Stands before the first token.
     *
     * @param keepBytes whether bytes that are no UTF-8 are kept in strings and names
     */
    Lexer(String text, boolean charsAreBytes, boolean keepBytes) {
        this(text, charsAreBytes, keepBytes, false);
    }

    private Lexer(String text, boolean charsAreBytes, boolean keepBytes, boolean newQuotes) {
        this.text = text;
        this.charsAreBytes = charsAreBytes;
        this.keepBytes = keepBytes;
        this.newQuotes = newQuotes;
    }

    /** A lexer for text whose strings are in new ClassAd syntax. */
    static Lexer ofNewSyntax(String text) {
        return new Lexer(text, false, false, true);
    }

    TokenKind kind() {
        return kind;
    }

    int position() {
        return start;
    }

    /** The text of a {@link TokenKind#NAME}. */
    String name() {
        return name;
    }

    /** The value of a number or string. */
    Expression.Literal literal() {
        if (literal == null) {
            throw new IllegalStateException("token " + kind + " has no value");
        }
        return literal;
    }

    /** The infix operator of an {@link TokenKind#OPERATOR}, null at other tokens. */
    @Nullable
    BinaryOperator operator() {
        return operator;
    }

    /** The error that the current token is not what was expected. */
    ClassAdSyntaxException unexpected(String expected) {
        String found = kind == TokenKind.END ? "end of text" : "\"" + decode(text.substring(start, next)) + "\"";
        return new ClassAdSyntaxException(found, start, expected);
    }

    void advance() throws ClassAdSyntaxException {
        TokenKind previous = kind;
        skipBlanksAndComments();
        start = next;
        operator = null;
        if (next >= text.length()) {
            kind = TokenKind.END;
            return;
        }
        char c = text.charAt(next);
        if (isNameStart(c)) {
            readName();
        } else if (startsNumber(c, previous)) {
            readNumber();
        } else if (c == '"' || c == '\'') {
            readQuoted(c);
        } else {
            readPunctuation(c);
        }
    }

    static boolean isNamePart(char c) {
        return isNameStart(c) || NumberScanner.isDigit(c);
    }

    static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    private static boolean isNameStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private void skipBlanksAndComments() throws ClassAdSyntaxException {
        while (next < text.length()) {
            if (isBlank(text.charAt(next))) {
                next++;
            } else if (text.startsWith("//", next)) {
                int lineEnd = text.indexOf('\n', next);
                next = lineEnd < 0 ? text.length() : lineEnd;
            } else if (text.startsWith("/*", next)) {
                int close = text.indexOf("*/", next + 2);
                if (close < 0) {
                    throw new ClassAdSyntaxException("an unclosed comment", next, "\"*/\"");
                }
                next = close + 2;
            } else {
                return;
            }
        }
    }

    private boolean startsNumber(char c, TokenKind previous) {
        if (NumberScanner.isDigit(c)) {
            return true;
        }
        if (c == '.') {
            return NumberScanner.isDigit(at(at(next + 1) == '.' ? next + 2 : next + 1));
        }
        return c == '-'
                && !previous.beforeOperator()
                && (NumberScanner.isDigit(at(next + 1))
                        || (at(next + 1) == '.' && NumberScanner.isDigit(at(next + 2))));
    }

    private void readNumber() throws ClassAdSyntaxException {
        NumberScanner number = NumberScanner.scan(text, next);
        next = number.end();
        kind = number.kind();
        literal = number.literal();
    }

    private void readName() {
        while (isNamePart(at(next))) {
            next++;
        }
        name = text.substring(start, next);
        // Only letters make keywords, and the longest has nine: most names need no folding here.
        switch (name.length() <= 9 ? name.toLowerCase(Locale.ROOT) : name) {
            case "true" -> kind = TokenKind.TRUE;
            case "false" -> kind = TokenKind.FALSE;
            case "undefined" -> kind = TokenKind.UNDEFINED;
            case "error" -> kind = TokenKind.ERROR;
            case "is" -> setOperator(BinaryOperator.IDENTICAL);
            case "isnt" -> setOperator(BinaryOperator.NOT_IDENTICAL);
            default -> kind = TokenKind.NAME;
        }
    }

    /**
     * A backslash is an ordinary char unless the delimiter follows; then the delimiter is part of the string, unless it is
     * the last char of the text or line: then the backslash is ordinary after all and the string ends.
     */
    private void readQuoted(char delimiter) throws ClassAdSyntaxException {
        if (newQuotes) {
            NewSyntaxQuotes quotes = NewSyntaxQuotes.read(text, start);
            next = quotes.end();
            setQuoted(delimiter, quotes.value());
            return;
        }
        StringBuilder content = new StringBuilder();
        int from = next + 1;
        while (true) {
            int quote = text.indexOf(delimiter, from);
            if (quote < 0) {
                throw new ClassAdSyntaxException(
                        delimiter == '"' ? "an unclosed string" : "an unclosed quoted name",
                        start,
                        delimiter == '"' ? "a closing '\"'" : "a closing \"'\"");
            }
            boolean escaped = quote > start + 1
                    && text.charAt(quote - 1) == '\\'
                    && quote + 1 < text.length()
                    && text.charAt(quote + 1) != '\n';
            if (!escaped) {
                content.append(text, from, quote);
                next = quote + 1;
                break;
            }
            content.append(text, from, quote - 1).append(delimiter);
            from = quote + 1;
        }
        setQuoted(delimiter, decode(content.toString()));
    }

    private void setQuoted(char delimiter, String value) {
        if (delimiter == '"') {
            kind = TokenKind.STRING;
            literal = new Expression.Literal(new AttributeValue.StringValue(value));
        } else {
            kind = TokenKind.NAME;
            name = value;
        }
    }

    private String decode(String raw) {
        if (!charsAreBytes) {
            return raw;
        }
        return keepBytes ? ByteText.decodeKeeping(raw) : ByteText.decode(raw);
    }

    private void readPunctuation(char c) throws ClassAdSyntaxException {
        next++;
        switch (c) {
            case '*' -> setOperator(BinaryOperator.MULTIPLY);
            case '/' -> setOperator(BinaryOperator.DIVIDE);
            case '%' -> setOperator(BinaryOperator.MODULUS);
            case '+' -> setOperator(BinaryOperator.ADD);
            case '-' -> setOperator(BinaryOperator.SUBTRACT);
            case '^' -> setOperator(BinaryOperator.BIT_XOR);
            case '&' -> setOperator(take('&') ? BinaryOperator.AND : BinaryOperator.BIT_AND);
            case '|' -> setOperator(take('|') ? BinaryOperator.OR : BinaryOperator.BIT_OR);
            case '<' ->
                setOperator(
                        take('=')
                                ? BinaryOperator.LESS_OR_EQUAL
                                : take('<') ? BinaryOperator.SHIFT_LEFT : BinaryOperator.LESS);
            case '>' -> setOperator(greaterOrShift());
            case '=' -> readEqual();
            case '!' -> {
                if (take('=')) {
                    setOperator(BinaryOperator.NOT_EQUAL);
                } else {
                    kind = TokenKind.NOT;
                }
            }
            case '?' -> readQuestion();
            case '~' -> kind = TokenKind.COMPLEMENT;
            case '.' -> {
                // HTCondor takes two dots for one.
                take('.');
                kind = TokenKind.DOT;
            }
            case ':' -> kind = TokenKind.COLON;
            case ';' -> kind = TokenKind.SEMICOLON;
            case ',' -> kind = TokenKind.COMMA;
            case '(' -> kind = TokenKind.OPEN_PAREN;
            case ')' -> kind = TokenKind.CLOSE_PAREN;
            case '[' -> kind = TokenKind.OPEN_BRACKET;
            case ']' -> kind = TokenKind.CLOSE_BRACKET;
            case '{' -> kind = TokenKind.OPEN_BRACE;
            case '}' -> kind = TokenKind.CLOSE_BRACE;
            default -> throw new ClassAdSyntaxException(describeOffender(), start, "an operator or a value");
        }
    }

    private String describeOffender() {
        int codePoint = decode(text.substring(start, Math.min(start + MAX_BYTES_PER_LETTER, text.length())))
                .codePointAt(0);
        return codePoint > ' ' && codePoint < 0x7f
                ? "\"" + (char) codePoint + "\""
                : "character U+" + String.format(Locale.ROOT, "%04X", codePoint);
    }

    private BinaryOperator greaterOrShift() {
        if (take('=')) {
            return BinaryOperator.GREATER_OR_EQUAL;
        }
        if (!take('>')) {
            return BinaryOperator.GREATER;
        }
        return take('>') ? BinaryOperator.SHIFT_RIGHT_UNSIGNED : BinaryOperator.SHIFT_RIGHT;
    }

    private void readEqual() {
        if (take('=')) {
            setOperator(BinaryOperator.EQUAL);
        } else if (text.startsWith("?=", next)) {
            next += 2;
            setOperator(BinaryOperator.IDENTICAL);
        } else if (text.startsWith("!=", next)) {
            next += 2;
            setOperator(BinaryOperator.NOT_IDENTICAL);
        } else {
            kind = TokenKind.ASSIGN;
        }
    }

    /** Blanks may stand inside {@code ?:}. */
    private void readQuestion() {
        int after = next;
        while (isBlank(at(after))) {
            after++;
        }
        if (at(after) == ':') {
            next = after + 1;
            kind = TokenKind.ELVIS;
        } else {
            kind = TokenKind.QUESTION;
        }
    }

    private void setOperator(BinaryOperator found) {
        kind = TokenKind.OPERATOR;
        operator = found;
    }

    private boolean take(char expected) {
        if (at(next) == expected) {
            next++;
            return true;
        }
        return false;
    }

    private char at(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }
}
