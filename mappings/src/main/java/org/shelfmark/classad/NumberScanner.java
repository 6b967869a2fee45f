package org.shelfmark.classad;

/**
 * Reads one number in old ClassAd syntax: decimal integers without leading zeros, reals with a fraction or an exponent.
 * Works on text whose chars may be bytes.
 */
final class NumberScanner {
    private final String text;
    private final int start;
    private int next;
    private boolean real;
    private boolean twoDots;

    private NumberScanner(String text, int start) {
        this.text = text;
        this.start = start;
        this.next = start;
    }

    /** Scans the number that begins at {@code start} with a minus sign, a digit, or one or two dots before a digit. */
    static NumberScanner scan(String text, int start) throws ClassAdSyntaxException {
        NumberScanner scanner = new NumberScanner(text, start);
        scanner.scan();
        return scanner;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The position behind the number. */
    int end() {
        return next;
    }

    Expression.Literal literal() {
        String number = text.substring(start, next);
        if (real) {
            return new Expression.Literal(new AttributeValue.RealValue(twoDots ? 0 : Double.parseDouble(number)));
        }
        return new Expression.Literal(new AttributeValue.IntegerValue(integer(number)));
    }

    TokenKind kind() {
        return real ? TokenKind.REAL : TokenKind.INTEGER;
    }

    /** HTCondor reads an integer that does not fit as 0, without complaint. */
    private static long integer(String number) {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void scan() throws ClassAdSyntaxException {
        boolean negative = peek() == '-';
        if (negative) {
            next++;
        }
        int first = next;
        skipDigits();
        if (peek() == '.') {
            next++;
            real = true;
            if (next == first + 1 && !negative && peek() == '.') {
                // HTCondor lets a second dot in, and then finds no number in "..5".
                twoDots = true;
                next++;
            }
            if (!isDigit(peek())) {
                throw bad("a digit after the decimal point");
            }
            skipDigits();
        }
        if (next > first && (peek() == 'e' || peek() == 'E')) {
            next++;
            real = true;
            if (peek() == '+' || peek() == '-') {
                next++;
            }
            if (!isDigit(peek())) {
                throw bad("a digit in the exponent");
            }
            skipDigits();
        }
        if (!real && text.charAt(first) == '0') {
            rejectOctalAndHexadecimal(first, negative);
        }
    }

    /** HTCondor looks for the leading zero before the sign only, so that {@code -010} is a legal -10. */
    private void rejectOctalAndHexadecimal(int first, boolean negative) throws ClassAdSyntaxException {
        boolean hexadecimal = next == first + 1 && (peek() == 'x' || peek() == 'X');
        if (hexadecimal || (!negative && next > first + 1)) {
            while (Lexer.isNamePart(peek())) {
                next++;
            }
            throw bad("a decimal number without leading zeros");
        }
    }

    private ClassAdSyntaxException bad(String expected) {
        return new ClassAdSyntaxException("\"" + text.substring(start, next) + "\"", start, expected);
    }

    private void skipDigits() {
        while (isDigit(peek())) {
            next++;
        }
    }

    private char peek() {
        return next < text.length() ? text.charAt(next) : '\0';
    }
}
