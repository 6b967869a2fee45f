package org.shelfmark.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
    @ParameterizedTest
    @CsvSource({
        "123, 125",
        "1020, 1250",
        "2592, 2750",
        "2332, 2500",
        "3016, 3250",
        "4980, 5000",
        "5092, 7500",
        "22280, 22500",
        "22644, 25000",
        "22500, 22500"
    })
    void rounded_isWhatRealRecordsHold(long exact, long rounded) {
        assertThat(Usage.rounded(exact)).isEqualTo(rounded);
    }
}
