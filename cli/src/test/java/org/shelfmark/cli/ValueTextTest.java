package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ValueTextTest {
    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 31_000_000_000_000_001L, -31_000_000_000_000_001L})
    void secondsBeyondTheCalendar_areShownAsTheyAre(long seconds) {
        assertThat(ValueText.time(seconds, ZoneOffset.MAX)).isEqualTo(Long.toString(seconds));
        assertThat(ValueText.utc(seconds)).isEqualTo(Long.toString(seconds));
        assertThat(Measure.of("completed", ZoneOffset.UTC).text(seconds)).isEqualTo(Long.toString(seconds));
    }

    @ParameterizedTest
    @ValueSource(longs = {31_000_000_000_000_000L, -31_000_000_000_000_000L})
    void lastSecondsOfTheCalendar_areDates(long seconds) {
        assertThat(ValueText.time(seconds, ZoneOffset.MAX)).matches("\\+?[0-9]+-[0-9-]+ [0-9:]+");
        assertThat(ValueText.time(seconds, ZoneOffset.MIN)).matches("\\+?[0-9]+-[0-9-]+ [0-9:]+");
    }

    @Test
    void moment_isLocal() {
        assertThat(ValueText.time(1_795_318_003, ZoneOffset.ofHours(1))).isEqualTo("2026-11-22 04:26:43");
        assertThat(ValueText.utc(1_795_318_003)).isEqualTo("2026-11-22T03:26:43Z");
    }

    @ParameterizedTest
    @CsvSource({"0, job, 0 jobs", "1, job, 1 job", "2, copy, 2 copies", "1234567, host, '1,234,567 hosts'"})
    void things_areOneOrSeveral(long count, String one, String text) {
        assertThat(ValueText.things(count, one)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, <1e-300", "1e-300, <1e-300", "2e-11, 2e-11", "0.0009, 9e-04", "0.001, 0.0010", "1, 1.0000"})
    void probability_isReadable(double probability, String text) {
        assertThat(ValueText.probability(probability)).isEqualTo(text);
    }
}
