package org.shelfmark.query;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes conditions that {@link QueryParser} reads. */
public final class QueryText {
    private static final Pattern PLAIN = Pattern.compile("[a-zA-Z][a-zA-Z0-9_-]*");
    private static final List<String> MEANING_MORE = List.of("true", "false");

    private QueryText() {}

    /** A string as an alternative of a condition that means just that string; in quotes unless it is a plain word. */
    public static String value(String text) {
        if (PLAIN.matcher(text).matches() && !MEANING_MORE.contains(text.toLowerCase(Locale.ROOT))) {
            return text;
        }
        return quoted(text);
    }

    /** A text in quotes, in which nothing has a meaning of its own. */
    public static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
