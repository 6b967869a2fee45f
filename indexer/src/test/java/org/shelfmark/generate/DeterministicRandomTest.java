package org.shelfmark.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeterministicRandomTest {
    @Test
    void sequence_isThePublishedOne() {
        DeterministicRandom random = new DeterministicRandom(1234567);

        assertThat(new long[] {random.next(), random.next()})
                .containsExactly(6457827717110365317L, 3203168211198807973L);
    }

    @Test
    void distributions_haveTheirMeans() {
        DeterministicRandom random = new DeterministicRandom(5);
        double bells = 0;
        double exponentials = 0;
        double whole = 0;
        for (int i = 0; i < 100_000; i++) {
            bells += random.bell();
            exponentials += random.exponential(30);
            whole += random.between(3, 9);
        }

        assertThat(bells / 100_000).isBetween(-0.02, 0.02);
        assertThat(exponentials / 100_000).isBetween(29.5, 30.5);
        assertThat(whole / 100_000).isBetween(5.97, 6.03);
    }
}
