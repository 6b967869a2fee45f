package org.shelfmark.cli.history;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/** Times as the tables of HTCondor's tools show them. */
final class DateText {
    private static final long DAY = 86_400;
    /** Beyond this Java's calendar ends. */
    private static final long LATEST = 31_556_889_864_403_199L;

    private DateText() {}

    /** Month, day, hour and minute of a time in seconds since 1970, 11 chars. */
    static String date(long epochSeconds, ZoneId zone) {
        if (epochSeconds < 0) {
            return "    ???    ";
        }
        return localDate(epochSeconds, zone);
    }

    /** The same, also of times before 1970. */
    static String localDate(long epochSeconds, ZoneId zone) {
        ZonedDateTime time =
                Instant.ofEpochSecond(Math.min(epochSeconds, LATEST)).atZone(zone);
        return String.format(
                Locale.ROOT,
                "%2d/%-2d %02d:%02d",
                time.getMonthValue(),
                time.getDayOfMonth(),
                time.getHour(),
                time.getMinute());
    }

    /** Days, hours, minutes and seconds of a duration in seconds, at least 12 chars. */
    static String runTime(long seconds) {
        return String.format(
                Locale.ROOT,
                "%3d+%s:%s:%s",
                seconds / DAY,
                two(seconds % DAY / 3600),
                two(seconds % 3600 / 60),
                two(seconds % 60));
    }

    private static String two(long value) {
        return value >= 0 && value < 10 ? "0" + value : Long.toString(value);
    }
}
