package org.shelfmark.aggregate;

import java.util.regex.Pattern;

/** Reasons without what differs from job to job. */
final class MaskedText {
    /** Longest text kept, in characters. */
    static final int MAX_CHARS = 500;

    /**
     * Hexadecimal numbers, hexadecimal ids of 8 digits or more that are no words, and all numbers. Nothing that was matched
     * is tried again in another way, so that the time is proportional to the text, and the stack does not grow with it.
     */
    private static final Pattern OWN_TO_THE_JOB = Pattern.compile("(?<![0-9A-Za-z])"
            + "(?:0[xX][0-9A-Fa-f]++|(?=[A-Fa-f]*+[0-9])[0-9A-Fa-f]{8,}+)(?![0-9A-Za-z])"
            + "|[0-9]++(?:\\.[0-9]++)*+");

    private MaskedText() {}

    /** The text with {@code N} for each number or id, cut where it is long. */
    static String of(String text) {
        // first whole: a number that the cut shortens would be another one
        String masked = OWN_TO_THE_JOB.matcher(text).replaceAll("N");
        return masked.length() <= MAX_CHARS ? masked : masked.substring(0, MAX_CHARS);
    }
}
