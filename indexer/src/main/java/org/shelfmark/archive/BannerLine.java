package org.shelfmark.archive;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The line that ends a record: {@code *** Offset = 0 ClusterId = 42 ProcId = 7 Owner = "alice" ...}.
 *
 * <p>Every version of HTCondor wrote other fields, so they are taken by name. The banner only says what the body says
 * better; it counts where the body is silent.
 *
 * @param type type word such as {@code EPOCH}, upper case; empty for job records
 * @param fields field name in lower case to its text, quotes removed
 */
public record BannerLine(String type, Map<String, String> fields) {
    private static final String[] KNOWN = {
        "clusterid", "procid", "owner", "offset", "completiondate", "currenttime", "runinstanceid"
    };

    /** Copies the fields. */
    public BannerLine {
        fields = Map.copyOf(fields);
    }

    /** Whether the bytes at {@code at} begin a banner as far as its first three bytes tell. */
    static boolean startsAt(byte[] bytes, int at, int to) {
        return at + 3 <= to && bytes[at] == '*' && bytes[at + 1] == '*' && bytes[at + 2] == '*';
    }

    /**
     * Whether the line is no banner but the fragment of one, behind which the next record begins: a writer stopped
     * there. Whatever fields later versions may add, none is a job's first attribute.
     *
     * @param to the line's newline
     */
    static boolean isTorn(byte[] bytes, int from, int to) {
        return FirstLine.find(bytes, from, to) >= 0;
    }

    /**
     * Whether a line that begins with three stars is beyond doubt a banner: nothing else on it, or one of the fields
     * that banners have.
     */
    static boolean isCertain(byte[] bytes, int from, int to) {
        if (isTorn(bytes, from, to)) {
            return false;
        }
        String rest = new String(bytes, from + 3, Math.min(to, from + 400) - from - 3, StandardCharsets.ISO_8859_1)
                .strip()
                .toLowerCase(Locale.ROOT);
        if (rest.isEmpty()) {
            return true;
        }
        for (String name : KNOWN) {
            int at = rest.indexOf(name);
            if (at >= 0 && rest.substring(at + name.length()).stripLeading().startsWith("=")) {
                return true;
            }
        }
        return rest.chars().allMatch(c -> c == '*');
    }

    /** Reads a banner line, with or without its line end. */
    public static BannerLine parse(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8).strip();
        String rest = text.startsWith("***") ? text.substring(3).strip() : text;
        Map<String, String> fields = new TreeMap<>();
        String type = "";
        int at = 0;
        while (at < rest.length()) {
            int nameEnd = at;
            while (nameEnd < rest.length()
                    && !Character.isWhitespace(rest.charAt(nameEnd))
                    && rest.charAt(nameEnd) != '=') {
                nameEnd++;
            }
            String name = rest.substring(at, nameEnd);
            int equals = skipBlanks(rest, nameEnd);
            if (equals >= rest.length() || rest.charAt(equals) != '=') {
                if (type.isEmpty() && fields.isEmpty()) {
                    type = name.toUpperCase(Locale.ROOT);
                }
                at = Math.max(equals, at + 1);
                continue;
            }
            int valueStart = skipBlanks(rest, equals + 1);
            int valueEnd = valueStart < rest.length() && rest.charAt(valueStart) == '"'
                    ? endOfQuoted(rest, valueStart)
                    : endOfWord(rest, valueStart);
            fields.putIfAbsent(name.toLowerCase(Locale.ROOT), unquote(rest.substring(valueStart, valueEnd)));
            at = skipBlanks(rest, valueEnd);
        }
        return new BannerLine(type, fields);
    }

    /** A field's integer, empty when the banner lacks it, it is negative (the writer's "unknown") or no integer. */
    public OptionalLong number(String lowerCaseName) {
        String text = fields.get(lowerCaseName);
        if (text == null || !text.matches("[0-9]{1,18}")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    private static int skipBlanks(String text, int from) {
        int at = from;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int endOfWord(String text, int from) {
        int at = from;
        while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    /** The writer escapes nothing in an owner's name: only a quote before {@code Name =} or the end closes it. */
    private static int endOfQuoted(String text, int from) {
        for (int quote = text.indexOf('"', from + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
            String after = text.substring(quote + 1).stripLeading();
            if (after.isEmpty() || after.matches("(?s)[A-Za-z_][A-Za-z0-9_]*\\s*=.*")) {
                return quote + 1;
            }
        }
        return text.length();
    }

    private static String unquote(String text) {
        return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
