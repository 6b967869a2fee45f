package org.shelfmark.classad;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text forms of times: {@code 2024-01-01T00:00:00-00:00} and {@code 1+02:03:04}. */
final class TimeText {
    private static final long SECONDS_PER_DAY = 86_400;

    private static final Pattern OFFSET = Pattern.compile("([+-])(\\d\\d):?(\\d\\d)$");

    /** Possessive throughout, lest a text of blanks be cut up in every way there is. */
    private static final Pattern RELATIVE =
            Pattern.compile("\\s*+(-?+)\\s*+(?:(\\d*+)\\s*+[dD+])?+\\s*+(?:(\\d*+)\\s*+[hH:])?+"
                    + "\\s*+(?:(\\d*+)\\s*+[mM:])?+\\s*+(?:(\\d*+\\.?+\\d*+)\\s*+[sS]?+)?+\\s*+");

    private TimeText() {}

    /**
     * A date and time of day, and the zone if the text names one.
     *
     * @param local as written
     * @param offsetSeconds seconds east of Greenwich
     */
    record Absolute(LocalDateTime local, Optional<Integer> offsetSeconds) {
        AttributeValue.AbsoluteTimeValue at(int offset) {
            return new AttributeValue.AbsoluteTimeValue(local.toEpochSecond(ZoneOffset.UTC) - offset, offset);
        }
    }

    /** Reads a year and up to five more fields of two digits, whatever stands between them, then the zone. */
    static Optional<Absolute> absolute(String text) {
        String rest = text.stripTrailing();
        Optional<Integer> offset = Optional.empty();
        Matcher zone = OFFSET.matcher(text);
        if (rest.endsWith("z") || rest.endsWith("Z")) {
            offset = Optional.of(0);
            rest = rest.substring(0, rest.length() - 1);
        } else if (text.length() > 5 && zone.find()) {
            int seconds = Integer.parseInt(zone.group(2)) * 3600 + Integer.parseInt(zone.group(3)) * 60;
            offset = Optional.of(zone.group(1).equals("-") ? -seconds : seconds);
            rest = text.substring(0, zone.start());
        }
        Optional<Integer> found = offset;
        return fields(rest).map(local -> new Absolute(local, found));
    }

    /** Fields out of range carry over, as {@code mktime} has it: the 32nd of January is the first of February. */
    private static Optional<LocalDateTime> fields(String text) {
        int[] fields = {0, 1, 0, 0, 0, 0};
        int next = 0;
        for (int i = 0; i < fields.length; i++) {
            int width = i == 0 ? 4 : 2;
            while (next < text.length() && !NumberScanner.isDigit(text.charAt(next))) {
                next++;
            }
            if (next + width > text.length()) {
                if (i == 0) {
                    return Optional.empty();
                }
                break;
            }
            fields[i] = leadingInteger(text.substring(next, next + width));
            next += width;
        }
        if (text.substring(next).chars().anyMatch(c -> NumberScanner.isDigit((char) c))) {
            return Optional.empty();
        }
        return Optional.of(LocalDateTime.of(fields[0], 1, 1, 0, 0)
                .plusMonths(fields[1] - 1L)
                .plusDays(fields[2] - 1L)
                .plusHours(fields[3])
                .plusMinutes(fields[4])
                .plusSeconds(fields[5]));
    }

    private static int leadingInteger(String text) {
        int value = 0;
        for (int i = 0; i < text.length() && NumberScanner.isDigit(text.charAt(i)); i++) {
            value = value * 10 + (text.charAt(i) - '0');
        }
        return value;
    }

    /** Reads {@code [-][[[days+]hh:]mm:]ss}, the units also as letters. */
    static Optional<Double> relativeSeconds(String text) {
        Matcher matcher = RELATIVE.matcher(colonsFromTheRight(text));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double seconds = number(matcher.group(2)) * SECONDS_PER_DAY
                + number(matcher.group(3)) * 3600
                + number(matcher.group(4)) * 60
                + number(matcher.group(5));
        return Optional.of(matcher.group(1).equals("-") ? -seconds : seconds);
    }

    /** A single colon separates minutes from seconds, so it must not be taken for the one behind the hours. */
    private static String colonsFromTheRight(String text) {
        int last = text.lastIndexOf(':');
        return last < 0 ? text : text.substring(0, last) + 'm' + text.substring(last + 1);
    }

    private static double number(String digits) {
        return digits == null || digits.isEmpty() || digits.equals(".") ? 0 : Double.parseDouble(digits);
    }

    /** The text of a point in time, in its own zone; a zone of zero is written {@code -00:00}. */
    static String print(AttributeValue.AbsoluteTimeValue time) {
        LocalDateTime local =
                LocalDateTime.ofEpochSecond(time.epochSeconds() + time.offsetSeconds(), 0, ZoneOffset.UTC);
        int offset = Math.abs(time.offsetSeconds());
        return "%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d"
                .formatted(
                        local.getYear(),
                        local.getMonthValue(),
                        local.getDayOfMonth(),
                        local.getHour(),
                        local.getMinute(),
                        local.getSecond(),
                        time.offsetSeconds() > 0 ? '+' : '-',
                        offset / 3600,
                        offset / 60 % 60);
    }

    /** The text of a duration, without leading zero parts. */
    static String print(AttributeValue.RelativeTimeValue duration) {
        double magnitude = Math.abs(duration.seconds());
        long whole = (long) magnitude;
        double fraction = magnitude - Math.floor(magnitude);
        long minutes = whole / 60 % 60;
        long hours = whole / 3600 % 24;
        long days = whole / SECONDS_PER_DAY;
        StringBuilder text = new StringBuilder(duration.seconds() < 0 ? "-" : "");
        if (days != 0) {
            text.append(days).append('+');
        }
        if (days != 0 || hours != 0) {
            text.append(twoDigits(hours)).append(':');
        }
        if (days != 0 || hours != 0 || minutes != 0) {
            text.append(twoDigits(minutes)).append(':');
        }
        return text.append(fraction == 0 ? twoDigits(whole % 60) : RealText.shortForm(whole % 60 + fraction))
                .toString();
    }

    private static String twoDigits(long value) {
        return value < 10 ? "0" + value : Long.toString(value);
    }
}
