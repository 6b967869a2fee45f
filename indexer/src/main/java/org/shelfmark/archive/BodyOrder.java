package org.shelfmark.archive;

/**
 * The order of the lines of a body: by the length of the name, then by the name in any case.
 *
 * <p>HTCondor has written job records so since 24.3. Names are given by their places in the bytes.
 */
final class BodyOrder {
    private BodyOrder() {}

    /** End of the name if {@code Name = } stands at {@code at}, spaced as HTCondor spaces it, else -1. */
    static int nameEnd(byte[] bytes, int at, int to) {
        int end = at;
        while (end < to && isNameByte(bytes[end])) {
            end++;
        }
        boolean assigns =
                end > at && end + 3 <= to && bytes[end] == ' ' && bytes[end + 1] == '=' && bytes[end + 2] == ' ';
        return assigns ? end : -1;
    }

    static boolean isNameByte(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_';
    }

    /** Negative when the first name stands before the second in a body, 0 when they are the same. */
    static int compare(byte[] bytes, int first, int firstEnd, int second, int secondEnd) {
        return compare(bytes, first, firstEnd, bytes, second, secondEnd);
    }

    /** The same for a second name that stands elsewhere. */
    static int compare(byte[] bytes, int first, int firstEnd, byte[] others, int second, int secondEnd) {
        int lengths = (firstEnd - first) - (secondEnd - second);
        if (lengths != 0) {
            return lengths;
        }
        for (int i = 0; first + i < firstEnd; i++) {
            int difference = lower(bytes[first + i]) - lower(others[second + i]);
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static int lower(byte b) {
        return b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b;
    }
}
