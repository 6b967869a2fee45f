package org.shelfmark.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.mapping.Unit;

class NumberReaderTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "+7, 7",
        "007, 7",
        "3.0, 3",
        "3., 3",
        ".5, 0.5",
        "-.5, -0.5",
        "1e3, 1000",
        "1.5E-1, 0.1499999999999999944488848768742172978818416595458984375",
        "0.1, 0.1000000000000000055511151231257827021181583404541015625",
        "9007199254740993, 9007199254740993",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "9223372036854775808, 9223372036854775808",
        "9223372036854775809, 9223372036854775808",
        "12345678901234567890123, 12345678901234567741440"
    })
    void plainNumber_isExactWhereItCanBe(String text, BigDecimal expected) {
        for (Unit unit : Unit.values()) {
            assertThat(value(text, unit)).as("%s in %s", text, unit).isEqualByComparingTo(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1KB, BYTES, 1024",
        "1kb, BYTES, 1024",
        "1KiB, BYTES, 1024",
        "1K, BYTES, 1024",
        "5B, BYTES, 5",
        "1MB, BYTES, 1048576",
        "1GB, BYTES, 1073741824",
        "1TB, BYTES, 1099511627776",
        "1.5KB, BYTES, 1536",
        "8388608TB, BYTES, 9223372036854775808",
        "1KB, KILOBYTES, 1",
        "1B, KILOBYTES, 0.0009765625",
        "4GB, KILOBYTES, 4194304",
        "4GB, MEGABYTES, 4096",
        "0.5GB, MEGABYTES, 512",
        "512KB, MEGABYTES, 0.5",
        "1TB, MEGABYTES, 1048576",
        "-1GB, MEGABYTES, -1024",
        "90s, SECONDS, 90",
        "2h, SECONDS, 7200",
        "2H, SECONDS, 7200",
        "1h30m, SECONDS, 5400",
        "1d, SECONDS, 86400",
        "2w, SECONDS, 1209600",
        "1w2d3h4m5s, SECONDS, 788645",
        "30m1h, SECONDS, 5400",
        "1.5h, SECONDS, 5400",
        "0.5s, SECONDS, 0.5",
        "-7d, SECONDS, -604800",
        "80%, PERCENT, 80",
        "12.5%, PERCENT, 12.5"
    })
    void numberWithAUnit_isConvertedIntoTheAttributesOwn(String text, Unit unit, BigDecimal expected) {
        assertThat(value(text, unit)).isEqualByComparingTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "1KB, NONE",
        "1KB, CORES",
        "1KB, SECONDS",
        "2h, BYTES",
        "2h, NONE",
        "2h, PERCENT",
        "1XB, BYTES",
        "1PB, BYTES",
        "KB, BYTES",
        "1KBs, BYTES",
        "1h30, SECONDS",
        "h, SECONDS",
        "1h-30m, SECONDS",
        "1y, SECONDS",
        "80%, NONE",
        "80%%, BYTES"
    })
    void unitOfAnotherKind_isNoNumber(String text, Unit unit) {
        assertThat(NumberReader.read(text, unit)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "-",
                "+",
                ".",
                "1.2.3",
                "1,5",
                "0x10",
                "1e",
                "1e+",
                "1 2",
                "--1",
                "NaN",
                "Infinity",
                "1e400",
                "١"
            })
    void otherText_isNoNumber(String text) {
        for (Unit unit : Unit.values()) {
            assertThat(NumberReader.read(text, unit))
                    .as("'%s' in %s", text, unit)
                    .isEmpty();
        }
    }

    @Test
    void longTexts_areReadInNoTime() {
        for (Unit unit : Unit.values()) {
            assertThat(NumberReader.read("1".repeat(5000) + "x", unit)).isEmpty();
            assertThat(NumberReader.read("1h".repeat(5000) + "x", unit)).isEmpty();
            assertThat(NumberReader.read("9".repeat(5000), unit)).isEmpty();
        }
        assertThat(value("0".repeat(900) + "7", Unit.NONE)).isEqualByComparingTo("7");
    }

    private static BigDecimal value(String text, Unit unit) {
        Optional<QueryNumber> number = NumberReader.read(text, unit);
        return number.orElseThrow(() -> new AssertionError("no number: " + text))
                .value();
    }
}
