package org.shelfmark.archive;

import java.nio.charset.StandardCharsets;

/**
 * Walks over the attributes of a body, or of its beginning, as long as they are in order.
 *
 * <p>A value with a string over several lines is one attribute.
 */
final class BodyWalk {
    private static final int MAX_STRING_LINES = 200;

    private final byte[] bytes;
    private final int to;
    private int at;
    private int nameFrom = -1;
    private int nameEnd = -1;
    private int valueEnd;
    private boolean open;

    /** Before the first attribute of [from, to), which begins at a name and ends behind a newline. */
    BodyWalk(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.to = to;
    }

    /** Goes to the next attribute; false at the end, and where none stands that may come next. */
    boolean next() {
        int end = at < to && !open ? BodyOrder.nameEnd(bytes, at, to) : -1;
        if (end < 0 || (nameFrom >= 0 && BodyOrder.compare(bytes, nameFrom, nameEnd, at, end) >= 0)) {
            return false;
        }
        nameFrom = at;
        nameEnd = end;
        valueEnd = ByteSearch.indexOf(bytes, (byte) '\n', at, to);
        open = OpenString.afterLine(bytes, at, valueEnd, false);
        for (int lines = 1; open && valueEnd + 1 < to && lines < MAX_STRING_LINES; lines++) {
            int line = valueEnd + 1;
            valueEnd = ByteSearch.indexOf(bytes, (byte) '\n', line, to);
            open = OpenString.afterLine(bytes, line, valueEnd, true);
        }
        at = valueEnd + 1;
        return true;
    }

    /** Whether everything has been walked over. */
    boolean atEnd() {
        return at >= to;
    }

    /** Whether the last value's string is still open at the end. */
    boolean open() {
        return open;
    }

    int nameFrom() {
        return nameFrom;
    }

    int nameEnd() {
        return nameEnd;
    }

    boolean isNamed(String name) {
        if (nameEnd - nameFrom != name.length()) {
            return false;
        }
        return new String(bytes, nameFrom, name.length(), StandardCharsets.ISO_8859_1).equalsIgnoreCase(name);
    }

    /** The value's text. */
    String value() {
        return new String(bytes, nameEnd + 3, valueEnd - nameEnd - 3, StandardCharsets.UTF_8).strip();
    }
}
