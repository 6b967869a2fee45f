package org.shelfmark.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortableNumberTest {
    private static byte[] encode(Number number) {
        byte[] bytes = new byte[SortableNumber.MAX_BYTES + 3];
        int length = number instanceof Long integer
                ? SortableNumber.encode(integer.longValue(), bytes, 2)
                : SortableNumber.encode(number.doubleValue(), bytes, 2);
        assertThat(length).isBetween(Long.BYTES, SortableNumber.MAX_BYTES);
        assertThat(bytes[0]).isZero();
        return Arrays.copyOfRange(bytes, 2, 2 + length);
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Long integer ? BigDecimal.valueOf(integer) : new BigDecimal(number.doubleValue());
    }

    private static List<Number> interesting() {
        List<Number> numbers = new ArrayList<>();
        for (int exponent = 0; exponent < 64; exponent++) {
            long power = 1L << exponent;
            for (long near = -3; near <= 3; near++) {
                numbers.add(power + near);
                numbers.add(-power + near);
            }
            double real = Math.scalb(1.0, exponent);
            for (double d : new double[] {real, Math.nextUp(real), Math.nextDown(real), real + 0.5}) {
                numbers.add(d);
                numbers.add(-d);
            }
        }
        for (double d : new double[] {0.0, -0.0, 1e300, -1e300, Double.MIN_VALUE, Double.MAX_VALUE, 0.1, 0x1p63}) {
            numbers.add(d);
            numbers.add(-d);
        }
        numbers.add(Long.MAX_VALUE);
        numbers.add(Long.MIN_VALUE);
        numbers.add(Long.MAX_VALUE - 1023);
        numbers.add(Long.MAX_VALUE - 1024);
        return numbers;
    }

    private static void assertSameOrder(Number one, Number other) {
        int bytes = Integer.signum(Arrays.compareUnsigned(encode(one), encode(other)));
        if (bytes != Integer.signum(exact(one).compareTo(exact(other)))) {
            throw new AssertionError(one + " and " + other + " compare as " + bytes);
        }
    }

    @Test
    void extremesAndNeighbours_sortLikeNumbers() {
        List<Number> numbers = interesting();
        for (Number one : numbers) {
            for (Number other : numbers) {
                assertSameOrder(one, other);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomNumbers_sortLikeNumbers(long seed) {
        Random random = new Random(seed);
        List<Number> numbers = interesting();
        for (int i = 0; i < 20_000; i++) {
            Number one = random(random, numbers);
            Number other = random(random, numbers);
            assertSameOrder(one, other);
            if (one instanceof Long integer) {
                assertSameOrder(one, (double) integer);
                assertSameOrder(one, integer + 1);
            }
        }
    }

    private static Number random(Random random, List<Number> interesting) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextLong() >> random.nextInt(64);
            case 2 -> {
                double real = Double.longBitsToDouble(random.nextLong());
                yield Double.isFinite(real) ? real : 1.5;
            }
            default -> interesting.get(random.nextInt(interesting.size()));
        };
    }

    @Test
    void infinitiesAndNaN_standAtTheEnds() {
        byte[] most = encode(Double.MAX_VALUE);
        byte[] infinity = encode(Double.POSITIVE_INFINITY);
        assertThat(Arrays.compareUnsigned(most, infinity)).isNegative();
        assertThat(Arrays.compareUnsigned(encode(Long.MAX_VALUE), infinity)).isNegative();
        assertThat(Arrays.compareUnsigned(infinity, encode(Double.NaN))).isNegative();
        assertThat(encode(Double.longBitsToDouble(0x7ff8000000000123L))).isEqualTo(encode(Double.NaN));
        assertThat(Arrays.compareUnsigned(encode(Double.NEGATIVE_INFINITY), encode(-Double.MAX_VALUE)))
                .isNegative();
    }

    @Test
    void exactness_isThatOfTheNumbers() {
        for (Number number : interesting()) {
            BigDecimal exact = exact(number);
            if (number instanceof Long integer) {
                assertThat(SortableNumber.isExactDouble(integer))
                        .as("%d", integer)
                        .isEqualTo(exact.compareTo(new BigDecimal((double) integer)) == 0);
            } else {
                boolean isLong = exact.stripTrailingZeros().scale() <= 0
                        && exact.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                        && exact.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) >= 0;
                assertThat(SortableNumber.isExactLong(number.doubleValue()))
                        .as("%s", number)
                        .isEqualTo(isLong);
            }
        }
        assertThat(SortableNumber.isExactLong(Double.NaN)).isFalse();
        assertThat(SortableNumber.isExactLong(Double.POSITIVE_INFINITY)).isFalse();
    }
}
