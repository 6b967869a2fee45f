package org.shelfmark.classad;

/**
 * Letter case as ClassAds see it: only the 26 ASCII letters have any. Used for attribute names, function names and the
 * comparison of strings.
 */
public final class AsciiCase {
    private AsciiCase() {}

    /** The text with {@code A}..{@code Z} replaced by {@code a}..{@code z}; the same object when there are none. */
    public static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isUpper(text.charAt(i))) {
                char[] folded = text.toCharArray();
                for (int j = i; j < folded.length; j++) {
                    folded[j] = fold(folded[j]);
                }
                return new String(folded);
            }
        }
        return text;
    }

    /** The text with {@code a}..{@code z} replaced by {@code A}..{@code Z}. */
    static String unfold(String text) {
        char[] upper = text.toCharArray();
        for (int i = 0; i < upper.length; i++) {
            if (upper[i] >= 'a' && upper[i] <= 'z') {
                upper[i] = (char) (upper[i] - ('a' - 'A'));
            }
        }
        return new String(upper);
    }

    /** Whether two texts differ in nothing but ASCII letter case. */
    public static boolean equal(String left, String right) {
        if (left.length() != right.length()) {
            return false;
        }
        for (int i = 0; i < left.length(); i++) {
            if (fold(left.charAt(i)) != fold(right.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Order of the UTF-8 bytes after folding, as {@code strcasecmp} gives it.
     *
     * @return negative, zero or positive
     */
    public static int compare(String left, String right) {
        return compare(left, right, true);
    }

    /** Order of the UTF-8 bytes, as {@code strcmp} gives it. */
    static int compareExactly(String left, String right) {
        return compare(left, right, false);
    }

    /** UTF-8 bytes order like code points, UTF-16 units do not: surrogates sort below U+E000..U+FFFF. */
    private static int compare(String left, String right, boolean folding) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char a = folding ? fold(left.charAt(i)) : left.charAt(i);
            char b = folding ? fold(right.charAt(i)) : right.charAt(i);
            if (a != b) {
                boolean aSurrogate = Character.isSurrogate(a);
                return aSurrogate == Character.isSurrogate(b) ? a - b : aSurrogate ? 1 : b - 0x10000;
            }
        }
        return left.length() - right.length();
    }

    static char fold(char c) {
        return isUpper(c) ? (char) (c + ('a' - 'A')) : c;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
