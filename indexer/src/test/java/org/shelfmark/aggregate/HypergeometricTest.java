package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Fisher's exact test, against exact arithmetic. */
final class HypergeometricTest {
    @Test
    void everySmallTable_hasTheExactTail() {
        int tables = 0;
        for (long total = 1; total <= 12; total++) {
            for (long marked = 0; marked <= total; marked++) {
                for (long drawn = 0; drawn <= total; drawn++) {
                    for (long count = 0; count <= Math.min(marked, drawn); count++) {
                        double tail = Math.exp(new Hypergeometric(total, marked, drawn).logUpperTail(count));

                        assertThat(tail)
                                .as("%d of %d marked, %d drawn, %d of those", marked, total, drawn, count)
                                .isCloseTo(
                                        ExactTail.of(total, marked, drawn, count)
                                                .doubleValue(),
                                        Offset.offset(1e-12));
                        tables++;
                    }
                }
            }
        }
        assertThat(tables).isGreaterThan(2000);
    }

    @Test
    void randomTables_haveTheExactTail_inItsLogarithm() {
        long seed = 20_261_130;
        Random random = new Random(seed);
        double smallest = 0;
        for (int i = 0; i < 400; i++) {
            long total = 13L + random.nextInt(3000);
            long marked = random.nextInt((int) total) + 1L;
            long drawn = random.nextInt((int) total) + 1L;
            Hypergeometric chance = new Hypergeometric(total, marked, drawn);
            long count = chance.least() + random.nextInt((int) (chance.most() - chance.least()) + 1);
            double exact = ExactTail.log(ExactTail.of(total, marked, drawn, count));

            assertThat(chance.logUpperTail(count))
                    .as("seed %d: %d of %d marked, %d drawn, %d of those", seed, marked, total, drawn, count)
                    .isCloseTo(exact, Offset.offset(1e-10));
            smallest = Math.min(smallest, exact);
        }
        // far beyond what a double holds
        assertThat(smallest).isLessThan(-300 * Math.log(10));
    }

    @Test
    void tenMillionJobs_haveTheExactTail() {
        long total = 10_000_000;
        long marked = 400;
        long drawn = 1000;
        for (long count : new long[] {1, 2, 5, 40, 150, 399, 400}) {
            double exact = ExactTail.log(ExactTail.of(total, marked, drawn, count));

            assertThat(new Hypergeometric(total, marked, drawn).logUpperTail(count))
                    .as("%d", count)
                    .isCloseTo(exact, Offset.offset(1e-7));
        }
    }

    /** The marked ones that are drawn are so many or more, or those that are not marked are more than the rest. */
    @ParameterizedTest
    @CsvSource({
        "10000000, 3000000, 5000000, 1500000",
        "10000000, 3000000, 5000000, 1500900",
        "10000000, 3000000, 5000000, 1499100",
        "50000000, 20000000, 100000, 40100"
    })
    void tailAndItsComplement_areOneTogether_forLargeTables(long total, long marked, long drawn, long count) {
        double tail = Math.exp(new Hypergeometric(total, marked, drawn).logUpperTail(count));
        double rest = Math.exp(new Hypergeometric(total, total - marked, drawn).logUpperTail(drawn - count + 1));

        assertThat(tail).isBetween(1e-10, 1.0);
        assertThat(tail + rest).isCloseTo(1, Offset.offset(1e-6));
    }

    @Test
    void tailsTooSmallForADouble_haveALogarithm() {
        double log = new Hypergeometric(10_000_000, 1_000_000, 1_000_000).logUpperTail(1_000_000);

        assertThat(log).isFinite().isLessThan(-1_000_000);
    }

    @Test
    void certainAndImpossibleCounts_areSo() {
        Hypergeometric chance = new Hypergeometric(10, 7, 6);

        assertThat(chance.logUpperTail(3)).isZero();
        assertThat(chance.logUpperTail(7)).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(chance.logProbability(3)).isCloseTo(Math.log(35) - Math.log(210), Offset.offset(1e-12));
    }

    @Test
    void partsLargerThanTheWhole_areRefused() {
        assertThatThrownBy(() -> new Hypergeometric(10, 11, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("total is 10, marked 11, drawn 3; accepted: parts of the total");
    }
}
