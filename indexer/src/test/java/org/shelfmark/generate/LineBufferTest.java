package org.shelfmark.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineBufferTest {
    private static String text(LineBuffer buffer) {
        return new String(buffer.toByteArray(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 9, 10, 99, 100, -1, -100, 999_999_999_999L, Long.MAX_VALUE, Long.MIN_VALUE})
    void number_isWrittenAsLongDoes(long value) {
        assertThat(text(new LineBuffer().append(value))).isEqualTo(Long.toString(value));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.0", "1, 0.000001", "500000, 0.5", "1000000, 1.0", "12345678, 12.345678", "2050000, 2.05"})
    void millionths_loseTrailingZeros(long value, String written) {
        assertThat(text(new LineBuffer().appendMillionths(value))).isEqualTo(written);
    }

    @Test
    void contents_surviveGrowth() {
        LineBuffer buffer = new LineBuffer();
        for (int i = 0; i < 5_000; i++) {
            buffer.append('x').append("yü").appendHex(0xBEEF, 4);
        }

        assertThat(text(buffer)).isEqualTo("xyübeef".repeat(5_000));
    }
}
