package org.shelfmark.cli.history;

/** The backslash escapes of C in texts that users give. */
final class Escapes {
    private static final String LETTERS = "abfnrtv\\?'\"";
    private static final String MEANINGS = "\u0007\b\f\n\r\t\u000b\\?'\"";

    private Escapes() {}

    /**
     * A byte text with its escapes resolved; it ends where an escape makes a zero byte. Numbers are read as {@code
     * condor_history} reads them: each further digit adds nine (octal) or seventeen (hexadecimal) times what was there.
     */
    static String resolve(String text) {
        return resolve(text, false);
    }

    /** The same for headings and separators of print-format files, where the backslash of an unknown escape stays. */
    static String resolveHeading(String text) {
        return resolve(text, true);
    }

    private static String resolve(String text, boolean keepUnknown) {
        StringBuilder resolved = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\\' || at == text.length()) {
                resolved.append(c);
                continue;
            }
            char escaped = text.charAt(at++);
            int letter = LETTERS.indexOf(escaped);
            int value;
            if (letter >= 0) {
                value = MEANINGS.charAt(letter);
            } else if (escaped >= '0' && escaped <= '9') {
                value = escaped - '0';
                for (; at < text.length() && Character.digit(text.charAt(at), 10) >= 0; at++) {
                    value += value * 8 + Character.digit(text.charAt(at), 10);
                }
            } else if (escaped == 'x') {
                value = 0;
                for (; at < text.length() && Character.digit(text.charAt(at), 16) >= 0; at++) {
                    value += value * 16 + Character.digit(text.charAt(at), 16);
                }
            } else {
                resolved.append(keepUnknown ? "\\" : "");
                value = escaped;
            }
            if ((value & 0xFF) == 0) {
                return resolved.toString();
            }
            resolved.append((char) (value & 0xFF));
        }
        return resolved.toString();
    }
}
