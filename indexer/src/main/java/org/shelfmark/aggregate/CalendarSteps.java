package org.shelfmark.aggregate;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Spans of whole local days or months, counted from 1970. A day begins at its first midnight, or at its first instant where
 * the clocks skip midnight; a day that they skip has no instant. Times are epoch seconds.
 *
 * @param length days or months in a span
 * @param origin the epoch day at which spans of days are counted from
 */
record CalendarSteps(ZoneId zone, boolean months, int length, int origin) implements TimeSteps {
    private static final int MONTHS_PER_YEAR = 12;
    private static final int EPOCH_YEAR = 1970;

    /** 1970-01-05. */
    private static final int FIRST_MONDAY = 4;

    static CalendarSteps days(ZoneId zone, int count) {
        return new CalendarSteps(zone, false, count, 0);
    }

    static CalendarSteps weeks(ZoneId zone, int count) {
        return new CalendarSteps(zone, false, 7 * count, FIRST_MONDAY);
    }

    static CalendarSteps months(ZoneId zone, int count) {
        return new CalendarSteps(zone, true, count, 0);
    }

    static CalendarSteps years(ZoneId zone, int count) {
        return months(zone, MONTHS_PER_YEAR * count);
    }

    @Override
    public long start(long second) {
        return beginning(number(second));
    }

    @Override
    public long end(long second) {
        return beginning(number(second) + 1);
    }

    private long number(long second) {
        LocalDate date = LocalDate.ofInstant(Instant.ofEpochSecond(second), zone);
        long number = Math.floorDiv(
                months
                        ? (date.getYear() - EPOCH_YEAR) * MONTHS_PER_YEAR + date.getMonthValue() - 1L
                        : date.toEpochDay() - origin,
                length);
        // the date alone misleads where clocks are set back over midnight and a date comes twice
        while (second >= beginning(number + 1)) {
            number++;
        }
        while (second < beginning(number)) {
            number--;
        }
        return number;
    }

    private long beginning(long number) {
        LocalDate first = months
                ? LocalDate.of(EPOCH_YEAR, 1, 1).plusMonths(number * length)
                : LocalDate.ofEpochDay(number * length + origin);
        return first.atStartOfDay(zone).toEpochSecond();
    }
}
