package org.shelfmark.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorOptionsTest {
    private static final GeneratorOptions DEFAULTS = GeneratorOptions.defaults();

    @Test
    void defaults_areThoseOfTheUsageText() {
        assertThat(DEFAULTS)
                .isEqualTo(new GeneratorOptions(
                        20_971_520, "ap2001.chtc.example", Instant.parse("2026-01-05T08:00:00Z"), 60, 0));
    }

    @Test
    void rotateBytesBelowTheLeast_areRefused() {
        assertThat(DEFAULTS.withRotateBytes(1_024).rotateBytes()).isEqualTo(1_024);
        assertThatThrownBy(() -> DEFAULTS.withRotateBytes(1_023))
                .hasMessage("rotate bytes is '1023', accepted is 1024 or more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AP1.example", "a b", "ap1.", "ap\"1", "-ap"})
    void scheddThatIsNoHostName_isRefused(String name) {
        assertThatThrownBy(() -> DEFAULTS.withSchedd(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("schedd is '" + name + "', accepted is a lower-case host name of at most 120 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1999-12-31T23:59:59Z", "2035-01-01T00:00:01Z", "2026-01-01T00:00:00.500Z"})
    void startOutOfRange_isRefused(String start) {
        assertThatThrownBy(() -> DEFAULTS.withStart(Instant.parse(start)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("start is '" + start
                        + "', accepted is a whole second from '2000-01-01T00:00:00Z' to '2035-01-01T00:00:00Z'");
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 10_001})
    void usersOutOfRange_areRefused(int users) {
        assertThatThrownBy(() -> DEFAULTS.withUsers(users))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("users is '" + users + "', accepted is 1 to 10000");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 100_001})
    void arrayJobsOutOfRange_areRefused(int jobs) {
        assertThatThrownBy(() -> DEFAULTS.withArrayJobs(jobs))
                .hasMessage("array jobs is '" + jobs + "', accepted is 0 to 100000");
    }
}
