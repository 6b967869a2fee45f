package org.shelfmark.classad;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strings as HTCondor sees them, bytes of UTF-8: lengths, offsets and regular expressions count those. A byte text holds one
 * byte per char; for ASCII it is the string itself.
 *
 * <p>Bytes that are no UTF-8 become U+FFFD, or, where bytes must not be lost, the chars U+DC80 to U+DCFF, one per byte;
 * {@link #of} gives those bytes back.
 */
public final class ByteText {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int KEPT = 0xDC00;

    private ByteText() {}

    /** The length in bytes. */
    static int length(String text) {
        return isAscii(text) ? text.length() : of(text).length();
    }

    /** The string with one char per byte. */
    public static String of(String text) {
        if (isAscii(text)) {
            return text;
        }
        if (!keepsBytes(text)) {
            return latin(text.getBytes(StandardCharsets.UTF_8));
        }
        StringBuilder bytes = new StringBuilder(text.length() * 2);
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isKept(text, i)) {
                bytes.append(latin(text.substring(from, i).getBytes(StandardCharsets.UTF_8)));
                bytes.append((char) (text.charAt(i) - KEPT));
                from = i + 1;
            }
        }
        return bytes.append(latin(text.substring(from).getBytes(StandardCharsets.UTF_8)))
                .toString();
    }

    /** The string of a byte text; a letter cut in two becomes U+FFFD. */
    static String decode(String byteText) {
        return isAscii(byteText)
                ? byteText
                : new String(byteText.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The string of a byte text from which {@link #of} makes the same byte text again. */
    static String decodeKeeping(String byteText) {
        String decoded = decode(byteText);
        return decoded.indexOf(REPLACEMENT) < 0 ? decoded : keeping(byteText.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The string of bytes, without loss if asked for. */
    static String decode(byte[] bytes, int from, int length, boolean keepBytes) {
        String decoded = new String(bytes, from, length, StandardCharsets.UTF_8);
        return keepBytes && decoded.indexOf(REPLACEMENT) >= 0
                ? keeping(Arrays.copyOfRange(bytes, from, from + length))
                : decoded;
    }

    private static String keeping(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length);
        int from = 0;
        int at = 0;
        while (at < bytes.length) {
            int letter = letterBytes(bytes, at);
            if (letter > 0) {
                at += letter;
            } else {
                text.append(new String(bytes, from, at - from, StandardCharsets.UTF_8));
                text.append((char) (KEPT + (bytes[at] & 0xFF)));
                from = ++at;
            }
        }
        return text.append(new String(bytes, from, at - from, StandardCharsets.UTF_8))
                .toString();
    }

    /** Number of bytes of the letter that begins here, 0 when none does. */
    private static int letterBytes(byte[] bytes, int at) {
        int lead = bytes[at] & 0xFF;
        int length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
        if (length < 2 || at + length > bytes.length) {
            return length < 2 ? length : 0;
        }
        String letter = new String(bytes, at, length, StandardCharsets.UTF_8);
        boolean replaced = letter.charAt(0) == REPLACEMENT
                && !(length == 3 && lead == 0xEF && bytes[at + 1] == (byte) 0xBF && bytes[at + 2] == (byte) 0xBD);
        return replaced ? 0 : length;
    }

    private static boolean keepsBytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isKept(text, i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a char stands for a byte: it is in the range and no half of a pair. */
    private static boolean isKept(String text, int i) {
        char c = text.charAt(i);
        return c >= KEPT + 0x80 && c <= KEPT + 0xFF && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
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
