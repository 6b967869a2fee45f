package org.shelfmark.cli.history;

/**
 * How a column stands in its row.
 *
 * @param width least number of bytes; 0 for none
 * @param left whether text stands at the left of the width
 * @param truncated whether the width is the most, too
 * @param grows whether the width grows to the widest text so far
 * @param prefixed whether the mask's prefix of columns stands before it
 * @param suffixed whether the mask's suffix of columns stands behind it
 * @param always whether a missing value is rendered as 0
 * @param alternative what stands for a value that is missing or of the wrong type; a blank for nothing
 * @param wideAlternative whether the alternative fills the width
 */
record ColumnStyle(
        int width,
        boolean left,
        boolean truncated,
        boolean grows,
        boolean prefixed,
        boolean suffixed,
        boolean always,
        char alternative,
        boolean wideAlternative) {
    /** No width, nothing cut, everything around it. */
    static final ColumnStyle PLAIN = new ColumnStyle(0, false, false, false, true, true, false, ' ', false);

    ColumnStyle withWidth(int newWidth, boolean newLeft) {
        return new ColumnStyle(
                newWidth, newLeft, truncated, grows, prefixed, suffixed, always, alternative, wideAlternative);
    }

    ColumnStyle growing() {
        return new ColumnStyle(width, left, truncated, true, prefixed, suffixed, always, alternative, wideAlternative);
    }

    /** What stands for a missing value. */
    String alternativeText(int currentWidth) {
        if (!wideAlternative) {
            return alternative == ' ' ? "" : String.valueOf(alternative);
        }
        if (currentWidth == 0) {
            return "";
        }
        if (currentWidth < 3) {
            return String.valueOf(alternative);
        }
        return alternative == '?'
                ? "[" + "?".repeat(currentWidth - 2) + "]"
                : String.valueOf(alternative).repeat(currentWidth);
    }
}
