package org.shelfmark.cli.history;

/**
 * Cuts a line of a print-format file into words. Quotes of either kind hold a word with blanks together; there is no way to
 * have the quote itself in it.
 */
final class LineTokens {
    private static final String BLANKS = " \t\r\n";

    private final String line;
    private int start;
    private int end;
    private int next;
    private int mark;
    private boolean quoted;

    LineTokens(String line) {
        this.line = line;
    }

    /** Moves to the next word; false at the end of the line. */
    boolean advance() {
        int at = next;
        while (at < line.length() && BLANKS.indexOf(line.charAt(at)) >= 0) {
            at++;
        }
        start = at;
        end = at;
        next = at;
        quoted = false;
        if (at == line.length()) {
            return false;
        }
        char first = line.charAt(at);
        if (first == '"' || first == '\'') {
            int close = line.indexOf(first, at + 1);
            quoted = true;
            start = at + 1;
            end = close < 0 ? line.length() : close;
            next = close < 0 ? line.length() : close + 1;
            return true;
        }
        while (end < line.length() && BLANKS.indexOf(line.charAt(end)) < 0) {
            end++;
        }
        next = end;
        return true;
    }

    /** The current word, without its quotes. */
    String word() {
        return line.substring(start, end);
    }

    boolean is(String expected) {
        return word().equals(expected);
    }

    boolean isQuoted() {
        return quoted;
    }

    /** Remembers where the current word begins. */
    void mark() {
        mark = start;
    }

    /** What stands between the mark and the current word. */
    String sinceMark() {
        return line.substring(mark, start - (quoted ? 1 : 0)).strip();
    }

    /** What stands from the mark to the end of the line. */
    String fromMark() {
        return line.substring(mark).strip();
    }

    /** What stands from the current word to the end of the line. */
    String toEnd() {
        return line.substring(start).strip();
    }

    /** Offset of the current word in its line. */
    int offset() {
        return start;
    }
}
