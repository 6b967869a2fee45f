package org.shelfmark.archive;

/**
 * Tells whether a string literal is still open where a record's text has been read to.
 *
 * <p>HTCondor writes a newline inside a string as it is, so the next physical line may look like anything, even like a
 * banner.
 */
public final class OpenString {
    private OpenString() {}

    /** Whether the last attribute line in [from, to), which begins at a line start, leaves a string open. */
    public static boolean atEnd(byte[] bytes, int from, int to) {
        boolean open = false;
        int lineStart = from;
        while (lineStart < to) {
            int lineEnd = ByteSearch.indexOf(bytes, (byte) '\n', lineStart, to);
            open = afterLine(bytes, lineStart, lineEnd, open);
            lineStart = lineEnd + 1;
        }
        return open;
    }

    /**
     * Whether a string is open after the line [from, to), to being its newline.
     *
     * @param open whether one was open before it
     */
    public static boolean afterLine(byte[] bytes, int from, int to, boolean open) {
        int at = from;
        if (!open) {
            at = ByteSearch.indexOf(bytes, (byte) '=', from, to) + 1;
        }
        int end = to > from && bytes[to - 1] == '\r' ? to - 1 : to;
        boolean inString = open;
        for (; at < end; at++) {
            if (bytes[at] == '"') {
                inString = !inString;
            } else if (inString && bytes[at] == '\\' && at + 1 < end && bytes[at + 1] == '"' && at + 2 < end) {
                // \" is a quote within the string, unless that quote is the last byte of the line
                at++;
            }
        }
        return inString;
    }
}
