package org.shelfmark.query;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds out what somebody is writing: what of a query, which may be unfinished, stands at the caret. Reads it as {@link
 * QuerySyntax} and {@link ClauseReader} do, but never complains.
 */
public final class QueryCaret {
    private final String text;
    private final int caret;
    private final Deque<Boolean> negatedGroups = new ArrayDeque<>();
    private int at;
    /** Where the negations before the next clause begin; -1 when there are none. */
    private int negation = -1;

    private QueryCaret(String text, int caret) {
        this.text = text;
        this.caret = caret;
    }

    /** What stands at a caret. */
    public sealed interface Place {}

    /**
     * A name, or where one may begin.
     *
     * @param prefix what of it stands before the caret
     * @param from index of its first character
     * @param to index behind its last character
     * @param colonFollows whether it is known to be a name by its colon
     */
    public record Name(String prefix, int from, int to, boolean colonFollows) implements Place {}

    /**
     * A value of a name.
     *
     * @param name as written
     * @param prefix what of the value stands before the caret, without quotes and escapes
     * @param from index of its first character, a quote included
     * @param to index behind its last character
     * @param others the query with anything in the place of the clause; the first of them that can be meant is what the
     *     user has said so far; none where that cannot be told
     */
    public record Value(String name, String prefix, int from, int to, List<String> others) implements Place {
        /** Copies the list. */
        public Value {
            others = List.copyOf(others);
        }
    }

    /** Something that cannot be gone on with. */
    public enum Elsewhere implements Place {
        /** A pattern, a range, text for words. */
        INSTANCE
    }

    /**
     * What stands at a caret.
     *
     * @param caret index of the character behind it, 0 to the length of the text
     */
    public static Place find(String text, int caret) {
        return new QueryCaret(text, caret).find();
    }

    private Place find() {
        while (at < text.length()) {
            char c = text.charAt(at);
            Optional<String> keyword = keyword();
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '(') {
                negatedGroups.push(negation >= 0 || isNegated());
                negation = -1;
                at++;
            } else if (c == ')') {
                negatedGroups.poll();
                negation = -1;
                at++;
            } else if (c == '-' || c == '!') {
                negation = negation < 0 ? at : negation;
                at++;
            } else if (keyword.isPresent()
                    && (caret < at || caret > at + keyword.get().length())) {
                negation = !keyword.get().equals("NOT") ? -1 : negation < 0 ? at : negation;
                at += keyword.get().length();
            } else if (caret < at) {
                break;
            } else {
                Optional<Place> here = clause();
                if (here.isPresent()) {
                    return here.get();
                }
                negation = -1;
            }
        }
        return new Name("", caret, caret, false);
    }

    private boolean isNegated() {
        return negatedGroups.contains(true);
    }

    private Optional<String> keyword() {
        for (String keyword : List.of("AND", "OR", "NOT")) {
            int end = at + keyword.length();
            if (text.startsWith(keyword, at)
                    && (end == text.length() || Character.isWhitespace(text.charAt(end)) || isParenthesis(end))) {
                return Optional.of(keyword);
            }
        }
        return Optional.empty();
    }

    private boolean isParenthesis(int index) {
        return text.charAt(index) == '(' || text.charAt(index) == ')';
    }

    /** Reads a clause; what stands at the caret, when that is in it. */
    private Optional<Place> clause() {
        int start = at;
        int nameEnd = start;
        while (nameEnd < text.length() && ClauseReader.isNameChar(text.charAt(nameEnd), nameEnd == start)) {
            nameEnd++;
        }
        if (nameEnd == start || nameEnd == text.length() || text.charAt(nameEnd) != ':') {
            at = new ValueEnd(start, false).find();
            if (caret > at) {
                return Optional.empty();
            }
            return Optional.of(
                    caret <= nameEnd
                            ? new Name(text.substring(start, caret), start, nameEnd, false)
                            : Elsewhere.INSTANCE);
        }
        if (caret <= nameEnd) {
            return Optional.of(new Name(text.substring(start, caret), start, nameEnd, true));
        }
        ValueEnd values = new ValueEnd(nameEnd + 1, true);
        int from = -1;
        int to = -1;
        int next = nameEnd + 1;
        while (true) {
            int end = values.find();
            if (caret >= next && caret <= end) {
                from = next;
                to = end;
            }
            at = end;
            if (end == text.length() || text.charAt(end) != ',') {
                break;
            }
            next = end + 1;
            values.moveTo(next);
        }
        return from < 0 ? Optional.empty() : Optional.of(value(start, text.substring(start, nameEnd), from, to));
    }

    private Place value(int clauseStart, String name, int from, int to) {
        Optional<String> prefix = typed(text.substring(from, caret));
        return prefix.isPresent() ? new Value(name, prefix.get(), from, to, others(clauseStart)) : Elsewhere.INSTANCE;
    }

    /** What was typed of a value; empty when it is a pattern, a comparison or a range. */
    private static Optional<String> typed(String raw) {
        boolean quoted = raw.startsWith("\"");
        if (!quoted && (raw.startsWith("<") || raw.startsWith(">") || raw.startsWith("["))) {
            return Optional.empty();
        }
        StringBuilder typed = new StringBuilder();
        for (int i = quoted ? 1 : 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\\' && i + 1 < raw.length() && (!quoted || "\"\\".indexOf(raw.charAt(i + 1)) >= 0)) {
                i++;
                c = raw.charAt(i);
            } else if (quoted && c == '"') {
                // the caret stands behind the closing quote
                break;
            } else if (!quoted && (c == '*' || c == '?')) {
                return Optional.empty();
            } else if (!quoted && c == '\\') {
                break;
            }
            typed.append(c);
        }
        return Optional.of(typed.toString());
    }

    private List<String> others(int clauseStart) {
        if (isNegated()) {
            return List.of();
        }
        String before = text.substring(0, negation < 0 ? clauseStart : negation) + " * ";
        String closed = ")".repeat(negatedGroups.size());
        List<String> others = new ArrayList<>();
        String after = text.substring(at);
        others.add(before + after);
        if (!closed.isEmpty()) {
            others.add(before + after + closed);
            others.add(before + closed);
        } else {
            others.add(before);
        }
        return others;
    }

    /** Finds the ends of the values of one clause, one after the other. */
    private final class ValueEnd {
        private final boolean named;
        private int index;
        /** Parentheses that the values have opened. */
        private int open;

        ValueEnd(int index, boolean named) {
            this.index = index;
            this.named = named;
        }

        void moveTo(int next) {
            index = next;
        }

        /** Index behind the value. */
        int find() {
            if (index < text.length() && text.charAt(index) == '"') {
                return quoted();
            }
            int close = text.indexOf(']', index);
            int to = text.indexOf(" TO ", index);
            if (named && text.startsWith("[", index) && to > 0 && close > to) {
                index = close + 1;
                return index;
            }
            while (index < text.length()) {
                char c = text.charAt(index);
                if (Character.isWhitespace(c) || (c == ')' && open == 0) || (named && c == ',')) {
                    break;
                }
                if (c == '\\') {
                    index++;
                } else if (c == '(') {
                    open++;
                } else if (c == ')') {
                    open--;
                }
                index++;
            }
            index = Math.min(index, text.length());
            return index;
        }

        private int quoted() {
            int start = index;
            for (index = start + 1; index < text.length(); index++) {
                if (text.charAt(index) == '"') {
                    index++;
                    return index;
                }
                if (text.charAt(index) == '\\' && index + 1 < text.length()) {
                    char next = text.charAt(index + 1);
                    index += next == '"' || next == '\\' ? 1 : 0;
                }
            }
            // nobody knows where an open quote ends; what stands behind the caret is not of it
            index = caret > start ? caret : text.length();
            return index;
        }
    }
}
