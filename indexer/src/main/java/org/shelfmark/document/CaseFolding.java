package org.shelfmark.document;

import java.util.Locale;

/** Text as it is compared without regard to case: Unicode simple case folding, code point by code point. */
public final class CaseFolding {
    private CaseFolding() {}

    /** The folded form; the text itself when it is folded already. */
    public static String fold(String text) {
        int length = text.length();
        int i = 0;
        while (i < length && isFoldedAscii(text.charAt(i))) {
            i++;
        }
        return i == length ? text : foldFrom(text, i);
    }

    private static boolean isFoldedAscii(char c) {
        return c < 0x80 && (c < 'A' || c > 'Z');
    }

    private static String foldFrom(String text, int from) {
        boolean ascii = true;
        for (int i = from; i < text.length() && ascii; i++) {
            ascii = text.charAt(i) < 0x80;
        }
        if (ascii) {
            return text.toLowerCase(Locale.ROOT);
        }
        StringBuilder folded = new StringBuilder(text.length());
        // by way of upper case, so that letters with two small forms (σ and ς) meet
        text.codePoints()
                .map(point -> Character.toLowerCase(Character.toUpperCase(point)))
                .forEach(folded::appendCodePoint);
        return folded.toString();
    }
}
