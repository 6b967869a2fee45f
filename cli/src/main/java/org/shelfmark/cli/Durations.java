package org.shelfmark.cli;

/** Lengths of time as people like to read them. */
final class Durations {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    /** Below so many seconds their fraction matters. */
    private static final double SMALL = 10;
    /** More seconds than this are no length of time that anybody measured. */
    private static final double LARGEST = 1e15;

    private Durations() {}

    /** Rounded to the two largest units: {@code 9.25s}, {@code 42s}, {@code 12m05s}, {@code 1h02m}, {@code 3d04h}. */
    static String rounded(double seconds) {
        if (seconds < 0) {
            return "-" + rounded(-seconds);
        }
        if (!(seconds < LARGEST)) {
            return ValueText.number(seconds) + "s";
        }
        if (seconds < SMALL) {
            return ValueText.number(seconds) + "s";
        }
        long whole = Math.round(seconds);
        if (whole < MINUTE) {
            return whole + "s";
        }
        if (whole < HOUR) {
            return whole / MINUTE + "m" + twoDigits(whole % MINUTE) + "s";
        }
        long minutes = Math.round(seconds / MINUTE);
        if (minutes < DAY / MINUTE) {
            return minutes / MINUTE + "h" + twoDigits(minutes % MINUTE) + "m";
        }
        long hours = Math.round(seconds / HOUR);
        return hours / 24 + "d" + twoDigits(hours % 24) + "h";
    }

    /** To the second, without units that are 0 at the end: {@code 1h}, {@code 1h30m}, {@code 1h00m10s}, {@code 2d}. */
    static String exact(long seconds) {
        if (seconds < 0) {
            return "-" + exact(-seconds);
        }
        long[] units = {seconds / DAY, seconds % DAY / HOUR, seconds % HOUR / MINUTE, seconds % MINUTE};
        int first = 0;
        while (first < units.length - 1 && units[first] == 0) {
            first++;
        }
        int last = units.length - 1;
        while (last > first && units[last] == 0) {
            last--;
        }
        StringBuilder text = new StringBuilder();
        for (int unit = first; unit <= last; unit++) {
            text.append(unit == first ? Long.toString(units[unit]) : twoDigits(units[unit]))
                    .append("dhms".charAt(unit));
        }
        return text.toString();
    }

    private static String twoDigits(long number) {
        return number < 10 ? "0" + number : Long.toString(number);
    }
}
