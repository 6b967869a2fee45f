package org.shelfmark.classad;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.TimeZone;

/** Formats a date and time of day like C's {@code strftime} in the C locale, with the GNU flags {@code - _ 0 ^ #}. */
final class TimeFormat {
    private final LocalDateTime time;
    private final ZoneId zone;
    private final int offsetSeconds;
    private final StringBuilder text = new StringBuilder();

    private TimeFormat(LocalDateTime time, ZoneId zone, int offsetSeconds) {
        this.time = time;
        this.zone = zone;
        this.offsetSeconds = offsetSeconds;
    }

    /**
     * Formats a time.
     *
     * @param zone whose name {@code %Z} prints, and which {@code %s} takes the time to be in
     * @param offsetSeconds what {@code %z} prints
     */
    static String format(String format, LocalDateTime time, ZoneId zone, int offsetSeconds) {
        TimeFormat writer = new TimeFormat(time, zone, offsetSeconds);
        writer.write(format);
        return writer.text.toString();
    }

    private void write(String format) {
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                text.append(c);
                continue;
            }
            int start = i++;
            char flag = '\0';
            while (i < format.length() && "-_0^#".indexOf(format.charAt(i)) >= 0) {
                flag = format.charAt(i++);
            }
            while (i < format.length() && (format.charAt(i) == 'E' || format.charAt(i) == 'O')) {
                i++;
            }
            // What is no conversion is printed as it stands.
            if (i >= format.length() || !convert(format.charAt(i), flag)) {
                text.append(format, start, Math.min(i + 1, format.length()));
            }
        }
    }

    private boolean convert(char conversion, char flag) {
        switch (conversion) {
            case 'Y' -> text.append(time.getYear());
            case 'C' -> number(Math.floorDiv(time.getYear(), 100), 2, '0', flag);
            case 'y' -> number(Math.floorMod(time.getYear(), 100), 2, '0', flag);
            case 'm' -> number(time.getMonthValue(), 2, '0', flag);
            case 'd' -> number(time.getDayOfMonth(), 2, '0', flag);
            case 'e' -> number(time.getDayOfMonth(), 2, ' ', flag);
            case 'j' -> number(time.getDayOfYear(), 3, '0', flag);
            case 'H' -> number(time.getHour(), 2, '0', flag);
            case 'k' -> number(time.getHour(), 2, ' ', flag);
            case 'I' -> number(time.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2, '0', flag);
            case 'l' -> number(time.get(ChronoField.CLOCK_HOUR_OF_AMPM), 2, ' ', flag);
            case 'M' -> number(time.getMinute(), 2, '0', flag);
            case 'S' -> number(time.getSecond(), 2, '0', flag);
            case 's' -> text.append(time.atZone(zone).toEpochSecond());
            case 'u' -> text.append(time.getDayOfWeek().getValue());
            case 'w' -> text.append(weekday());
            case 'U' -> number((time.getDayOfYear() + 6 - weekday()) / 7, 2, '0', flag);
            case 'W' -> number((time.getDayOfYear() + 6 - (weekday() + 6) % 7) / 7, 2, '0', flag);
            case 'V' -> number(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), 2, '0', flag);
            case 'G' -> text.append(time.get(IsoFields.WEEK_BASED_YEAR));
            case 'g' -> number(time.get(IsoFields.WEEK_BASED_YEAR) % 100, 2, '0', flag);
            default -> {
                return convertText(conversion, flag);
            }
        }
        return true;
    }

    private boolean convertText(char conversion, char flag) {
        switch (conversion) {
            case 'a' -> word(time.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH), flag);
            case 'A' -> word(time.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH), flag);
            case 'b', 'h' -> word(month().substring(0, 3), flag);
            case 'B' -> word(month(), flag);
            case 'p' -> text.append(time.getHour() < 12 ? "AM" : "PM");
            case 'P' -> text.append(time.getHour() < 12 ? "am" : "pm");
            case 'c' -> write("%a %b %e %H:%M:%S %Y");
            case 'D', 'x' -> write("%m/%d/%y");
            case 'F' -> write("%Y-%m-%d");
            case 'R' -> write("%H:%M");
            case 'r' -> write("%I:%M:%S %p");
            case 'T', 'X' -> write("%H:%M:%S");
            case 'n' -> text.append('\n');
            case 't' -> text.append('\t');
            case '%' -> text.append('%');
            case 'Z' -> word(zoneName(), flag);
            case 'z' -> {
                int minutes = Math.abs(offsetSeconds) / 60;
                text.append(offsetSeconds < 0 ? '-' : '+');
                number(minutes / 60 * 100 + minutes % 60, 4, '0', '\0');
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private String month() {
        return time.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    /** The name of the zone's standard time: HTCondor never tells the formatter about summer time. */
    private String zoneName() {
        return TimeZone.getTimeZone(zone).getDisplayName(false, TimeZone.SHORT, Locale.ENGLISH);
    }

    /** Days since Sunday. */
    private int weekday() {
        return time.getDayOfWeek().getValue() % 7;
    }

    private void word(String word, char flag) {
        text.append(flag == '^' || flag == '#' ? AsciiCase.unfold(word) : word);
    }

    private void number(int value, int width, char padding, char flag) {
        String digits = Integer.toString(value);
        if (flag != '-') {
            char fill = flag == '_' ? ' ' : flag == '0' ? '0' : padding;
            text.append(String.valueOf(fill).repeat(Math.max(0, width - digits.length())));
        }
        text.append(digits);
    }
}
