package org.shelfmark.cli.history;

import org.jspecify.annotations.Nullable;

/**
 * A format like that of C's {@code printf}, of which the first conversion counts. Beyond C there are {@code %v} and {@code
 * %V} for values, {@code %r} for unevaluated text, {@code %T} for run times and {@code %Y} for dates.
 *
 * @param text the whole format, escapes resolved
 * @param conversion empty when there is none, or one that nothing can be printed with: then the text itself is printed
 */
record PrintfFormat(String text, @Nullable Conversion conversion) {
    /** What a conversion takes. */
    enum Kind {
        INTEGER,
        REAL,
        STRING,
        VALUE,
        RAW,
        RUN_TIME,
        DATE
    }

    /**
     * A conversion.
     *
     * @param start index of its percent sign
     * @param end index behind its letter
     * @param flags among {@code #0- +'}
     * @param width 0 for none
     * @param precision -1 for none
     * @param size length letters such as {@code ll}
     * @param letter of the kind
     */
    record Conversion(int start, int end, String flags, int width, int precision, String size, char letter, Kind kind) {
        boolean isLeft() {
            return flags.indexOf('-') >= 0;
        }
    }

    /** Reads a format whose escapes are resolved already. */
    static PrintfFormat of(String text) {
        return new PrintfFormat(text, find(text));
    }

    private static @Nullable Conversion find(String text) {
        int start = text.indexOf('%');
        while (start >= 0 && start + 1 < text.length() && text.charAt(start + 1) == '%') {
            start = text.indexOf('%', start + 2);
        }
        if (start < 0) {
            return null;
        }
        int at = skip(text, start + 1, "#0- +'");
        final String flags = text.substring(start + 1, at);
        int widthEnd = skip(text, at, "0123456789");
        final int width = number(text, at, widthEnd);
        at = widthEnd;
        int precision = -1;
        if (at < text.length() && text.charAt(at) == '.') {
            int precisionEnd = skip(text, at + 1, "0123456789");
            precision = precisionEnd > at + 1 ? number(text, at + 1, precisionEnd) : -1;
            at = precisionEnd;
        }
        int sizeEnd = skip(text, at, "hlLqjzt");
        String size = text.substring(at, sizeEnd);
        if (sizeEnd >= text.length()) {
            return null;
        }
        char letter = text.charAt(sizeEnd);
        Kind kind = kind(letter);
        return kind == null ? null : new Conversion(start, sizeEnd + 1, flags, width, precision, size, letter, kind);
    }

    private static @Nullable Kind kind(char letter) {
        return switch (letter) {
            case 'd', 'i', 'o', 'u', 'x', 'X', 'c', 'C', 'p' -> Kind.INTEGER;
            case 'e', 'E', 'f', 'F', 'g', 'G', 'a', 'A' -> Kind.REAL;
            case 's', 'S' -> Kind.STRING;
            case 'v', 'V' -> Kind.VALUE;
            case 'r', 'R' -> Kind.RAW;
            case 'T' -> Kind.RUN_TIME;
            case 'Y' -> Kind.DATE;
            default -> null;
        };
    }

    private static int skip(String text, int from, String accepted) {
        int at = from;
        while (at < text.length() && accepted.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static int number(String text, int from, int to) {
        // nobody's columns are wider than a million
        return from == to ? 0 : (int) Math.min(1_000_000, Long.parseLong(text.substring(from, Math.min(to, from + 9))));
    }

    /** Whether it prints strings as they are and does nothing else. */
    boolean isPlainString() {
        return text.isEmpty() || text.equals("%s");
    }

    /** The format with a string in place of the conversion, whatever its letter. */
    String string(Conversion at, String value) {
        String cut =
                at.precision() >= 0 && at.precision() < value.length() ? value.substring(0, at.precision()) : value;
        return around(at, CFormat.padded(cut, at.width(), at.isLeft()));
    }

    /** The format with an integer in place of the conversion. */
    String integer(Conversion at, long value) {
        return around(at, CFormat.integer(at, value));
    }

    /** The format with a real in place of the conversion. */
    String real(Conversion at, double value) {
        return around(at, CFormat.real(at, value));
    }

    private String around(Conversion at, String converted) {
        return text.substring(0, at.start()).replace("%%", "%")
                + converted
                + text.substring(at.end()).replace("%%", "%");
    }
}
