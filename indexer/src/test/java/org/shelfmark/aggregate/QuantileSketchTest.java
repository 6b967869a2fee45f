package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuantileSketchTest {
    private static final int VALUES = 20_000;

    /** What a sketch finds hard: many magnitudes, bucket edges, few values far apart. */
    enum Distribution {
        ANY_BITS,
        POWERS_OF_TWO,
        BELOW_POWERS_OF_TWO,
        BUCKET_EDGES,
        SUBNORMAL,
        HEAVY_TAIL,
        TWO_CLUSTERS,
        NEGATIVE,
        MOSTLY_ZERO;

        double next(Random random) {
            return switch (this) {
                case ANY_BITS -> RandomNumbers.nextDouble(random).doubleValue();
                case POWERS_OF_TWO -> Math.scalb(1.0, random.nextInt(2000) - 1000);
                case BELOW_POWERS_OF_TWO -> Math.nextDown(Math.scalb(1.0, random.nextInt(100)));
                case BUCKET_EDGES -> Math.scalb(1 + random.nextInt(128) / 128.0, random.nextInt(40));
                case SUBNORMAL -> Double.MIN_VALUE * random.nextInt(5000);
                case HEAVY_TAIL -> Math.exp(random.nextGaussian() * 20);
                case TWO_CLUSTERS -> random.nextBoolean() ? -1e-9 : 1e12 + random.nextInt(1000);
                case NEGATIVE -> -Math.abs(random.nextGaussian()) * 86_400;
                case MOSTLY_ZERO -> random.nextInt(10) == 0 ? random.nextGaussian() : 0;
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRank_isWithinTheErrorOfItsValue(Distribution distribution) {
        long seed = distribution.name().hashCode();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        double[] values = new double[VALUES];
        QuantileSketch whole = new QuantileSketch();
        QuantileSketch[] parts = {new QuantileSketch(), new QuantileSketch(), new QuantileSketch()};
        for (int i = 0; i < VALUES; i++) {
            values[i] = distribution.next(random) + 0.0;
            whole.add(values[i]);
            parts[random.nextInt(3)].add(values[i]);
        }
        parts[2].merge(parts[0]);
        parts[2].merge(parts[1]);
        Arrays.sort(values);
        for (int rank = 1; rank <= VALUES; rank += 7) {
            double found = whole.atRank(rank);
            double value = values[rank - 1];
            BigDecimal error =
                    new BigDecimal(found).subtract(new BigDecimal(value)).abs();
            assertThat(error)
                    .as("rank %d: %s for %s", rank, found, value)
                    .isLessThanOrEqualTo(new BigDecimal(value).abs().multiply(new BigDecimal("0.004")));
            assertThat(parts[2].atRank(rank)).isEqualTo(found);
        }
        assertThat(whole.percentile(0)).hasValue(values[0]);
        assertThat(whole.percentile(100)).hasValue(values[VALUES - 1]);
        assertThat(parts[2].count()).isEqualTo(VALUES);
    }

    @Test
    void oneValue_isExact() {
        QuantileSketch sketch = new QuantileSketch();
        sketch.add(1234.567);
        sketch.add(1234.567);
        sketch.add(1234.567);
        assertThat(sketch.percentile(50)).hasValue(1234.567);
    }

    @Test
    void nothing_isEmpty() {
        assertThat(new QuantileSketch().percentile(50)).isEmpty();
    }

    @Test
    void notFinite_isRefused() {
        assertThatThrownBy(() -> new QuantileSketch().add(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot add NaN; accepted: finite numbers");
    }
}
