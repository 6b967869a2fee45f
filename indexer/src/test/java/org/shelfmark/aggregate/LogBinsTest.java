package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogBinsTest {
    private final Bins bins = Bins.numbers("log");

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "-0.0, 0, 0",
        "1, 1, 2",
        "1.999, 1, 2",
        "2, 2, 5",
        "5, 5, 10",
        "9.99, 5, 10",
        "10, 10, 20",
        "0.1, 0.1, 0.2",
        "0.3, 0.2, 0.5",
        "0.09, 0.05, 0.1",
        "1e23, 1E+23, 2E+23",
        "1.7e308, 1E+308, 2E+308",
        "4.9e-324, 5E-324, 1E-323",
        "-1, -2, -1",
        "-2, -5, -2",
        "-1.5, -2, -1",
        "-0.3, -0.5, -0.2",
        "-1.7e308, -2E+308, -1E+308"
    })
    void doubles_fallBetweenEdgesOf1And2And5(double value, String from, String to) {
        long key = bins.key(value);
        assertThat(bins.from(key)).hasToString(from);
        assertThat(bins.to(key)).hasToString(to);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "1, 1, 2",
        "-1, -2, -1",
        "-100, -200, -100",
        "999999999999999999, 500000000000000000, 1000000000000000000",
        "1000000000000000000, 1000000000000000000, 2000000000000000000",
        "9223372036854775807, 5000000000000000000, 10000000000000000000",
        "-9223372036854775808, -10000000000000000000, -5000000000000000000",
        "-999999999999999999, -1000000000000000000, -500000000000000000"
    })
    void longs_areExact(long value, String from, String to) {
        long key = bins.key(value);
        assertThat(bins.from(key)).hasToString(from);
        assertThat(bins.to(key)).hasToString(to);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomNumbers_fallIntoTheirBin(long seed) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            Number value = random.nextBoolean() ? RandomNumbers.nextLong(random) : RandomNumbers.nextDouble(random);
            long key = value instanceof Long whole ? bins.key(whole.longValue()) : bins.key(value.doubleValue());
            BigDecimal exact = new BigDecimal(value.toString());
            BigDecimal from = (BigDecimal) bins.from(key);
            BigDecimal to = (BigDecimal) bins.to(key);
            String asked = "seed " + seed + ", value " + value;
            assertThat(Long.signum(key)).as(asked).isEqualTo(exact.signum());
            if (exact.abs().compareTo(new BigDecimal("1e-322")) < 0) {
                continue;
            }
            if (exact.signum() > 0) {
                assertThat(exact).as(asked).isGreaterThanOrEqualTo(from).isLessThan(to);
                assertThat(bins.to(key - 1)).as(asked).isEqualTo(from);
            } else {
                assertThat(exact).as(asked).isGreaterThan(from).isLessThanOrEqualTo(to);
                assertThat(bins.from(key + 1)).as(asked).isEqualTo(to);
            }
        }
    }

    @Test
    void bothSigns_binsCloserToZeroThanAnyValueAreLeftOut() {
        assertThat(edges(-20.0, -3.0, 0.3, 4.0)).containsExactly("-50", "-20", "-10", "-5", "0.2", "0.5", "1", "2");
        assertThat(edges(0.0, 1.0)).containsExactly("0", "1");
        assertThat(edges(-1.0, 0.0)).containsExactly("-2", "0");
        assertThat(edges()).isEmpty();
    }

    @Test
    void allBins_areFewEnoughToList() {
        long low = bins.key(-Double.MAX_VALUE);
        long high = bins.key(Double.MAX_VALUE);
        assertThat(bins.count(low, high)).isBetween(3_000L, (long) Bins.MAX_BINS);
        assertThat(edges(-Double.MAX_VALUE, -Double.MIN_VALUE, 0.0, Double.MIN_VALUE, Double.MAX_VALUE))
                .hasSize((int) bins.count(low, high));
    }

    @Test
    void notFinite_isRefused() {
        assertThatThrownBy(() -> bins.key(Double.NEGATIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no bin holds -Infinity; accepted: finite numbers");
    }

    private List<String> edges(double... values) {
        TreeSet<Long> present = new TreeSet<>();
        Arrays.stream(values).forEach(value -> present.add(bins.key(value)));
        return Arrays.stream(bins.keys(present))
                .mapToObj(key -> bins.from(key).toString())
                .toList();
    }
}
