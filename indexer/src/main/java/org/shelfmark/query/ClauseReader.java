package org.shelfmark.query;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Reads one clause: {@code name:value,value} or a bare word.
 *
 * <p>A value runs to white space or a {@code )} that it did not open. Within it a comma separates alternatives and a
 * backslash takes its meaning from the next character; a value or alternative in quotes is literal. {@code [a TO b]} may
 * contain blanks.
 */
final class ClauseReader {
    private static final int MAX_ALTERNATIVES = 1000;

    private final String text;
    private int at;
    /** Parentheses that the value has opened, over all its alternatives. */
    private int open;

    ClauseReader(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** Index behind the clause. */
    int end() {
        return at;
    }

    Clause read() {
        int start = at;
        Optional<String> name = readName();
        List<ValueText> alternatives = new ArrayList<>();
        alternatives.add(readAlternative(name.isPresent()));
        while (name.isPresent() && at < text.length() && text.charAt(at) == ',') {
            at++;
            alternatives.add(readAlternative(true));
            if (alternatives.size() > MAX_ALTERNATIVES) {
                throw new QueryException(at, "more than " + MAX_ALTERNATIVES + " alternatives");
            }
        }
        if (name.isPresent()) {
            for (ValueText value : alternatives) {
                if (value.isEmpty()) {
                    throw new QueryException(
                            value.column(),
                            alternatives.size() == 1
                                    ? "'" + name.get() + ":' without a value; has:" + name.get()
                                            + " asks for any value, " + name.get() + ":\"\" for the empty one"
                                    : "an empty alternative beside a comma; \"\" is the empty value");
                }
            }
        }
        return new Clause(name, start + 1, alternatives);
    }

    private Optional<String> readName() {
        int end = at;
        while (end < text.length() && isNameChar(text.charAt(end), end == at)) {
            end++;
        }
        if (end == at || end == text.length() || text.charAt(end) != ':') {
            return Optional.empty();
        }
        String name = text.substring(at, end);
        at = end + 1;
        return Optional.of(name);
    }

    static boolean isNameChar(char c, boolean first) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || (!first && ((c >= '0' && c <= '9') || c == '.'));
    }

    private ValueText readAlternative(boolean named) {
        if (at < text.length() && text.charAt(at) == '"') {
            return readQuoted();
        }
        if (named && at < text.length() && text.charAt(at) == '[') {
            Optional<ValueText> range = readBracketRange();
            if (range.isPresent()) {
                return range.get();
            }
        }
        int start = at;
        StringBuilder characters = new StringBuilder();
        BitSet literal = new BitSet();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (Character.isWhitespace(c) || (c == ')' && open == 0) || (named && c == ',')) {
                break;
            }
            if (c == '\\') {
                at++;
                if (at == text.length()) {
                    throw new QueryException(at, "a backslash at the end; write \\\\ for a backslash");
                }
                literal.set(characters.length());
                c = text.charAt(at);
            } else if (c == '(') {
                open++;
            } else if (c == ')') {
                open--;
            }
            characters.append(c);
            at++;
        }
        return new ValueText(characters.toString(), literal, false, start + 1);
    }

    private ValueText readQuoted() {
        int start = at;
        at++;
        StringBuilder characters = new StringBuilder();
        while (true) {
            if (at == text.length()) {
                throw new QueryException(start + 1, "the quote is not closed");
            }
            char c = text.charAt(at++);
            if (c == '"') {
                break;
            }
            if (c == '\\' && at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\\')) {
                c = text.charAt(at++);
            }
            characters.append(c);
        }
        if (at < text.length()
                && !Character.isWhitespace(text.charAt(at))
                && text.charAt(at) != ')'
                && text.charAt(at) != ',') {
            throw new QueryException(
                    at + 1, "'" + text.charAt(at) + "' right behind a closing quote; expected a blank");
        }
        BitSet literal = new BitSet();
        literal.set(0, characters.length());
        return new ValueText(characters.toString(), literal, true, start + 1);
    }

    /** {@code [a TO b]} as the equivalent {@code a..b}; a {@code [} of any other use is an ordinary character. */
    private Optional<ValueText> readBracketRange() {
        int close = text.indexOf(']', at);
        int to = text.indexOf(" TO ", at);
        if (close < 0 || to < 0 || to > close) {
            return Optional.empty();
        }
        String lower = text.substring(at + 1, to).strip();
        String upper = text.substring(to + 4, close).strip();
        if (lower.isEmpty() || upper.isEmpty()) {
            throw new QueryException(at + 1, "a range needs both ends: [a TO b]; * leaves one open");
        }
        int start = at;
        at = close + 1;
        String range = (lower.equals("*") ? "" : lower) + ".." + (upper.equals("*") ? "" : upper);
        return Optional.of(new ValueText(range, new BitSet(), false, start + 1));
    }
}
