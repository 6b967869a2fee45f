package org.shelfmark.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.OptionalLong;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shelfmark.document.Columns;

class QueryNumberTest {
    private static final long SEED = 20261123;

    private static QueryNumber number(String decimal) {
        return new QueryNumber(new BigDecimal(decimal));
    }

    @ParameterizedTest
    @CsvSource({
        "5, true, 5, 5",
        "5, false, 6, 4",
        "5.0, false, 6, 4",
        "5.5, true, 6, 5",
        "5.5, false, 6, 5",
        "-5.5, true, -5, -6",
        "-5.5, false, -5, -6",
        "0, false, 1, -1",
        "9007199254740993, true, 9007199254740993, 9007199254740993",
        "9007199254740993, false, 9007199254740994, 9007199254740992",
        "9223372036854775807, true, 9223372036854775807, 9223372036854775807",
        "9223372036854775807, false, , 9223372036854775806",
        "9223372036854775808, true, , 9223372036854775807",
        "1e300, true, , 9223372036854775807",
        "-9223372036854775808, true, -9223372036854775808, -9223372036854775808",
        "-9223372036854775808, false, -9223372036854775807, ",
        "-9223372036854775809, true, -9223372036854775808, ",
        "-1e300, true, -9223372036854775808, "
    })
    void boundsOfLongs_areExact(String decimal, boolean inclusive, @Nullable Long first, @Nullable Long last) {
        assertThat(number(decimal).firstLong(inclusive)).isEqualTo(optional(first));
        assertThat(number(decimal).lastLong(inclusive)).isEqualTo(optional(last));
    }

    private static OptionalLong optional(@Nullable Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    @Test
    void boundsOfReals_letInExactlyWhatTheyShould() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < 20_000; i++) {
            BigDecimal bound = random.nextBoolean()
                    ? BigDecimal.valueOf(random.nextLong() >> random.nextInt(64))
                    : new BigDecimal(Double.longBitsToDouble(
                            (random.nextLong() & 0x7FEF_FFFF_FFFF_FFFFL) | (random.nextLong() << 63)));
            QueryNumber number = new QueryNumber(bound);
            double near = bound.doubleValue();
            for (double value : new double[] {near, Math.nextUp(near), Math.nextDown(near), -near, 0.0, -0.0, 1e308}) {
                int side = new BigDecimal(value).compareTo(bound);
                long column = Columns.encodeReal(value);
                assertThat(column >= number.firstReal(true))
                        .as("%s >= %s", value, bound)
                        .isEqualTo(side >= 0);
                assertThat(column >= number.firstReal(false))
                        .as("%s > %s", value, bound)
                        .isEqualTo(side > 0);
                assertThat(column <= number.lastReal(true))
                        .as("%s <= %s", value, bound)
                        .isEqualTo(side <= 0);
                assertThat(column <= number.lastReal(false))
                        .as("%s < %s", value, bound)
                        .isEqualTo(side < 0);
            }
        }
    }

    @Test
    void kinds_areTold() {
        assertThat(number("5.0").isLong()).isTrue();
        assertThat(number("5.0").toLong()).isEqualTo(5);
        assertThat(number("5E+2").toLong()).isEqualTo(500);
        assertThat(number("5.5").isLong()).isFalse();
        assertThat(number("9223372036854775807").isLong()).isTrue();
        assertThat(number("9223372036854775808").isLong()).isFalse();
        assertThat(number("9007199254740993").isDouble()).isFalse();
        assertThat(number("9007199254740992").isDouble()).isTrue();
        assertThat(number("0.5").isDouble()).isTrue();
        assertThat(number("0.1").isDouble()).isFalse();
        assertThat(QueryNumber.of(new BigDecimal("0.1")).orElseThrow().isDouble())
                .isTrue();
        assertThat(QueryNumber.of(new BigDecimal("1e400"))).isEmpty();
        assertThat(QueryNumber.of(new BigDecimal("-1e400"))).isEmpty();
    }
}
