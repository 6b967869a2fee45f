package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Statistics of numbers, computed from their definitions with decimal numbers that do not round. */
final class FigureNumbers {
    private static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private FigureNumbers() {}

    /**
     * Compares an answer with the numbers that it is about.
     *
     * @param areIntegers whether the field has integers, so that the sum must be one
     */
    static void assertStatistics(
            String as,
            Figures.Statistics found,
            List<BigDecimal> numbers,
            long missing,
            List<Double> percentiles,
            boolean areIntegers) {
        assertThat(found.count()).as("count, %s", as).isEqualTo(numbers.size());
        assertThat(found.missing()).as("missing, %s", as).isEqualTo(missing);
        assertThat(found.percentileError()).as("error, %s", as).isZero();
        if (numbers.isEmpty()) {
            assertThat(found)
                    .as(as)
                    .isEqualTo(new Figures.Statistics(0, missing, null, null, null, null, null, Map.of(), 0));
            return;
        }
        List<BigDecimal> sorted = numbers.stream().sorted().toList();
        assertSame("min, " + as, found.min(), sorted.get(0));
        assertSame("max, " + as, found.max(), sorted.get(sorted.size() - 1));
        BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertSum("sum, " + as, Objects.requireNonNull(found.sum()), sum, areIntegers);
        BigDecimal count = BigDecimal.valueOf(numbers.size());
        BigDecimal mean = sum.divide(count, DIGITS);
        assertNear("mean, " + as, found.mean(), mean);
        assertNear("stddev, " + as, found.stddev(), deviation(numbers, sum, count));
        assertThat(found.percentiles()).as("percentiles, %s", as).hasSize((int)
                percentiles.stream().distinct().count());
        for (double percentile : percentiles) {
            String name = BigDecimal.valueOf(percentile).stripTrailingZeros().toPlainString();
            assertSame(name + " %, " + as, found.percentiles().get(name), percentile(sorted, percentile));
        }
    }

    private static BigDecimal deviation(List<BigDecimal> numbers, BigDecimal sum, BigDecimal count) {
        BigDecimal squares = BigDecimal.ZERO;
        for (BigDecimal number : numbers) {
            squares = squares.add(number.multiply(number));
        }
        BigDecimal spread = squares.multiply(count).subtract(sum.multiply(sum));
        return spread.round(DIGITS).sqrt(DIGITS).divide(count, DIGITS);
    }

    /** The smallest number such that at least so many percent of all are not above it. */
    private static BigDecimal percentile(List<BigDecimal> sorted, double percent) {
        BigDecimal least = BigDecimal.valueOf(percent).multiply(BigDecimal.valueOf(sorted.size()));
        for (int i = 0; i < sorted.size(); i++) {
            // of equal numbers the last tells how many are not above them; the number is the same
            if (BigDecimal.valueOf(100L * (i + 1)).compareTo(least) >= 0) {
                return sorted.get(i);
            }
        }
        throw new AssertionError("percentile " + percent);
    }

    private static void assertSum(String as, Number found, BigDecimal sum, boolean areIntegers) {
        boolean isLong = sum.compareTo(LONG_MIN) >= 0 && sum.compareTo(LONG_MAX) <= 0;
        if (found instanceof Long || (areIntegers && isLong)) {
            assertThat(found).as(as).isInstanceOf(Long.class);
            assertSame(as, found, sum);
        } else if (found instanceof Double real) {
            assertThat(real).as(as).isEqualTo(sum.doubleValue());
        } else {
            assertThat(sum.doubleValue()).as(as).isInfinite();
            assertSame(as, found, sum);
        }
    }

    @SuppressWarnings("NullAway") // an absent number must fail here
    private static void assertSame(String as, @Nullable Number found, BigDecimal expected) {
        assertThat(found).as(as).isNotNull();
        assertThat(FigureValue.exact(found)).as(as).isEqualByComparingTo(expected);
    }

    @SuppressWarnings("NullAway") // an absent number must fail here
    private static void assertNear(String as, @Nullable Double found, BigDecimal expected) {
        assertThat(found).as(as).isNotNull();
        BigDecimal difference = new BigDecimal(found).subtract(expected).abs();
        // what is below the smallest double is 0 there
        assertThat(difference)
                .as("%s: %s, expected about %s", as, found, expected.doubleValue())
                .isLessThanOrEqualTo(expected.abs().movePointLeft(12).max(new BigDecimal(Double.MIN_VALUE)));
    }
}
