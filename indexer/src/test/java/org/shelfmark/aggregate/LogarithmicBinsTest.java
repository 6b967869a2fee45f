package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.shelfmark.aggregate.LogarithmicBins.Bin;

class LogarithmicBinsTest {
    private static AmountSeries series(double... amounts) {
        AmountSeries series = new AmountSeries();
        for (double amount : amounts) {
            series.add(amount);
        }
        return series;
    }

    @Test
    void bins_goFromTheFirstAmountToTheLast_withoutGaps() {
        assertThat(LogarithmicBins.of(series(2, 4.99, 5, 60, 99, Double.NaN)))
                .containsExactly(
                        new Bin(2, 5, 2),
                        new Bin(5, 10, 1),
                        new Bin(10, 20, 0),
                        new Bin(20, 50, 0),
                        new Bin(50, 100, 2));
    }

    @Test
    void zero_isInTheFirstBin_andNoAmountsHaveNone() {
        assertThat(LogarithmicBins.of(series(0, 0.5, 1))).containsExactly(new Bin(0, 1, 2), new Bin(1, 2, 1));
        assertThat(LogarithmicBins.of(series(Double.NaN))).isEmpty();
    }

    @Test
    void greatestAmount_hasABin() {
        assertThat(LogarithmicBins.of(series(SegmentAmounts.MOST))).containsExactly(new Bin(1e15, 2e15, 1));
    }
}
