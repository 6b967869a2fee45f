package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EfficiencyBinsTest {
    private static EfficiencyBins of(double... percents) {
        EfficiencyBins bins = new EfficiencyBins();
        for (double percent : percents) {
            bins.add(percent);
        }
        return bins;
    }

    @Test
    void parts_mergeIntoTheWhole() {
        EfficiencyBins bins = of(Double.NaN, 0, 9.99, 10);
        bins.merge(of(89.9, 90, 100, 100.1, 1e15));

        assertThat(IntStream.range(0, EfficiencyBins.BINS).mapToObj(bins::jobs))
                .containsExactly(1L, 2L, 1L, 0L, 0L, 0L, 0L, 0L, 0L, 1L, 4L);
        assertThat(bins.above100()).isEqualTo(2);
        assertThat(bins).hasToString("[1, 2, 1, 0, 0, 0, 0, 0, 0, 1, 4], above 100 %: 2");
    }
}
