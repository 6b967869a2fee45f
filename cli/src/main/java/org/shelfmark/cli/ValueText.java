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

    /** A moment as local date and time. */
    static String time(long epochSecond, ZoneId zone) {
        return TIME.format(Instant.ofEpochSecond(epochSecond).atZone(zone));
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
