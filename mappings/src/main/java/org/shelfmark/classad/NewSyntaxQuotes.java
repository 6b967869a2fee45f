package org.shelfmark.classad;

/**
 * Strings and quoted names of the new ClassAd syntax, which {@code eval()} reads its text in: with C's escapes, and joined
 * where one directly follows another.
 *
 * @param value what stands between the quotes, escapes resolved
 * @param end the position behind the last quote
 */
record NewSyntaxQuotes(String value, int end) {
    private static final String ESCAPED = "abfnrtv";
    private static final String MEANT = "\u0007\b\f\n\r\t\u000b";

    /** Reads from the opening quote on. */
    static NewSyntaxQuotes read(String text, int start) throws ClassAdSyntaxException {
        char delimiter = text.charAt(start);
        StringBuilder raw = new StringBuilder();
        int open = start;
        while (true) {
            int close = open + 1;
            while (close < text.length() && text.charAt(close) != delimiter) {
                close += text.charAt(close) == '\\' ? 2 : 1;
            }
            if (close >= text.length()) {
                throw new ClassAdSyntaxException("an unclosed quotation", start, "a closing " + delimiter);
            }
            raw.append(text, open + 1, close);
            int next = close + 1;
            while (next < text.length() && Lexer.isBlank(text.charAt(next))) {
                next++;
            }
            if (next == text.length() || text.charAt(next) != delimiter) {
                return new NewSyntaxQuotes(resolved(raw.toString(), start), close + 1);
            }
            open = next;
        }
    }

    /** Escapes stand for bytes of UTF-8. */
    private static String resolved(String raw, int start) throws ClassAdSyntaxException {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        String bytes = ByteText.of(raw);
        StringBuilder resolved = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            if (c != '\\' || i + 1 == bytes.length()) {
                resolved.append(c);
                continue;
            }
            c = bytes.charAt(++i);
            if (!isOctal(c)) {
                int escape = ESCAPED.indexOf(c);
                resolved.append(escape < 0 ? c : MEANT.charAt(escape));
                continue;
            }
            int number = c - '0';
            int digits = 1;
            while (digits < 3
                    && (digits == 1 || number < 0x20)
                    && i + 1 < bytes.length()
                    && isOctal(bytes.charAt(i + 1))) {
                number = number * 8 + bytes.charAt(++i) - '0';
                digits++;
            }
            if (number == 0) {
                throw new ClassAdSyntaxException("the escape of a zero byte", start, "a string without one");
            }
            resolved.append((char) number);
        }
        return ByteText.decode(resolved.toString());
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }
}
