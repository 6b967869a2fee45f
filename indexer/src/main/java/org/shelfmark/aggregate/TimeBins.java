package org.shelfmark.aggregate;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * Bins of time along the local calendar and clock. Values are epoch seconds; the key of a bin is its first second.
 *
 * <p>An interval is a number and a unit: {@code s} seconds, {@code m} minutes, {@code h} hours (of at most a day), {@code d}
 * days, {@code w} weeks, {@code M} months, {@code y} years (at most 10,000).
 *
 * <ul>
 *   <li>Days begin at local midnight, or at their first instant where clocks skip midnight; they have 23 or 25 hours when
 *       clocks change. Several days are counted from 1970-01-01.
 *   <li>Weeks begin on Monday; several are counted from 1970-01-05. Months and years are counted from January 1970.
 *   <li>Seconds, minutes and hours are counted from each midnight, by the clock: {@code 6h} begins at 0, 6, 12 and 18
 *       o'clock, and a bin in which clocks change has 5 or 7 hours. An hour that comes twice is two bins of {@code 1h}. What
 *       does not divide the day leaves a shorter bin at its end.
 * </ul>
 *
 * <p>Times before the bin of the beginning of year 0 fall into one bin that begins at the lowest long, those after the bin
 * of the beginning of year 10000 into one that ends at, and includes, the highest.
 */
public final class TimeBins implements Bins {
    private static final Pattern INTERVAL = Pattern.compile("([1-9][0-9]{0,4})([smhdwMy])");
    private static final int MAX_TEXT = 40;
    private static final int MAX_COUNT = 10_000;
    private static final Duration DAY = Duration.ofDays(1);
    private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    private static final long YEAR_10000 =
            Instant.parse("+10000-01-01T00:00:00Z").getEpochSecond();
    private static final List<String> AUTO = List.of("1m", "5m", "15m", "1h", "6h", "1d", "1w", "1M", "1y");
    private static final int MAX_AUTO_BINS = 60;

    private final String interval;
    private final ZoneId zone;
    private final long usualSeconds;
    private final TimeSteps steps;
    private final long first;
    private final long last;

    private TimeBins(String interval, ZoneId zone, Duration usual, TimeSteps steps) {
        this.interval = interval;
        this.zone = zone;
        this.usualSeconds = usual.toSeconds();
        this.steps = steps;
        first = steps.start(YEAR_0);
        last = steps.end(YEAR_10000);
    }

    /**
     * Bins of an interval in a zone.
     *
     * @throws IllegalArgumentException if the text is no interval
     */
    public static TimeBins of(String interval, ZoneId zone) {
        Matcher matcher = INTERVAL.matcher(interval);
        if (!matcher.matches()) {
            throw refusal(interval);
        }
        int count = Integer.parseInt(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> clock(interval, Duration.ofSeconds(count), zone);
            case "m" -> clock(interval, Duration.ofMinutes(count), zone);
            case "h" -> clock(interval, Duration.ofHours(count), zone);
            case "d" -> calendar(interval, zone, DAY, count, CalendarSteps.days(zone, count));
            case "w" -> calendar(interval, zone, DAY.multipliedBy(7), count, CalendarSteps.weeks(zone, count));
            case "M" -> calendar(interval, zone, DAY.multipliedBy(30), count, CalendarSteps.months(zone, count));
            default -> calendar(interval, zone, DAY.multipliedBy(365), count, CalendarSteps.years(zone, count));
        };
    }

    /**
     * The bins of the smallest interval of {@code 1m 5m 15m 1h 6h 1d 1w 1M 1y} that divides a period into at most 60; of
     * {@code 1y} if none does.
     *
     * @param low the lowest time, epoch seconds
     * @param high the highest time, epoch seconds, not before the lowest
     */
    public static TimeBins auto(long low, long high, ZoneId zone) {
        TimeBins bins = of(AUTO.getFirst(), zone);
        for (String interval : AUTO) {
            bins = of(interval, zone);
            if (bins.count(bins.key(low), bins.key(high), MAX_AUTO_BINS) <= MAX_AUTO_BINS) {
                return bins;
            }
        }
        return bins;
    }

    @Override
    public Object identity() {
        return List.of(interval, zone);
    }

    /** The interval as it is written, like {@code 1d}. */
    public String interval() {
        return interval;
    }

    @Override
    public long key(long second) {
        if (second < first) {
            return Long.MIN_VALUE;
        }
        return second >= last ? last : steps.start(second);
    }

    @Override
    public long key(double second) {
        return key((long) Math.floor(BinKeys.requireFinite(second)));
    }

    @Override
    public Long from(long key) {
        return key;
    }

    @Override
    public Long to(long key) {
        return next(key);
    }

    long next(long key) {
        if (key < first) {
            return first;
        }
        return key >= last ? Long.MAX_VALUE : steps.end(key);
    }

    @Override
    public long count(long lowKey, long highKey) {
        return count(lowKey, highKey, MAX_BINS);
    }

    @Override
    public long[] keys(SortedSet<Long> present) {
        if (present.isEmpty()) {
            return new long[0];
        }
        long high = present.last();
        BinKeys.requireFew(count(present.first(), high));
        return LongStream.iterate(present.first(), key -> key <= high, this::next)
                .toArray();
    }

    @Override
    public BinCursor cursor() {
        return new RecentTimes(this);
    }

    /** Counts exactly up to a limit, by stepping through the bins; those that must be more are not stepped through. */
    private long count(long lowKey, long highKey, int limit) {
        long usual = (Math.min(highKey, last) - Math.max(lowKey, first)) / usualSeconds;
        if (usual > 4L * limit) {
            return usual;
        }
        long count = 1;
        for (long key = lowKey; key < highKey && count <= limit; key = next(key)) {
            count++;
        }
        return count;
    }

    private static TimeBins clock(String interval, Duration width, ZoneId zone) {
        if (width.compareTo(DAY) > 0) {
            throw refusal(interval);
        }
        return new TimeBins(interval, zone, width, new ClockSteps(zone, (int) width.toSeconds()));
    }

    private static TimeBins calendar(String interval, ZoneId zone, Duration unit, int count, TimeSteps steps) {
        if (count > MAX_COUNT) {
            throw refusal(interval);
        }
        return new TimeBins(interval, zone, unit.multipliedBy(count), steps);
    }

    private static IllegalArgumentException refusal(String interval) {
        String shown = interval.length() > MAX_TEXT ? interval.substring(0, MAX_TEXT) + "…" : interval;
        return new IllegalArgumentException("interval '" + shown
                + "'; accepted: a number with s, m (minutes) or h of at most a day, or with d, w, M (months) or y of at most "
                + MAX_COUNT + ", like 15m, 1d or 3M");
    }
}
