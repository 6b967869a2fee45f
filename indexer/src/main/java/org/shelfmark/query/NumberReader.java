package org.shelfmark.query;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shelfmark.mapping.Unit;

/** Reads numbers with or without a unit and converts them into the unit of the attribute they are compared with. */
public final class NumberReader {
    private static final Pattern PLAIN = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?");
    private static final Pattern WITH_UNIT = Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+))\\s*([A-Za-z%]+)");
    private static final Pattern COMPOUND = Pattern.compile("([+-]?)((?:\\d+(?:\\.\\d+)?[smhdwSMHDW])+)");
    private static final Pattern COMPONENT = Pattern.compile("(\\d+(?:\\.\\d+)?)([smhdw])");

    private static final Map<String, Long> BYTES = Map.ofEntries(
            Map.entry("b", 1L),
            Map.entry("k", 1L << 10),
            Map.entry("kb", 1L << 10),
            Map.entry("kib", 1L << 10),
            Map.entry("m", 1L << 20),
            Map.entry("mb", 1L << 20),
            Map.entry("mib", 1L << 20),
            Map.entry("g", 1L << 30),
            Map.entry("gb", 1L << 30),
            Map.entry("gib", 1L << 30),
            Map.entry("t", 1L << 40),
            Map.entry("tb", 1L << 40),
            Map.entry("tib", 1L << 40));

    private static final Map<String, Long> SECONDS = Map.of("s", 1L, "m", 60L, "h", 3600L, "d", 86_400L, "w", 604_800L);

    /** Longer than any number that a double or a long can tell from another. */
    private static final int MAX_CHARS = 1000;

    private NumberReader() {}

    /** The number in the attribute's own unit; empty when the text is not a number, or has a unit of another kind. */
    static Optional<QueryNumber> read(String text, Unit unit) {
        return decimal(text, unit).flatMap(QueryNumber::of);
    }

    /** The same as it is written, not rounded to a double. */
    public static Optional<BigDecimal> decimal(String text, Unit unit) {
        if (text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        if (PLAIN.matcher(text).matches()) {
            return Optional.of(new BigDecimal(text));
        }
        return switch (unit.dimension()) {
            case NONE ->
                unit == Unit.PERCENT && text.endsWith("%")
                        ? decimal(text.substring(0, text.length() - 1), unit)
                        : Optional.empty();
            case SIZE -> size(text, unit);
            case TIME -> seconds(text);
        };
    }

    /** Seconds of a duration such as {@code 1h30m}. */
    static Optional<QueryNumber> duration(String text) {
        return seconds(text).flatMap(QueryNumber::of);
    }

    private static Optional<BigDecimal> seconds(String text) {
        if (text.length() > MAX_CHARS) {
            return Optional.empty();
        }
        Matcher whole = COMPOUND.matcher(text.toLowerCase(Locale.ROOT));
        if (!whole.matches()) {
            return Optional.empty();
        }
        BigDecimal seconds = BigDecimal.ZERO;
        Matcher component = COMPONENT.matcher(whole.group(2));
        while (component.find()) {
            long factor = SECONDS.getOrDefault(component.group(2), 0L);
            seconds = seconds.add(new BigDecimal(component.group(1)).multiply(BigDecimal.valueOf(factor)));
        }
        return Optional.of(whole.group(1).equals("-") ? seconds.negate() : seconds);
    }

    private static Optional<BigDecimal> size(String text, Unit unit) {
        Matcher matcher = WITH_UNIT.matcher(text);
        Long factor = matcher.matches() ? BYTES.get(matcher.group(2).toLowerCase(Locale.ROOT)) : null;
        if (factor == null) {
            return Optional.empty();
        }
        BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor));
        // units are powers of two, so the division ends
        return Optional.of(bytes.divide(BigDecimal.valueOf(unit.factor())));
    }

    /** What numbers of a unit look like, for messages. */
    public static String accepted(Unit unit) {
        return switch (unit.dimension()) {
            case NONE -> "a number";
            case SIZE -> "a number, or one with a unit such as 500MB or 4GB";
            case TIME -> "a number of seconds, or a time such as 90s, 2h or 1h30m";
        };
    }
}
