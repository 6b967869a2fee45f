package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MeasureTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0s",
        "0.004, 0s",
        "9.256, 9.26s",
        "9.999, 10s",
        "42, 42s",
        "59.6, 1m00s",
        "725, 12m05s",
        "3599.7, 1h00m",
        "3720, 1h02m",
        "3749, 1h02m",
        "3751, 1h03m",
        "86399.9, 1d00h",
        "270000, 3d03h",
        "-3720, -1h02m",
        "1e300, 1.0E300s",
        "NaN, NaNs"
    })
    void duration_isRoundedToTwoUnits(double seconds, String text) {
        assertThat(Durations.rounded(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0s", "3600, 1h", "5400, 1h30m", "3610, 1h00m10s", "172800, 2d", "90061, 1d01h01m01s", "-60, -1m"})
    void bound_isExact(long seconds, String text) {
        assertThat(Durations.exact(seconds)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "runtime, 3720, 1h02m",
        "RemoteWallClockTime, 3720, 1h02m",
        "memory, 1536, 1.5 GB",
        "completed, 1795318003, 2026-11-22 03:26:43",
        "cpu_efficiency, 50, 50 %",
        "exit, 137, 137",
        "ResidentSetSize, 1024, 1 MB",
        "OfNobody, 12, 12"
    })
    void number_hasTheUnitOfItsField(String name, long number, String text) {
        assertThat(Measure.of(name, ZoneOffset.UTC).text(number)).isEqualTo(text);
    }

    @Test
    void differenceOfMoments_isADuration() {
        Measure completed = Measure.of("completed", ZoneOffset.UTC);

        assertThat(completed.difference(86_400.5)).isEqualTo("1d00h");
        assertThat(completed.sum(3)).isEmpty();
        assertThat(completed.text(null)).isEmpty();
        assertThat(completed.difference(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0 %",
        "0, 5, 0 %",
        "5, 5, 100 %",
        "1, 100000, <0.1 %",
        "99999, 100000, >99.9 %",
        "1, 3, 33.3 %",
        "9223372036854775806, 9223372036854775807, >99.9 %"
    })
    void share_isNothingAndWholeOnlyWhenItIs(long part, long whole, String text) {
        assertThat(ValueText.share(part, whole)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "1023, 1023 B", "1536, 1.5 KB", "1e18, 888.18 PB", "1e30, 867361737988.4 EB", "-2048, -2 KB"})
    void bytes_haveAUnit(double bytes, String text) {
        assertThat(ValueText.bytes(bytes)).isEqualTo(text);
    }
}
