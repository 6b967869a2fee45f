package org.shelfmark.query;

import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.CaseFolding;
import org.shelfmark.query.TextPattern.AnyChar;
import org.shelfmark.query.TextPattern.AnyText;
import org.shelfmark.query.TextPattern.Literal;

/** Patterns as regular expressions in Lucene's syntax; each accepts what the automaton of {@link PatternAutomata} accepts. */
final class PatternText {
    private static final String ANY_CHAR = "[^\0]";
    private static final String ANY_TEXT = ANY_CHAR + "*";

    private PatternText() {}

    /** Accepts folded texts that match. */
    static String folded(TextPattern pattern) {
        StringBuilder text = new StringBuilder();
        for (TextPattern.Part part : pattern.parts()) {
            text.append(
                    switch (part) {
                        case Literal literal -> literal(CaseFolding.fold(literal.text()));
                        case AnyText any -> ANY_TEXT;
                        case AnyChar any -> ANY_CHAR;
                    });
        }
        return parenthesized(text);
    }

    /** Accepts texts in any spelling whose folded form matches. */
    static String anyCase(TextPattern pattern) {
        StringBuilder text = new StringBuilder();
        for (TextPattern.Part part : pattern.parts()) {
            switch (part) {
                case Literal literal -> literal.text().codePoints().forEach(point -> text.append(anyCase(point)));
                case AnyText any -> text.append(ANY_TEXT);
                case AnyChar any -> text.append(ANY_CHAR);
            }
        }
        return parenthesized(text);
    }

    /** Accepts the terms of an attribute whose text matches: {@link AttributeQueries}. */
    static String terms(String name, TextPattern pattern) {
        String text = folded(pattern);
        String ending = literal(Character.toString(AttributeTerms.HASH_FOLLOWS)) + "[0-9a-f]{"
                + AttributeTerms.HASH_HEX_DIGITS + "}";
        String whole = "(" + text + "&~(" + ANY_TEXT + ending + "))";
        return literal(name + "\0") + "[slx](" + whole + "|" + text + ending + ")(\0" + ANY_TEXT + ")?";
    }

    /** The empty expression would match nothing. */
    private static String parenthesized(StringBuilder text) {
        return "(" + text + ")";
    }

    private static String anyCase(int point) {
        int[] forms = PatternAutomata.caseForms(point);
        if (forms.length == 1) {
            return literal(Character.toString(forms[0]));
        }
        StringBuilder text = new StringBuilder("(");
        for (int form : forms) {
            text.append(text.length() == 1 ? "" : "|").append(literal(Character.toString(form)));
        }
        return text.append(')').toString();
    }

    /** Letters and digits stand for themselves only without a backslash, all other ASCII characters only with one. */
    private static String literal(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (point < 0x80 && !Character.isLetterOrDigit(point)) {
                escaped.append('\\');
            }
            escaped.appendCodePoint(point);
        });
        return escaped.toString();
    }
}
