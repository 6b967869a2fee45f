package org.shelfmark.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads points and intervals of time: {@code 2026-10}, {@code 2026-10-01T12:30}, {@code today}, {@code now-1h},
 * {@code -7d}, seconds since 1970. A partial date is the whole interval it names.
 */
final class TimeReader {
    static final String ACCEPTED =
            "a date (2026-10-01), part of one (2026-10), a time (2026-10-01T12:30), today, yesterday, now, -7d or now-1h";

    private static final Pattern DATE = Pattern.compile("(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2})"
            + "(?:[T ](\\d{1,2})(?::(\\d{2})(?::(\\d{2}))?)?(Z|[+-]\\d{2}:?\\d{2})?)?)?)?");
    private static final Pattern EPOCH = Pattern.compile("\\d{5,12}");
    private static final Pattern RELATIVE = Pattern.compile("(?i)(?:now)?([+-].+)");

    private final InstantSource clock;
    private final ZoneId zone;

    TimeReader(Instant now, ZoneId zone) {
        this(InstantSource.fixed(now), zone);
    }

    /** With a clock that is asked only for relative times. */
    TimeReader(InstantSource clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Seconds since 1970, both ends included.
     *
     * @param first first second
     * @param last last second
     */
    record Interval(long first, long last) {}

    /** The interval a text names; empty when it is no time. */
    Optional<Interval> read(String text) {
        if (text.equalsIgnoreCase("now")) {
            return Optional.of(instant(clock.instant().getEpochSecond()));
        }
        if (text.equalsIgnoreCase("today")) {
            return Optional.of(day(clock.instant().atZone(zone).toLocalDate()));
        }
        if (text.equalsIgnoreCase("yesterday")) {
            return Optional.of(day(clock.instant().atZone(zone).toLocalDate().minusDays(1)));
        }
        if (EPOCH.matcher(text).matches()) {
            return Optional.of(instant(Long.parseLong(text)));
        }
        Matcher relative = RELATIVE.matcher(text);
        if (relative.matches()) {
            return NumberReader.duration(relative.group(1))
                    .map(seconds -> instant(clock.instant()
                            .plus(Duration.ofMillis((long) (seconds.toDouble() * 1000)))
                            .getEpochSecond()));
        }
        try {
            return date(text);
        } catch (DateTimeException e) {
            // the shape of a date, but no such day or hour: not a time
            return Optional.empty();
        }
    }

    private Optional<Interval> date(String text) {
        Matcher date = DATE.matcher(text);
        if (!date.matches()) {
            return Optional.empty();
        }
        int year = Integer.parseInt(date.group(1));
        if (date.group(2) == null) {
            return Optional.of(days(Year.of(year).atDay(1), Year.of(year + 1).atDay(1)));
        }
        int month = Integer.parseInt(date.group(2));
        if (date.group(3) == null) {
            LocalDate first = LocalDate.of(year, month, 1);
            return Optional.of(days(first, first.plusMonths(1)));
        }
        LocalDate day = LocalDate.of(year, month, Integer.parseInt(date.group(3)));
        if (date.group(4) == null) {
            return Optional.of(day(day));
        }
        ZoneId in = date.group(7) == null ? zone : ZoneOffset.of(date.group(7));
        int minute = date.group(5) == null ? 0 : Integer.parseInt(date.group(5));
        int second = date.group(6) == null ? 0 : Integer.parseInt(date.group(6));
        LocalDateTime start = day.atTime(Integer.parseInt(date.group(4)), minute, second);
        ChronoUnit unit = date.group(5) == null
                ? ChronoUnit.HOURS
                : date.group(6) == null ? ChronoUnit.MINUTES : ChronoUnit.SECONDS;
        ZonedDateTime from = start.atZone(in);
        return Optional.of(new Interval(from.toEpochSecond(), from.plus(1, unit).toEpochSecond() - 1));
    }

    private Interval day(LocalDate day) {
        return days(day, day.plusDays(1));
    }

    private Interval days(LocalDate first, LocalDate end) {
        return new Interval(
                first.atStartOfDay(zone).toEpochSecond(), end.atStartOfDay(zone).toEpochSecond() - 1);
    }

    private static Interval instant(long second) {
        return new Interval(second, second);
    }
}
