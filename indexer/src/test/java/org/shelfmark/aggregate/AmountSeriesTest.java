package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AmountSeriesTest {
    private static AmountSeries series(double... amounts) {
        AmountSeries series = new AmountSeries();
        for (double amount : amounts) {
            series.add(amount);
        }
        return series;
    }

    @Test
    void mean_isTheSame_whateverTheOrder() {
        assertThat(series(1e15, 0.3, 0.3, 0.3).mean())
                .isEqualTo(series(0.3, 0.3, 0.3, 1e15).mean())
                .isEqualTo((1e15 + 0.9) / 4);
    }

    @Test
    void percentile_isTheNearestRank() {
        AmountSeries twenty = new AmountSeries();
        for (int i = 20; i > 0; i--) {
            twenty.add(i);
        }

        assertThat(twenty.percentile(95)).isEqualTo(19);
        assertThat(twenty.percentile(96)).isEqualTo(20);
        assertThat(twenty.percentile(100)).isEqualTo(20);
        assertThat(twenty.percentile(1)).isEqualTo(1);
        assertThat(twenty.above(18.5)).isEqualTo(2);
    }

    @Test
    void nothing_hasNoNumbers() {
        AmountSeries none = series(Double.NaN);

        assertThat(none.missing()).isEqualTo(1);
        assertThat(none.mean()).isNaN();
        assertThat(none.percentile(50)).isNaN();
        assertThat(none.max()).isNaN();
    }
}
