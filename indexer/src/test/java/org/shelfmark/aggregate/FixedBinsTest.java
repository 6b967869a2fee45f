package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FixedBinsTest {
    private static final List<String> WIDTHS = List.of(
            "1", "10", "3", "0.25", "0.1", "0.3", "0.07", "1e-9", "1e-20", "1e15", "7e18", "1e19", "1e-300", "1e300");

    @ParameterizedTest
    @CsvSource({
        "10, 0, 0, 10",
        "10, 9.999, 0, 10",
        "10, 10, 10, 20",
        "10, -1, -10, 0",
        "10, -10, -10, 0",
        "10, -10.5, -20, -10",
        "0.25, 0.5, 0.5, 0.75",
        "0.10, 0.3, 0.3, 0.4",
        "0.1, 0.7, 0.7, 0.8",
        "0.1, 0.29999999999999993, 0.2, 0.3",
        "0.1, -0.3, -0.3, -0.2",
        "0.1, 1e300, 922337203685477580.7, max",
        "1, -1e300, -max, -9223372036854775807",
        "1e300, 1.7e308, 1.7E+308, 1.70000001E+308",
        "3, 4.9e-324, 0, 3",
        "3, -4.9e-324, -3, 0"
    })
    void doubles_fallBetweenDecimalEdges(String width, double value, String from, String to) {
        Bins bins = Bins.numbers(width);
        long key = bins.key(value);
        String max = new BigDecimal(Double.MAX_VALUE).toString();
        assertThat(bins.from(key).toString().replace(max, "max")).isEqualTo(from);
        assertThat(((BigDecimal) bins.to(key)).stripTrailingZeros().toString().replace(stripped(max), "max"))
                .isEqualTo(stripped(to));
    }

    private static String stripped(String number) {
        return number.equals("max")
                ? number
                : new BigDecimal(number).stripTrailingZeros().toString();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 9007199254740993, 9007199254740993, 9007199254740994",
        "10, 9007199254740999, 9007199254740990, 9007199254741000",
        "2, 9223372036854775807, 9223372036854775806, 9223372036854775808",
        "2, -9223372036854775808, -9223372036854775808, -9223372036854775806",
        "0.25, 9007199254740993, 9007199254740993, 9007199254740993.25"
    })
    void longsBeyondDoubles_areExact(String width, long value, String from, String to) {
        Bins bins = Bins.numbers(width);
        long key = bins.key(value);
        assertThat(bins.from(key)).hasToString(from);
        assertThat(bins.to(key)).hasToString(to);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomNumbers_fallIntoTheBinOfTheExactQuotient(long seed) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (String width : WIDTHS) {
            Bins bins = Bins.numbers(width);
            for (int i = 0; i < 2000; i++) {
                Number value = value(random, new BigDecimal(width));
                long key = value instanceof Long whole ? bins.key(whole.longValue()) : bins.key(value.doubleValue());
                BigDecimal exact = new BigDecimal(value.toString());
                BigDecimal expected = exact.divide(new BigDecimal(width), 0, RoundingMode.FLOOR)
                        .max(BigDecimal.valueOf(Long.MIN_VALUE))
                        .min(BigDecimal.valueOf(Long.MAX_VALUE));
                String asked = "seed " + seed + ", width " + width + ", value " + value;
                assertThat(BigDecimal.valueOf(key)).as(asked).isEqualByComparingTo(expected);
                if (key > Long.MIN_VALUE && key < Long.MAX_VALUE) {
                    assertThat(exact)
                            .as(asked)
                            .isGreaterThanOrEqualTo((BigDecimal) bins.from(key))
                            .isLessThan((BigDecimal) bins.to(key));
                    assertThat(bins.to(key - 1)).as(asked).isEqualTo(bins.from(key));
                }
            }
        }
    }

    private static Number value(Random random, BigDecimal width) {
        if (random.nextInt(3) == 0) {
            double edge = width.multiply(BigDecimal.valueOf(random.nextInt(2000) - 1000))
                    .doubleValue();
            return switch (random.nextInt(3)) {
                case 0 -> Math.nextDown(edge);
                case 1 -> Math.nextUp(edge);
                default -> edge;
            };
        }
        return random.nextBoolean() ? RandomNumbers.nextLong(random) : RandomNumbers.nextDouble(random);
    }

    @Test
    void emptyBinsBetween_areListed() {
        Bins bins = Bins.numbers("10");
        assertThat(bins.keys(new TreeSet<>(List.of(bins.key(-15L), bins.key(25L)))))
                .containsExactly(-2, -1, 0, 1, 2);
        assertThat(bins.count(-2, 2)).isEqualTo(5);
        assertThat(bins.keys(new TreeSet<>())).isEmpty();
    }

    @Test
    void tooManyBins_areCountedAndNotListed() {
        Bins bins = Bins.numbers("1");
        assertThat(bins.count(0, Bins.MAX_BINS - 1)).isEqualTo(Bins.MAX_BINS);
        assertThat(bins.count(Long.MIN_VALUE, Long.MAX_VALUE)).isGreaterThan(Bins.MAX_BINS);
        assertThat(bins.keys(new TreeSet<>(List.of(0L, 9_999L)))).hasSize(Bins.MAX_BINS);
        assertThatThrownBy(() -> bins.keys(new TreeSet<>(List.of(0L, 10_000L))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("more than 10000 bins; accepted: wider ones");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 400, 20",
        "0, 399, 10",
        "0, 39, 1",
        "0, 3, 1",
        "0, 100000, 5000",
        "-100, 100, 10",
        "7, 7, 1",
        "-9223372036854775808, 9223372036854775807, 500000000000000000"
    })
    void autoOfLongs_isAWidthOf1Or2Or5(long min, long max, String width) {
        assertThat(FixedBins.auto(min, max).width()).hasToString(width);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 0.05", "0, 0.99, 0.05", "0, 0.79, 0.02", "-2.5, 2.5, 0.2", "0.5, 0.5, 1", "0, 4.9e-324, 1E-300"})
    void autoOfDoubles_isAWidthOf1Or2Or5(double min, double max, String width) {
        assertThat(FixedBins.auto(min, max).width()).hasToString(width);
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void autoOfRandomRanges_gives16To40Bins(long seed) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            double one = RandomNumbers.nextDouble(random).doubleValue();
            double other = RandomNumbers.nextDouble(random).doubleValue();
            double min = Math.min(one, other);
            double max = Math.max(one, other);
            FixedBins bins = FixedBins.auto(min, max);
            long count = bins.count(bins.key(min), bins.key(max));
            assertThat(count).as("seed %d: %s to %s", seed, min, max).isBetween(1L, 40L);
            if (max - min > 1e-290) {
                assertThat(count).as("seed %d: %s to %s", seed, min, max).isGreaterThanOrEqualTo(16);
            }
        }
    }

    @Test
    void autoOfAHugeRange_isAWidthThatCanBeAskedFor() {
        FixedBins bins = FixedBins.auto(-1e302, 1e302);
        assertThat(FixedBins.of(bins.width().toString()).width()).isEqualTo(bins.width());
    }

    @Test
    void autoOfTheWholeRange_works() {
        FixedBins bins = FixedBins.auto(-Double.MAX_VALUE, Double.MAX_VALUE);
        assertThat(bins.width()).hasToString("1E+307");
        assertThat(bins.key(0L)).isZero();
        assertThat(bins.key(-1L)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "-1", "0.0", "x", "1e309", "1e-301", "1e999999999", "-1e-999999999", "NaN", "1 0", "Log"
            })
    void noWidth_isRefused(String text) {
        assertThatThrownBy(() -> Bins.numbers(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("width '" + text + "'; accepted: a number from 1e-300 to 1e308, like 10 or 0.25, or 'log'");
    }

    @Test
    void longText_isRefusedShortened() {
        assertThatThrownBy(() -> Bins.numbers("1".repeat(1000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("width '" + "1".repeat(60) + "…'; accepted");
    }

    @Test
    void notFinite_isRefused() {
        assertThatThrownBy(() -> Bins.numbers("1").key(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no bin holds NaN; accepted: finite numbers");
    }
}
