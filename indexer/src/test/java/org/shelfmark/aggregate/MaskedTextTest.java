package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                "at 0x7ffe12ab and 0XDEADBEEF, not 0xyz | at N and N, not Nxyz",
                "job_ab12cd34 of ab12cd34_x | job_N of N_x",
                "12345678x ab12cd34z abc12 | Nx abNcdNz abcN",
                "1.2.3.4 v1.2. 3.14 | N vN. N",
                "via condor_rm (by user bob) | via condor_rm (by user bob)"
            })
    void numbersAndIds_areMasked(String text, String masked) {
        assertThat(MaskedText.of(text)).isEqualTo(masked);
    }

    @Test
    void longIds_areMasked_beforeTheTextIsCut() {
        assertThat(MaskedText.of("of " + "ab12".repeat(17) + " done")).isEqualTo("of N done");
        assertThat(MaskedText.of("x ".repeat(249) + "ab12cd34 y")).isEqualTo("x ".repeat(249) + "N ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.", "a", "a1", "0x", "0x1 ", "ab12cd34", "1a.", ".", "aaaaaaa_1", "0xa.1."})
    @Timeout(20)
    void veryLongText_takesLittleTimeAndStack(String part) {
        String text = part.repeat(100_000 / part.length());

        assertThat(MaskedText.of(text + "z")).hasSizeLessThanOrEqualTo(MaskedText.MAX_CHARS);
        assertThat(MaskedText.of("z" + text)).hasSizeLessThanOrEqualTo(MaskedText.MAX_CHARS);
    }

    @Test
    void longText_isCut() {
        assertThat(MaskedText.of("x".repeat(100_000))).hasSize(MaskedText.MAX_CHARS);
    }
}
