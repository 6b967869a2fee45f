package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTallyTest {
    private static final double[] PERCENTILES = {0, 0.1, 1, 5, 25, 33.3, 50, 75, 90, 95, 99, 99.9, 100};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomNumbersInRandomTreesOfMerges_statisticsAreThoseOfBigDecimals(long seed) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Number> numbers = RandomNumbers.list(random, 1 + random.nextInt(2000));
        NumberTally tally = mergedInRandomTree(random, numbers);
        List<BigDecimal> sorted =
                numbers.stream().map(NumberTallyTest::exact).sorted().toList();
        int count = sorted.size();
        BigDecimal sum = sorted.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal mean = sum.divide(BigDecimal.valueOf(count), new MathContext(900));
        BigDecimal variance = sorted.stream()
                .map(value -> value.subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(count), new MathContext(40));
        double deviation = variance.sqrt(new MathContext(40)).doubleValue();

        assertThat(tally.count()).isEqualTo(count);
        assertThat(exact(tally.min().orElseThrow())).isEqualByComparingTo(sorted.getFirst());
        assertThat(exact(tally.max().orElseThrow())).isEqualByComparingTo(sorted.getLast());
        assertThat(tally.mean().orElseThrow()).isEqualTo(mean.doubleValue());
        assertThat(tally.standardDeviation().orElseThrow()).isEqualTo(deviation, within(deviation * 1e-15));
        for (double percent : PERCENTILES) {
            assertThat(exact(tally.percentile(percent).orElseThrow()))
                    .as("seed %d, percentile %s", seed, percent)
                    .isEqualByComparingTo(nearestRank(sorted, percent));
        }
        assertThat(tally.percentileError()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {99_999, 100_000, 100_001})
    void aroundTheLimit_theTotalCountAloneDecidesWhetherPercentilesAreExact(int count) {
        long seed = count;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Number> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(RandomNumbers.nextLong(random));
        }
        NumberTally sequential = new NumberTally();
        numbers.forEach(number -> add(sequential, number));
        NumberTally merged = mergedInRandomTree(random, numbers);
        List<BigDecimal> sorted =
                numbers.stream().map(NumberTallyTest::exact).sorted().toList();
        boolean exact = count <= NumberTally.EXACT_VALUES;

        assertThat(sequential.percentileError()).isEqualTo(exact ? 0 : 0.004);
        assertThat(merged.percentileError()).isEqualTo(sequential.percentileError());
        assertThat(merged.sum()).isEqualTo(sequential.sum());
        assertThat(merged.standardDeviation()).isEqualTo(sequential.standardDeviation());
        for (double percent : PERCENTILES) {
            Number found = sequential.percentile(percent).orElseThrow();
            assertThat(found).isInstanceOf(Long.class);
            assertThat(merged.percentile(percent)).contains(found);
            BigDecimal expected = nearestRank(sorted, percent);
            BigDecimal error = exact(found).subtract(expected).abs();
            assertThat(error)
                    .as("percentile %s: %s for %s", percent, found, expected)
                    .isLessThanOrEqualTo(expected.abs().multiply(BigDecimal.valueOf(sequential.percentileError())));
        }
        assertThat(sequential.percentile(0)).isEqualTo(sequential.min());
        assertThat(sequential.percentile(100)).isEqualTo(sequential.max());
    }

    @Test
    void manySmallIntegers_percentilesOfTheSketchAreExact() {
        NumberTally tally = new NumberTally();
        for (int i = 0; i < 256_000; i++) {
            tally.add((long) i % 256);
        }
        assertThat(tally.percentileError()).isPositive();
        assertThat(tally.percentile(50)).contains(127L);
        assertThat(tally.percentile(99)).contains(253L);
    }

    @Test
    void longsAndDoublesBeyondTheLimit_percentileIsDouble() {
        NumberTally tally = new NumberTally();
        for (int i = 0; i < 100_000; i++) {
            tally.add(7L);
        }
        tally.add(1000.5);
        assertThat(tally.min()).contains(7L);
        assertThat(tally.max()).contains(1000.5);
        assertThat(tally.percentile(50).orElseThrow()).isInstanceOf(Double.class);
        assertThat(tally.percentile(50).orElseThrow().doubleValue()).isEqualTo(7, within(7 * 0.004));
    }

    @Test
    void blocksOfLongs_sameAsOneAfterTheOther() {
        Random random = new Random(11);
        System.out.println("seed 11");
        for (int bits : new int[] {0, 15, 16, 17, 40, 63}) {
            for (int exactValues : new int[] {10, 100_000}) {
                NumberTally blocks = new NumberTally(exactValues);
                NumberTally single = new NumberTally(exactValues);
                for (int block = 0; block < 40; block++) {
                    long[] numbers = new long[Figure.BLOCK];
                    int size = random.nextInt(numbers.length + 1);
                    for (int i = 0; i < numbers.length; i++) {
                        numbers[i] = i < size ? RandomNumbers.nextLong(random).longValue() >> bits : 17;
                        if (i < size) {
                            single.add(numbers[i]);
                        }
                    }
                    blocks.addAll(numbers, size);
                }
                assertThat(blocks.count()).isEqualTo(single.count());
                assertThat(blocks.sum()).as("%d bits", bits).isEqualTo(single.sum());
                assertThat(blocks.standardDeviation()).as("%d bits", bits).isEqualTo(single.standardDeviation());
                assertThat(blocks.min()).isEqualTo(single.min());
                assertThat(blocks.max()).isEqualTo(single.max());
                for (double percent : new double[] {0, 1, 33, 50, 99, 100}) {
                    assertThat(blocks.percentile(percent)).isEqualTo(single.percentile(percent));
                }
            }
        }
    }

    @Test
    void sum_isLongWhileItFits() {
        NumberTally tally = new NumberTally();
        tally.add(Long.MAX_VALUE);
        assertThat(tally.sum()).contains(Long.MAX_VALUE);
        tally.add(1L);
        assertThat(tally.sum()).contains(0x1p63);
        tally.add(-1L);
        assertThat(tally.sum()).contains(Long.MAX_VALUE);
    }

    @Test
    void sumOfDoubles_isDoubleAndBeyondItsRangeExact() {
        NumberTally tally = new NumberTally();
        tally.add(0.1);
        tally.add(2L);
        assertThat(tally.sum()).contains(2.1);
        NumberTally huge = new NumberTally();
        huge.add(Double.MAX_VALUE);
        huge.add(Double.MAX_VALUE);
        assertThat(huge.sum()).contains(new BigDecimal(Double.MAX_VALUE).multiply(BigDecimal.TWO));
        assertThat(huge.mean()).hasValue(Double.MAX_VALUE);
        assertThat(huge.standardDeviation()).hasValue(0);
    }

    @Test
    void extremesOfBothSigns_standardDeviationIsFinite() {
        NumberTally tally = new NumberTally();
        tally.add(Double.MAX_VALUE);
        tally.add(-Double.MAX_VALUE);
        assertThat(tally.standardDeviation()).hasValue(Double.MAX_VALUE);
        assertThat(tally.mean()).hasValue(0);
    }

    @Test
    void smallDifferencesOfLargeValues_standardDeviationCancelsNothing() {
        NumberTally tally = new NumberTally();
        tally.add(1_000_000_000_000_000_001L);
        tally.add(1_000_000_000_000_000_003L);
        assertThat(tally.standardDeviation()).hasValue(1);
    }

    @Test
    void nothing_isEmpty() {
        NumberTally tally = new NumberTally();
        tally.merge(new NumberTally());
        assertThat(tally.count()).isZero();
        assertThat(tally.min()).isEmpty();
        assertThat(tally.max()).isEmpty();
        assertThat(tally.sum()).isEmpty();
        assertThat(tally.mean()).isEmpty();
        assertThat(tally.standardDeviation()).isEmpty();
        assertThat(tally.percentile(50)).isEmpty();
        assertThat(tally.percentileError()).isZero();
    }

    @Test
    void negativeZero_countsAsZero() {
        NumberTally tally = new NumberTally();
        tally.add(-0.0);
        assertThat(tally.min()).contains(0.0);
        assertThat(tally.percentile(50)).contains(0.0);
    }

    @Test
    void percentile_isReadAsDecimal() {
        NumberTally tally = new NumberTally();
        for (long i = 1; i <= 1000; i++) {
            tally.add(i);
        }
        assertThat(tally.percentile(99.9)).contains(999L);
        assertThat(tally.percentile(0.1)).contains(1L);
        assertThat(tally.percentile(0.11)).contains(2L);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 100.5, Double.NaN})
    void noPercentile_isRefused(double percent) {
        assertThatThrownBy(() -> new NumberTally().percentile(percent))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("percentile " + percent + "; accepted: 0 to 100");
    }

    private static NumberTally mergedInRandomTree(Random random, List<Number> numbers) {
        List<NumberTally> tallies = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(9); i++) {
            tallies.add(new NumberTally());
        }
        numbers.forEach(number -> add(tallies.get(random.nextInt(tallies.size())), number));
        while (tallies.size() > 1) {
            NumberTally taken = tallies.remove(random.nextInt(tallies.size()));
            tallies.get(random.nextInt(tallies.size())).merge(taken);
        }
        return tallies.getFirst();
    }

    private static void add(NumberTally tally, Number number) {
        if (number instanceof Long value) {
            tally.add(value.longValue());
        } else {
            tally.add(number.doubleValue());
        }
    }

    private static BigDecimal exact(Number number) {
        return number instanceof Long value ? BigDecimal.valueOf(value) : new BigDecimal(number.doubleValue());
    }

    /** By counting: the first value that enough others do not exceed. */
    private static BigDecimal nearestRank(List<BigDecimal> sorted, double percent) {
        BigDecimal wanted = BigDecimal.valueOf(percent).multiply(BigDecimal.valueOf(sorted.size()));
        for (int i = 0; i < sorted.size(); i++) {
            if (BigDecimal.valueOf(100L * (i + 1)).compareTo(wanted) >= 0) {
                return sorted.get(i);
            }
        }
        throw new AssertionError(percent);
    }
}
