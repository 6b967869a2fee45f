package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "memory usage 1,024 of 512 MB | memory usage N,N of N MB",
                "slot1_2@e2045.chtc.wisc.edu | slotN_N@eN.chtc.wisc.edu",
                "<128.105.1.2:9618> | <N:N>",
                "id 0a1b2c3d4e done | id N done",
                "decade feedface | decade feedface",
                "via condor_rm (by user bob) | via condor_rm (by user bob)"
            })
    void numbersAndIds_areMasked(String text, String masked) {
        assertThat(MaskedText.of(text)).isEqualTo(masked);
    }

    @Test
    void longText_isCut() {
        assertThat(MaskedText.of("x".repeat(100_000))).hasSize(MaskedText.MAX_CHARS);
    }
}
