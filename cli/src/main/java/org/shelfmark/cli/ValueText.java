package org.shelfmark.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.mapping.Mapping;

/** Values of jobs as people like to read them. */
final class ValueText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int DECIMALS = 2;

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
            return TIME.format(Instant.ofEpochSecond(seconds.longValue()).atZone(zone));
        }
        return value instanceof Double real ? number(real) : value.toString();
    }

    /** A real with two decimals at the most. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0).toPlainString() : rounded.toPlainString();
    }

    /** Bytes in the unit that leaves one to four digits. */
    static String bytes(long bytes) {
        String[] units = {"B", "KB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : number(value) + " " + units[unit];
    }
}
