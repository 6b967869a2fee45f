package org.shelfmark.search;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Bytes of an archive as text that can be shown: what is no letter or sign that somebody sees stands there as {@code \x00},
 * byte by byte, and a backslash as two. The end of a line stays what it is.
 */
final class VisibleBytes {
    private static final int MAX_LETTER_BYTES = 4;

    private VisibleBytes() {}

    /** The bytes [from, to). */
    static String shown(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int at = from; at < to; ) {
            int length = letterBytes(bytes, at, to);
            if (length == 0) {
                text.append(escaped(bytes[at++]));
            } else {
                text.append(bytes[at] == '\\' ? "\\\\" : new String(bytes, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return text.toString();
    }

    /** The bytes [from, to) without what could be read: only how much of it there was. */
    static String unreadable(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        int leftOut = 0;
        for (int at = from; at < to; ) {
            int length = bytes[at] == '\n' ? 0 : letterBytes(bytes, at, to);
            if (length > 0) {
                leftOut += length;
                at += length;
                continue;
            }
            appendLeftOut(text, leftOut);
            leftOut = 0;
            text.append(bytes[at] == '\n' ? "\n" : escaped(bytes[at]));
            at++;
        }
        appendLeftOut(text, leftOut);
        return text.toString();
    }

    private static void appendLeftOut(StringBuilder text, int bytes) {
        if (bytes > 0) {
            text.append('(').append(bytes).append(bytes == 1 ? " byte left out)" : " bytes left out)");
        }
    }

    private static String escaped(byte value) {
        return String.format(Locale.ROOT, "\\x%02X", value & 0xFF);
    }

    /** How many bytes the visible character has that begins here; 0 where none does. */
    private static int letterBytes(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0x80) {
            return lead == '\n' || (lead >= ' ' && lead < 0x7F) ? 1 : 0;
        }
        int length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : MAX_LETTER_BYTES;
        if (length == 0 || at + length > to) {
            return 0;
        }
        String letter = new String(bytes, at, length, StandardCharsets.UTF_8);
        int point = letter.codePointAt(0);
        boolean whole = letter.codePointCount(0, letter.length()) == 1
                && letter.getBytes(StandardCharsets.UTF_8).length == length
                && (point != 0xFFFD || lead == 0xEF);
        return whole && isVisible(point) ? length : 0;
    }

    /** Not what turns, hides or breaks the text around it. */
    private static boolean isVisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
