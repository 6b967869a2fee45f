package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeBinsTest {
    private static final List<String> INTERVALS = List.of(
            "1s", "90s", "1m", "15m", "40m", "1h", "2h", "3h", "5h", "6h", "7h", "12h", "24h", "1d", "2d", "10d", "1w",
            "3w", "1M", "3M", "5M", "1y", "4y");

    /** Bins of one local day as the hours that they last. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29, 1d, 23",
        "Europe/Berlin, 2026-10-25, 1d, 25",
        "Europe/Berlin, 2026-10-25, 6h, 7 6 6 6",
        "Europe/Berlin, 2026-03-29, 6h, 5 6 6 6",
        "Europe/Berlin, 2026-03-29, 7h, 6 7 7 3",
        "Europe/Berlin, 2026-03-29, 2h, 2 1 2 2 2 2 2 2 2 2 2 2",
        "Europe/Berlin, 2026-10-25, 2h, 2 1 2 2 2 2 2 2 2 2 2 2 2",
        "America/Chicago, 2026-03-08, 12h, 11 12",
        "America/Chicago, 2026-11-01, 12h, 13 12",
        "Australia/Lord_Howe, 2026-04-05, 1d, 24.5",
        "Australia/Lord_Howe, 2026-10-04, 1d, 23.5",
        "Australia/Lord_Howe, 2026-04-05, 6h, 6.5 6 6 6",
        "Australia/Lord_Howe, 2026-10-04, 6h, 5.5 6 6 6",
        "Pacific/Apia, 2011-12-29, 1d, 24",
        "Pacific/Apia, 2011-12-31, 1d, 24",
        "Asia/Kathmandu, 2026-10-25, 6h, 6 6 6 6",
        "America/Sao_Paulo, 2018-11-04, 1d, 23",
        "America/Sao_Paulo, 2018-11-04, 6h, 5 6 6 6",
        "UTC, 2026-10-25, 6h, 6 6 6 6"
    })
    void dayOfAChange_isDividedByTheClock(String zone, String day, String interval, String hours) {
        ZoneId place = ZoneId.of(zone);
        Bins bins = Bins.time(interval, place);
        long start = LocalDate.parse(day).atStartOfDay(place).toEpochSecond();
        long end = LocalDate.parse(day).plusDays(1).atStartOfDay(place).toEpochSecond();
        List<String> lasting = new ArrayList<>();
        for (long key : keys(bins, start, end - 1)) {
            long seconds = bins.to(key).longValue() - bins.from(key).longValue();
            lasting.add(String.valueOf(seconds / 3600.0).replace(".0", ""));
        }
        assertThat(bins.key(start)).isEqualTo(start);
        assertThat(String.join(" ", lasting)).isEqualTo(hours);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-29, 23",
        "Europe/Berlin, 2026-10-25, 25",
        "America/Chicago, 2026-03-08, 23",
        "America/Chicago, 2026-11-01, 25",
        "Asia/Kathmandu, 2026-11-01, 24",
        "UTC, 2026-11-01, 24"
    })
    void oneHourBins_areRealHours(String zone, String day, int hours) {
        ZoneId place = ZoneId.of(zone);
        Bins bins = Bins.time("1h", place);
        long start = LocalDate.parse(day).atStartOfDay(place).toEpochSecond();
        long[] keys = keys(bins, start, start + hours * 3600L - 1);
        assertThat(keys).hasSize(hours);
        for (int i = 0; i < hours; i++) {
            assertThat(keys[i]).isEqualTo(start + i * 3600L);
        }
        assertThat(bins.count(keys[0], keys[hours - 1])).isEqualTo(hours);
    }

    @Test
    void dayThatClocksSkip_hasNoBin() {
        ZoneId apia = ZoneId.of("Pacific/Apia");
        Bins bins = Bins.time("1d", apia);
        long before = LocalDate.of(2011, 12, 29).atStartOfDay(apia).toEpochSecond();
        long after = LocalDate.of(2011, 12, 31).atStartOfDay(apia).toEpochSecond();
        assertThat(bins.to(before)).isEqualTo(after);
        assertThat(keys(bins, before, after)).containsExactly(before, after);
    }

    @ParameterizedTest
    @CsvSource({
        "1w, 2026-11-29T12:00:00Z, 2026-11-23T00:00:00Z, 2026-11-30T00:00:00Z",
        "2w, 1970-01-04T00:00:00Z, 1969-12-22T00:00:00Z, 1970-01-05T00:00:00Z",
        "2d, 1969-12-31T23:59:59Z, 1969-12-30T00:00:00Z, 1970-01-01T00:00:00Z",
        "3M, 2026-11-29T12:00:00Z, 2026-10-01T00:00:00Z, 2027-01-01T00:00:00Z",
        "1M, 2028-02-29T12:00:00Z, 2028-02-01T00:00:00Z, 2028-03-01T00:00:00Z",
        "1y, 1969-06-01T00:00:00Z, 1969-01-01T00:00:00Z, 1970-01-01T00:00:00Z",
        "10y, 2026-11-29T12:00:00Z, 2020-01-01T00:00:00Z, 2030-01-01T00:00:00Z",
        "15m, 2026-11-29T12:14:59Z, 2026-11-29T12:00:00Z, 2026-11-29T12:15:00Z",
        "7h, 2026-11-29T23:00:00Z, 2026-11-29T21:00:00Z, 2026-11-30T00:00:00Z"
    })
    void interval_isAligned(String interval, Instant time, Instant from, Instant to) {
        Bins bins = Bins.time(interval, ZoneOffset.UTC);
        long key = bins.key(time.getEpochSecond());
        assertThat(key).isEqualTo(from.getEpochSecond());
        assertThat(bins.key(time.getEpochSecond() + 0.75)).isEqualTo(key);
        assertThat(bins.from(key)).isEqualTo(key);
        assertThat(bins.to(key)).isEqualTo(to.getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomTimesInRandomZones_fallIntoOneOfBinsWithoutGaps(long seed) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> zones = ZoneId.getAvailableZoneIds().stream().sorted().toList();
        for (int i = 0; i < 600; i++) {
            ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
            String interval = INTERVALS.get(random.nextInt(INTERVALS.size()));
            Bins bins = Bins.time(interval, zone);
            BinCursor cursor = bins.cursor();
            long time = nearAChange(random, zone);
            for (int j = 0; j < 20; j++) {
                String asked = "seed " + seed + ", " + interval + " in " + zone + " at " + time;
                long key = bins.key(time);
                long next = bins.to(key).longValue();
                assertThat(key).as(asked).isLessThanOrEqualTo(time);
                assertThat(next).as(asked).isGreaterThan(time);
                assertThat(bins.key(key)).as(asked).isEqualTo(key);
                assertThat(bins.key(next - 1)).as(asked).isEqualTo(key);
                assertThat(bins.key(next)).as(asked).isEqualTo(next);
                assertThat(bins.to(bins.key(key - 1))).as(asked).isEqualTo(key);
                assertThat(cursor.key(time)).as(asked).isEqualTo(key);
                time += random.nextInt(4 * 86_400) - 2 * 86_400;
            }
        }
    }

    /** Walks second by second, or minute by minute, and looks at the clock alone. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-03-28T12:00:00Z",
        "Europe/Berlin, 2026-10-24T12:00:00Z",
        "America/Chicago, 2026-03-07T12:00:00Z",
        "America/Chicago, 2026-11-01T00:00:00Z",
        "Australia/Lord_Howe, 2026-04-04T00:00:00Z",
        "Australia/Lord_Howe, 2026-10-03T00:00:00Z",
        "Pacific/Apia, 2011-12-29T12:00:00Z",
        "Asia/Kathmandu, 1985-12-31T00:00:00Z",
        "America/Sao_Paulo, 2018-11-03T12:00:00Z",
        "America/St_Johns, 2009-10-31T12:00:00Z",
        "America/Havana, 2026-11-01T00:00:00Z",
        "UTC, 2026-10-24T12:00:00Z"
    })
    void clockBins_beginWhereTheClockShowsAMultiple(String zoneName, Instant begin) {
        ZoneId zone = ZoneId.of(zoneName);
        for (int minutes : new int[] {10, 15, 30, 60, 120, 180, 300, 360, 720, 1440}) {
            TimeBins bins = TimeBins.of(minutes + "m", zone);
            LocalDateTime before = LocalDateTime.ofInstant(begin, zone);
            long key = bins.key(begin.getEpochSecond());
            LocalDate furthest = before.toLocalDate();
            for (long time = begin.getEpochSecond() + 60; time < begin.getEpochSecond() + 2 * 86_400; time += 60) {
                LocalDateTime clock = LocalDateTime.ofInstant(Instant.ofEpochSecond(time), zone);
                int minute = clock.getHour() * 60 + clock.getMinute();
                int minuteBefore = before.getHour() * 60 + before.getMinute();
                boolean newDay = clock.toLocalDate().isAfter(furthest);
                if (newDay || minute % minutes == 0 || minute / minutes != minuteBefore / minutes) {
                    key = time;
                }
                if (newDay) {
                    furthest = clock.toLocalDate();
                }
                assertThat(bins.key(time))
                        .as("%s in %s at %s", bins.interval(), zone, clock)
                        .isEqualTo(key);
                before = clock;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/Chicago", "Pacific/Apia", "Asia/Kathmandu", "America/Sao_Paulo"})
    void calendarBins_areThoseOfAWalkDayByDay(String zoneName) {
        ZoneId zone = ZoneId.of(zoneName);
        for (int days : new int[] {1, 3, 7, 14}) {
            Bins bins = Bins.time(days % 7 == 0 ? days / 7 + "w" : days + "d", zone);
            LocalDate origin = days % 7 == 0 ? LocalDate.of(1970, 1, 5) : LocalDate.EPOCH;
            TreeSet<Long> starts = new TreeSet<>();
            for (LocalDate day = origin; day.getYear() < 2030; day = day.plusDays(days)) {
                starts.add(day.atStartOfDay(zone).toEpochSecond());
            }
            long[] expected = starts.stream()
                    .filter(start -> start >= starts.first() + 7300 * 86_400L)
                    .limit(9000)
                    .mapToLong(Long::longValue)
                    .toArray();
            long[] keys = keys(bins, expected[0], expected[expected.length - 1]);
            assertThat(keys).isEqualTo(expected);
            assertThat(bins.count(expected[0], expected[expected.length - 1])).isEqualTo(expected.length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1s", "1m", "1h", "1d", "1w", "1M", "1y", "10000y"})
    void timesOutsideTheCalendar_fallIntoTheOutermostBins(String interval) {
        Bins bins = Bins.time(interval, ZoneId.of("Europe/Berlin"));
        BinCursor cursor = bins.cursor();
        long lowest = bins.key(Long.MIN_VALUE);
        long highest = bins.key(Long.MAX_VALUE);
        assertThat(bins.from(lowest)).isEqualTo(Long.MIN_VALUE);
        assertThat(bins.to(highest)).isEqualTo(Long.MAX_VALUE);
        assertThat(bins.key(-1e300)).isEqualTo(lowest);
        assertThat(bins.key(1e300)).isEqualTo(highest);
        assertThat(cursor.key(Long.MIN_VALUE)).isEqualTo(lowest);
        assertThat(cursor.key(Long.MAX_VALUE)).isEqualTo(highest);
        long second = bins.to(lowest).longValue();
        assertThat(bins.key(second)).isEqualTo(second);
        assertThat(bins.key(second - 1)).isEqualTo(lowest);
        assertThat(bins.to(bins.key(highest - 1))).isEqualTo(highest);
    }

    @Test
    void cursor_findsTheSameBinsHoweverManyItMet() {
        long seed = 11;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Bins bins = Bins.time("1h", ZoneId.of("America/Chicago"));
        BinCursor cursor = bins.cursor();
        for (int i = 0; i < 60_000; i++) {
            long time = random.nextLong(1_600_000_000L, 1_800_000_000L);
            assertThat(cursor.key(time)).as("seed %d, %d", seed, time).isEqualTo(bins.key(time));
        }
    }

    @Test
    void tooManyBins_areCountedAtOnceAndNotListed() {
        Bins bins = Bins.time("1s", ZoneId.of("America/Chicago"));
        long low = bins.key(0L);
        long high = bins.key(Duration.ofDays(50 * 365).toSeconds());
        assertThat(bins.count(low, high)).isGreaterThan(Bins.MAX_BINS);
        assertThatThrownBy(() -> keys(bins, low, high))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("more than 10000 bins; accepted: wider ones");
        assertThat(bins.count(0, 9_999)).isEqualTo(10_000);
        assertThat(keys(bins, 0, 9_999)).hasSize(10_000);
        assertThat(bins.count(0, 10_000)).isGreaterThan(Bins.MAX_BINS);
        assertThat(bins.count(bins.key(Long.MIN_VALUE), bins.key(Long.MAX_VALUE)))
                .isGreaterThan(Bins.MAX_BINS);
        assertThat(bins.keys(new TreeSet<>())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 1m",
        "PT59M, 1m",
        "PT60M, 5m",
        "PT14H, 15m",
        "PT16H, 1h",
        "P3D, 6h",
        "P30D, 1d",
        "P300D, 1w",
        "P1500D, 1M",
        "P3000D, 1y",
        "P300000D, 1y"
    })
    void auto_isTheSmallestIntervalWithAtMost60Bins(Duration period, String interval) {
        long low = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
        TimeBins bins = TimeBins.auto(low, low + period.toSeconds(), ZoneOffset.UTC);
        assertThat(bins.interval()).isEqualTo(interval);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "1", "d", "0d", "-1d", "1D", "1 d", "1.5h", "01d", "1H", "25h", "1441m", "86401s", "10001d",
                "99999y", "100000s", "auto", "1ms"
            })
    void noInterval_isRefused(String interval) {
        assertThatThrownBy(() -> Bins.time(interval, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "interval '" + interval + "'; accepted: a number with s, m (minutes) or h of at most a day, or"
                                + " with d, w, M (months) or y of at most 10000, like 15m, 1d or 3M");
    }

    @Test
    void notFinite_isRefused() {
        Bins bins = Bins.time("1d", ZoneOffset.UTC);
        assertThatThrownBy(() -> bins.key(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no bin holds NaN; accepted: finite numbers");
        assertThatThrownBy(() -> bins.cursor().key(Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static long[] keys(Bins bins, long low, long high) {
        return bins.keys(new TreeSet<>(List.of(bins.key(low), bins.key(high))));
    }

    private static long nearAChange(Random random, ZoneId zone) {
        Instant time = Instant.ofEpochSecond(random.nextLong(-4_000_000_000L, 4_000_000_000L));
        var change = zone.getRules().nextTransition(time);
        long second = change == null || random.nextInt(4) == 0 ? time.getEpochSecond() : change.toEpochSecond();
        return second + random.nextInt(7200) - 3600;
    }
}
