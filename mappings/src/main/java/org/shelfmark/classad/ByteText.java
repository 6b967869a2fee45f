package org.shelfmark.classad;

import java.nio.charset.StandardCharsets;

/**
 * Strings as HTCondor sees them, bytes of UTF-8: lengths, offsets and regular expressions count those. A byte text holds one
 * byte per char; for ASCII it is the string itself.
 */
final class ByteText {
    private ByteText() {}

    /** The length in bytes. */
    static int length(String text) {
        return isAscii(text) ? text.length() : text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The string with one char per byte. */
    static String of(String text) {
        return isAscii(text) ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** The string of a byte text; a letter cut in two becomes U+FFFD. */
    static String decode(String byteText) {
        return isAscii(byteText)
                ? byteText
                : new String(byteText.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
