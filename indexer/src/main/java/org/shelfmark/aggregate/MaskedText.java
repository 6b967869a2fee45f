package org.shelfmark.aggregate;

import java.util.regex.Pattern;

/** Reasons without what differs from job to job. */
final class MaskedText {
    /** Longest text kept, in characters. */
    static final int MAX_CHARS = 500;

    /** Hexadecimal ids, and all numbers. */
    private static final Pattern OWN_TO_THE_JOB =
            Pattern.compile("\\b(?=[0-9A-Fa-f]{0,40}[0-9])[0-9A-Fa-f]{8,64}\\b|[0-9]+(?:\\.[0-9]+)*");

    private MaskedText() {}

    /** The text with {@code N} for each number or id, cut where it is long. */
    static String of(String text) {
        String kept = text.length() <= MAX_CHARS ? text : text.substring(0, MAX_CHARS);
        return OWN_TO_THE_JOB.matcher(kept).replaceAll("N");
    }
}
