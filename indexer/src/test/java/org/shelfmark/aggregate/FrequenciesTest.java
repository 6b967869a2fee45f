package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FrequenciesTest {
    @Test
    void mostFrequentValues_comeFirst_equalOnesInTheirOrder() {
        Frequencies<Long> frequencies = new Frequencies<>();
        for (long value : new long[] {3, 1, 2, 2, 9}) {
            frequencies.add(value);
        }

        assertThat(frequencies.top(3))
                .containsExactly(
                        new Frequencies.Entry<>(2L, 2), new Frequencies.Entry<>(1L, 1), new Frequencies.Entry<>(3L, 1));
        assertThat(frequencies.lowest(2))
                .containsExactly(new Frequencies.Entry<>(1L, 1), new Frequencies.Entry<>(2L, 2));
        assertThat(frequencies.total()).isEqualTo(5);
        assertThat(frequencies.distinct()).isEqualTo(4);
    }

    @Test
    void valuesBeyondTheLimit_areCountedInTheTotalAlone() {
        Frequencies<Long> frequencies = new Frequencies<>();
        for (long value = 0; value < Frequencies.MOST + 5; value++) {
            frequencies.add(value);
        }
        frequencies.add(0L);

        assertThat(frequencies.distinct()).isEqualTo(Frequencies.MOST);
        assertThat(frequencies.total()).isEqualTo(Frequencies.MOST + 6);
        assertThat(frequencies.top(1)).containsExactly(new Frequencies.Entry<>(0L, 2));
    }
}
