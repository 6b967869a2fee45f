package org.shelfmark.cli;

import java.math.BigDecimal;
import java.time.Duration;
import org.shelfmark.mapping.Unit;
import org.shelfmark.query.NumberReader;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A length of time on the command line, as the query language writes it, and never without a unit: 30 alone could be days.
 *
 * @param length above 0, and at most {@link #LONGEST}
 */
record TimeSpan(Duration length) {
    static final Duration LONGEST = Duration.ofDays(36_500);

    /** Reads the option's value. */
    static final class Converter implements ITypeConverter<TimeSpan> {
        @Override
        public TimeSpan convert(String text) {
            BigDecimal longest = BigDecimal.valueOf(LONGEST.toSeconds());
            if (!text.isEmpty() && Character.isLetter(text.charAt(text.length() - 1))) {
                BigDecimal seconds = NumberReader.decimal(text, Unit.SECONDS).orElse(BigDecimal.ZERO);
                if (seconds.signum() > 0 && seconds.compareTo(longest) <= 0) {
                    return new TimeSpan(
                            Duration.ofMillis(seconds.movePointRight(3).longValue()));
                }
            }
            throw new TypeConversionException(
                    "'" + text + "'; accepted: a time with a unit (s, m, h, d or w), for example 30d or 1h30m");
        }
    }

    /** As a request has it. */
    String parameter() {
        return length.toMillis() % 1_000 == 0
                ? length.toSeconds() + "s"
                : BigDecimal.valueOf(length.toMillis(), 3).toPlainString() + "s";
    }
}
