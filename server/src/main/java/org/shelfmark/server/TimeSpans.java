package org.shelfmark.server;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.shelfmark.mapping.Unit;
import org.shelfmark.query.NumberReader;

/** Lengths of time as the query language writes them, and never without a unit: 30 alone could be days. */
final class TimeSpans {
    static final String ACCEPTED = "a time with a unit (s, m, h, d or w), for example 30d or 1h30m";

    private static final BigDecimal LONGEST =
            BigDecimal.valueOf(Duration.ofDays(36_500).toSeconds());

    private TimeSpans() {}

    /** The length of time that a text names; empty when it names none, or none above 0 and below 100 years. */
    static Optional<Duration> read(String text) {
        if (text.isEmpty() || !Character.isLetter(text.charAt(text.length() - 1))) {
            return Optional.empty();
        }
        return NumberReader.decimal(text, Unit.SECONDS)
                .filter(seconds -> seconds.signum() > 0 && seconds.compareTo(LONGEST) <= 0)
                .map(seconds -> Duration.ofMillis(seconds.movePointRight(3).longValue()));
    }
}
