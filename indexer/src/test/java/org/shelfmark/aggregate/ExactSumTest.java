package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExactSumTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomNumbers_sumsAreThoseOfBigDecimals(long seed) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Number> numbers = RandomNumbers.list(random, 1 + random.nextInt(3000));
        ExactSum[] parts = parts(5);
        ExactSum[] squares = parts(5);
        BigDecimal expected = BigDecimal.ZERO;
        BigDecimal expectedSquares = BigDecimal.ZERO;
        for (Number number : numbers) {
            int part = random.nextInt(5);
            if (number instanceof Long value) {
                parts[part].add(value.longValue());
                squares[part].addSquare(value.longValue());
            } else {
                parts[part].add(number.doubleValue());
                squares[part].addSquare(number.doubleValue());
            }
            BigDecimal exact = exact(number);
            expected = expected.add(exact);
            expectedSquares = expectedSquares.add(exact.multiply(exact));
        }
        assertThat(merged(parts).value()).as("seed %d", seed).isEqualByComparingTo(expected);
        assertThat(merged(squares).value()).as("seed %d", seed).isEqualByComparingTo(expectedSquares);
    }

    @Test
    void manyLargeNumbersOfOneSign_carriesAreNotLost() {
        ExactSum sum = new ExactSum();
        ExactSum squares = new ExactSum();
        for (int i = 0; i < 10_000; i++) {
            sum.add(-Double.MAX_VALUE);
            squares.addSquare(Long.MIN_VALUE);
        }
        assertThat(sum.value())
                .isEqualByComparingTo(new BigDecimal(-Double.MAX_VALUE).multiply(BigDecimal.valueOf(10_000)));
        assertThat(squares.value()).isEqualByComparingTo(BigDecimal.TWO.pow(126).multiply(BigDecimal.valueOf(10_000)));
    }

    @Test
    void numbersThatCancel_leaveTheSmallOne() {
        ExactSum sum = new ExactSum();
        sum.add(1e300);
        sum.add(Double.MIN_VALUE);
        sum.add(-1e300);
        assertThat(sum.value()).isEqualByComparingTo(new BigDecimal(Double.MIN_VALUE));
    }

    @Test
    void nothing_isZero() {
        assertThat(new ExactSum().value()).isEqualByComparingTo(BigDecimal.ZERO);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void notFinite_isRefused(double value) {
        ExactSum sum = new ExactSum();
        assertThatThrownBy(() -> sum.add(value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot add " + value + "; accepted: finite numbers");
        assertThatThrownBy(() -> sum.addSquare(value)).isInstanceOf(IllegalArgumentException.class);
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Long value ? BigDecimal.valueOf(value) : new BigDecimal(number.doubleValue());
    }

    private static ExactSum[] parts(int count) {
        ExactSum[] parts = new ExactSum[count];
        for (int i = 0; i < count; i++) {
            parts[i] = new ExactSum();
        }
        return parts;
    }

    private static ExactSum merged(ExactSum[] parts) {
        for (int i = 1; i < parts.length; i++) {
            parts[0].merge(parts[i]);
        }
        return parts[0];
    }
}
