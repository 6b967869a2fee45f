package org.shelfmark.query;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The text of a value in which every character is either active, so that it may be a wildcard or a separator, or literal
 * because it was escaped or quoted.
 *
 * @param text the characters, without quotes and escapes
 * @param literal which of them are literal
 * @param quoted whether quotes stood around it
 * @param column where it begins in the query, from 1
 */
record ValueText(String text, BitSet literal, boolean quoted, int column) {

    ValueText {
        literal = (BitSet) literal.clone();
    }

    boolean isEmpty() {
        return text.isEmpty() && !quoted;
    }

    /** Whether it begins with characters that are all active. */
    boolean startsWith(String active) {
        return text.startsWith(active) && (literal.nextSetBit(0) < 0 || literal.nextSetBit(0) >= active.length());
    }

    /** Whether it is exactly these characters, all active. */
    boolean is(String active) {
        return !quoted && text.equals(active) && literal.isEmpty();
    }

    /** Index of the first place where these characters stand, all active; -1 without one. */
    int indexOf(String active, int from) {
        for (int at = text.indexOf(active, from); at >= 0; at = text.indexOf(active, at + 1)) {
            int literalAt = literal.nextSetBit(at);
            if (literalAt < 0 || literalAt >= at + active.length()) {
                return at;
            }
        }
        return -1;
    }

    ValueText substring(int from, int to) {
        return new ValueText(text.substring(from, to), literal.get(from, to), quoted, column + from);
    }

    ValueText substring(int from) {
        return substring(from, text.length());
    }

    boolean hasWildcard() {
        return indexOf("*", 0) >= 0 || indexOf("?", 0) >= 0;
    }

    /** The pattern of the text: wildcards where they are active, everything else itself. */
    TextPattern pattern() {
        List<TextPattern.Part> parts = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!literal.get(i) && (c == '*' || c == '?')) {
                if (!run.isEmpty()) {
                    parts.add(new TextPattern.Literal(run.toString()));
                    run.setLength(0);
                }
                parts.add(c == '*' ? TextPattern.AnyText.INSTANCE : TextPattern.AnyChar.INSTANCE);
            } else {
                run.append(c);
            }
        }
        if (!run.isEmpty()) {
            parts.add(new TextPattern.Literal(run.toString()));
        }
        return new TextPattern(parts);
    }
}
