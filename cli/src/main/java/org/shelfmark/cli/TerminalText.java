package org.shelfmark.cli;

import java.util.regex.Pattern;

/** Text from records and queries, which anybody may have written, as it may be shown on a terminal. */
final class TerminalText {
    /** What commands a terminal, ends a line or turns the direction of writing. */
    private static final Pattern COMMANDING =
            Pattern.compile("[\\p{Cc}\\u061C\\u200E\\u200F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");

    private TerminalText() {}

    /** The text with a question mark for every character that would do more than be seen. */
    static String of(String text) {
        return COMMANDING.matcher(text).replaceAll("?");
    }
}
