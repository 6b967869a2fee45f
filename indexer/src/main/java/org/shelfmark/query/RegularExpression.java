package org.shelfmark.query;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.shelfmark.query.TextPattern.AnyChar;
import org.shelfmark.query.TextPattern.AnyText;
import org.shelfmark.query.TextPattern.Literal;

/**
 * Writes texts and patterns as regular expressions of {@code regexp()}, to be used with the option {@code i}: that sees bytes,
 * and folds the case of ASCII only, so other letters are written with all their forms.
 */
final class RegularExpression {
    /** One character of UTF-8: a byte that does not go on with one, and those that do. */
    private static final String CHARACTER = "[^%s\\x80-\\xBF][\\x80-\\xBF]*";

    private static final String META = "^$.[]|()?*+{}";

    private final String anyText;
    private final String anyChar;

    private RegularExpression(String anyText, String anyChar) {
        this.anyText = anyText;
        this.anyChar = anyChar;
    }

    /** Wildcards mean any characters. */
    static final RegularExpression ANY = new RegularExpression(".*", CHARACTER.formatted(""));

    /** Wildcards mean any characters but some, written as members of a class. */
    static RegularExpression without(String members) {
        return new RegularExpression("[^" + members + "]*", CHARACTER.formatted(members));
    }

    /** Matches whole texts that match the pattern; empty for a pattern that every text matches. */
    static String whole(TextPattern pattern) {
        List<TextPattern.Part> parts = pattern.parts();
        int from = 0;
        int to = parts.size();
        while (from < to && parts.get(from) == AnyText.INSTANCE) {
            from++;
        }
        while (to > from && parts.get(to - 1) == AnyText.INSTANCE) {
            to--;
        }
        if (from == to) {
            return parts.isEmpty() ? "^$" : "";
        }
        String body = ANY.body(new TextPattern(parts.subList(from, to)));
        return (from == 0 ? "^" : "") + body + (to == parts.size() ? "$" : "");
    }

    /** Matches the pattern wherever it stands. */
    String body(TextPattern pattern) {
        StringBuilder body = new StringBuilder();
        TextPattern.Part before = null;
        for (TextPattern.Part part : pattern.parts()) {
            switch (part) {
                case Literal literal -> body.append(literal(literal.text()));
                case AnyText any -> body.append(before == AnyText.INSTANCE ? "" : anyText);
                case AnyChar any -> body.append(anyChar);
            }
            before = part;
        }
        return body.toString();
    }

    /** Matches a text, in any case. */
    static String literal(String text) {
        StringBuilder body = new StringBuilder();
        text.codePoints().forEach(point -> body.append(character(point)));
        return body.toString();
    }

    private static String character(int point) {
        if (point >= 0x80) {
            int[] forms = PatternAutomata.caseForms(point);
            if (forms.length == 1) {
                return Character.toString(point);
            }
            StringJoiner either = new StringJoiner("|", "(?:", ")");
            for (int form : forms) {
                either.add(Character.toString(form));
            }
            return either.toString();
        }
        // a backslash before a quote, or at the end of a string, would mean something to the ClassAd language
        if (point < ' ' || point == 0x7F || point == '\\') {
            return String.format(Locale.ROOT, "\\x%02X", point);
        }
        return META.indexOf(point) >= 0 ? "\\" + (char) point : Character.toString(point);
    }
}
