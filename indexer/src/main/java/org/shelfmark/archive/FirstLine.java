package org.shelfmark.archive;

import java.util.Arrays;

/**
 * The line with which HTCondor begins the body of a job: {@code In = "/dev/null"}.
 *
 * <p>Bodies are sorted by the length of the names, and no attribute of a job has a shorter name; every record of the
 * pools at hand begins with it. It is found also where it stands behind the fragment of another line.
 */
final class FirstLine {
    static final byte[] START = {'I', 'n', ' ', '=', ' '};
    static final int NAME_BYTES = 2;

    private FirstLine() {}

    /**
     * Index at which such a line begins that ends where the line [from, to) ends, or -1.
     *
     * @param to the line's newline
     */
    static int find(byte[] bytes, int from, int to) {
        int closing = to - 1;
        if (closing > from && bytes[closing] == '\r') {
            closing--;
        }
        if (closing < from || bytes[closing] != '"') {
            return -1;
        }
        for (int opening = closing - 1; opening >= from + START.length; opening--) {
            // a quote behind a backslash belongs to the text
            if (bytes[opening] == '"' && bytes[opening - 1] != '\\') {
                int start = opening - START.length;
                return Arrays.equals(bytes, start, opening, START, 0, START.length) ? start : -1;
            }
        }
        return -1;
    }

    /** Whether [from, to) is the line's name, or its beginning, several times. */
    static boolean isNameCutAndBegunAgain(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] == START[0]) {
            at++;
            if (at < to && bytes[at] == START[1]) {
                at++;
            }
        }
        return at == to && at > from;
    }
}
