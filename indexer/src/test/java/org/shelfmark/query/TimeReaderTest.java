package org.shelfmark.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-23T02:13:20Z");

    private static TimeReader reader(String zone) {
        return new TimeReader(NOW, ZoneId.of(zone));
    }

    @ParameterizedTest
    @CsvSource({
        "2026, UTC, 2026-01-01T00:00:00Z, 2026-12-31T23:59:59Z",
        "2024-02, UTC, 2024-02-01T00:00:00Z, 2024-02-29T23:59:59Z",
        "2026-2, UTC, 2026-02-01T00:00:00Z, 2026-02-28T23:59:59Z",
        "2026-12, UTC, 2026-12-01T00:00:00Z, 2026-12-31T23:59:59Z",
        "2026-10-01, UTC, 2026-10-01T00:00:00Z, 2026-10-01T23:59:59Z",
        "2026-1-2, UTC, 2026-01-02T00:00:00Z, 2026-01-02T23:59:59Z",
        "2026-10-01T12, UTC, 2026-10-01T12:00:00Z, 2026-10-01T12:59:59Z",
        "2026-10-01T12:30, UTC, 2026-10-01T12:30:00Z, 2026-10-01T12:30:59Z",
        "2026-10-01 12:30, UTC, 2026-10-01T12:30:00Z, 2026-10-01T12:30:59Z",
        "2026-10-01T12:30:15, UTC, 2026-10-01T12:30:15Z, 2026-10-01T12:30:15Z",
        "2026-10-01, Europe/Berlin, 2026-09-30T22:00:00Z, 2026-10-01T21:59:59Z",
        "2026-10-01T12:30, Europe/Berlin, 2026-10-01T10:30:00Z, 2026-10-01T10:30:59Z",
        "2026-10-01T12:30Z, Europe/Berlin, 2026-10-01T12:30:00Z, 2026-10-01T12:30:59Z",
        "2026-10-01T12:30+01:00, Europe/Berlin, 2026-10-01T11:30:00Z, 2026-10-01T11:30:59Z",
        "2026-10-01T12:30:15-0530, UTC, 2026-10-01T18:00:15Z, 2026-10-01T18:00:15Z",
        "2026-10-01T12Z, America/Chicago, 2026-10-01T12:00:00Z, 2026-10-01T12:59:59Z",
        "2026-10-25, Europe/Berlin, 2026-10-24T22:00:00Z, 2026-10-25T22:59:59Z",
        "2026-03-29, Europe/Berlin, 2026-03-28T23:00:00Z, 2026-03-29T21:59:59Z",
        "2026-10, Europe/Berlin, 2026-09-30T22:00:00Z, 2026-10-31T22:59:59Z",
        "2026-03, Europe/Berlin, 2026-02-28T23:00:00Z, 2026-03-31T21:59:59Z",
        "2026, Europe/Berlin, 2025-12-31T23:00:00Z, 2026-12-31T22:59:59Z",
        "1795318000, Europe/Berlin, 2026-11-22T03:26:40Z, 2026-11-22T03:26:40Z",
        "10000, UTC, 1970-01-01T02:46:40Z, 1970-01-01T02:46:40Z",
        "today, UTC, 2026-11-23T00:00:00Z, 2026-11-23T23:59:59Z",
        "Today, America/Chicago, 2026-11-22T06:00:00Z, 2026-11-23T05:59:59Z",
        "yesterday, UTC, 2026-11-22T00:00:00Z, 2026-11-22T23:59:59Z",
        "YESTERDAY, Asia/Tokyo, 2026-11-21T15:00:00Z, 2026-11-22T14:59:59Z",
        "now, UTC, 2026-11-23T02:13:20Z, 2026-11-23T02:13:20Z",
        "-7d, UTC, 2026-11-16T02:13:20Z, 2026-11-16T02:13:20Z",
        "now-1h, UTC, 2026-11-23T01:13:20Z, 2026-11-23T01:13:20Z",
        "NOW-1h30m, UTC, 2026-11-23T00:43:20Z, 2026-11-23T00:43:20Z",
        "now+2w, UTC, 2026-12-07T02:13:20Z, 2026-12-07T02:13:20Z",
        "+1d, Europe/Berlin, 2026-11-24T02:13:20Z, 2026-11-24T02:13:20Z",
        "-1.5h, UTC, 2026-11-23T00:43:20Z, 2026-11-23T00:43:20Z"
    })
    void time_isTheWholeIntervalItNames(String text, String zone, Instant first, Instant last) {
        assertThat(reader(zone).read(text))
                .contains(new TimeReader.Interval(first.getEpochSecond(), last.getEpochSecond()));
    }

    @Test
    void daysOfChangingClocks_haveTheirOwnLength() {
        assertThat(hours("2026-10-25")).isEqualTo(25);
        assertThat(hours("2026-03-29")).isEqualTo(23);
        assertThat(hours("2026-10-24")).isEqualTo(24);
        TimeReader atTheChange = new TimeReader(Instant.parse("2026-10-26T11:00:00Z"), ZoneId.of("Europe/Berlin"));
        TimeReader.Interval yesterday = atTheChange.read("yesterday").orElseThrow();
        assertThat(yesterday.last() - yesterday.first() + 1).isEqualTo(25 * 3600);
    }

    private static long hours(String day) {
        TimeReader.Interval interval = reader("Europe/Berlin").read(day).orElseThrow();
        return (interval.last() - interval.first() + 1) / 3600;
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "UTC", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia"})
    void daysOfAYear_joinWithoutGapOrOverlap(String zone) {
        TimeReader.Interval year = reader(zone).read("2026").orElseThrow();
        long next = year.first();
        for (int month = 1; month <= 12; month++) {
            TimeReader.Interval whole = reader(zone).read("2026-" + month).orElseThrow();
            assertThat(whole.first()).isEqualTo(next);
            for (int day = 1; day <= 31; day++) {
                TimeReader.Interval each =
                        reader(zone).read("2026-" + month + "-" + day).orElse(null);
                if (each != null) {
                    assertThat(each.first()).isEqualTo(next);
                    next = each.last() + 1;
                }
            }
            assertThat(whole.last() + 1).isEqualTo(next);
        }
        assertThat(year.last() + 1).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "tomorrowish",
                "2026-13",
                "2026-00",
                "2026-02-29",
                "2026-02-30",
                "2026-10-32",
                "2026-10-01T24:00",
                "2026-10-01T12:60",
                "2026-10-01T12:30:60",
                "2026-10-01T",
                "2026-10-01T12:3",
                "2026-10-01T12:30+25:00",
                "2026-10-01T12:30CET",
                "2026-10-01Z",
                "26-10-01",
                "2026/10/01",
                "2026-10-01-",
                "1234567890123",
                "-7",
                "-7y",
                "now-",
                "now-x",
                "nowish",
                "7d",
                "--7d",
                "now1h"
            })
    void nonsense_isNoTime(String text) {
        assertThat(reader("UTC").read(text)).isEmpty();
        assertThat(reader("Europe/Berlin").read(text)).isEmpty();
    }

    @Test
    void enormousDistances_areTimesOrNot_butNeverFail() {
        for (String text :
                new String[] {"-99999999999999999999999w", "now+999999999999d", "-" + "9".repeat(400) + "d"}) {
            reader("UTC").read(text).ifPresent(time -> assertThat(time.first()).isEqualTo(time.last()));
        }
    }
}
