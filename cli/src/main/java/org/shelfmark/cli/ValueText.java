package org.shelfmark.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.mapping.Mapping;

/** Values of jobs as people like to read them. */
final class ValueText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final List<String> BYTE_UNITS = List.of("B", "KB", "MB", "GB", "TB", "PB", "EB");
    private static final int DECIMALS = 2;
    /** Reals from here on are written with their power of ten. */
    private static final double LARGE = 1e15;

    /** The calendar has no moments that are further away. */
    private static final long LAST_SECOND = 31_000_000_000_000_000L;

    /** Probabilities are not told apart below this. */
    private static final double LEAST_PROBABILITY = 1e-300;

    private static final double SMALL_PROBABILITY = 0.001;
    private static final double LEAST_SHARE = 0.1;
    private static final double MOST_SHARE = 99.9;

    private ValueText() {}

    /** A value under the name that was asked for: times as local dates, reals with two decimals at the most. */
    static String of(String name, @Nullable Object value, ZoneId zone) {
        if (value == null) {
            return "";
        }
        Mapping mapping = Mapping.htcondorJob();
        Optional<FieldMapping> field = mapping.named(name).or(() -> mapping.ofAttribute(name));
        boolean isTime = field.map(found -> found.type() == FieldType.TIME).orElse(false);
        if (isTime && value instanceof Number seconds) {
            return time(seconds.longValue(), zone);
        }
        return value instanceof Double real ? number(real) : value.toString();
    }

    /** A moment as local date and time; the number where the calendar does not reach. */
    static String time(long epochSecond, ZoneId zone) {
        if (isBeyondCalendar(epochSecond)) {
            return Long.toString(epochSecond);
        }
        return TIME.format(Instant.ofEpochSecond(epochSecond).atZone(zone));
    }

    /** A moment, ISO 8601 in UTC; the number where the calendar does not reach. */
    static String utc(long epochSecond) {
        return isBeyondCalendar(epochSecond)
                ? Long.toString(epochSecond)
                : Instant.ofEpochSecond(epochSecond).toString();
    }

    private static boolean isBeyondCalendar(long epochSecond) {
        return epochSecond > LAST_SECOND || epochSecond < -LAST_SECOND;
    }

    /** A moment of an answer, ISO 8601, as local date and time; nothing where there is none. */
    static String moment(@Nullable String moment, ZoneId zone) {
        return moment == null ? "" : TIME.format(OffsetDateTime.parse(moment).atZoneSameInstant(zone));
    }

    /** Hundredths, with one decimal. */
    static String percent(double percent) {
        return String.format(Locale.ROOT, "%.1f %%", percent);
    }

    /** A real with two decimals at the most; a very large one with its power of ten. */
    static String number(double value) {
        if (!Double.isFinite(value) || Math.abs(value) >= LARGE) {
            return Double.toString(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
    }

    /** A number of things, its digits in groups. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A number of things of a name, which is the plural of the name unless there is one. */
    static String things(long count, String one) {
        String several = one.endsWith("y") ? one.substring(0, one.length() - 1) + "ies" : one + "s";
        return count(count) + " " + (count == 1 ? one : several);
    }

    /** A probability, from 0 to 1: four decimals, or its power of ten where it is small. */
    static String probability(double probability) {
        if (probability <= LEAST_PROBABILITY) {
            return "<1e-300";
        }
        return String.format(Locale.ROOT, probability < SMALL_PROBABILITY ? "%.0e" : "%.4f", probability);
    }

    /** A part of a whole in percent, with one decimal; only nothing is 0, only the whole is 100. */
    static String share(long part, long whole) {
        if (part <= 0 || whole <= 0) {
            return "0 %";
        }
        if (part >= whole) {
            return "100 %";
        }
        double percent = 100.0 * part / whole;
        if (percent < LEAST_SHARE) {
            return "<0.1 %";
        }
        return percent > MOST_SHARE ? ">99.9 %" : percent(percent);
    }

    /** Bytes in the unit that leaves one to four digits. */
    static String bytes(long bytes) {
        return bytes((double) bytes);
    }

    /** The same of bytes that were not counted. */
    static String bytes(double bytes) {
        double value = bytes;
        int unit = 0;
        while (Math.abs(value) >= 1024 && unit < BYTE_UNITS.size() - 1) {
            value /= 1024;
            unit++;
        }
        return number(value) + " " + BYTE_UNITS.get(unit);
    }
}
