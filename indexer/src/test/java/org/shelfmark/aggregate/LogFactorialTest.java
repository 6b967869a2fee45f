package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Logarithms of factorials, against the factorials. */
final class LogFactorialTest {
    @Test
    void logarithm_isThatOfTheFactorial_inTheTableAndBeyond() {
        BigInteger factorial = BigInteger.ONE;
        for (long n = 0; n <= 3000; n++) {
            factorial = n == 0 ? factorial : factorial.multiply(BigInteger.valueOf(n));
            double exact = ExactTail.log(new BigDecimal(factorial));

            assertThat(LogFactorial.of(n)).as("%d!", n).isCloseTo(exact, Offset.offset(1e-15 * exact + 1e-14));
        }
    }

    @Test
    void differenceOfNeighbours_isALogarithm_forManyMillions() {
        for (long n : new long[] {1_000_000L, 10_000_000L, 2_000_000_000L}) {
            assertThat(LogFactorial.of(n) - LogFactorial.of(n - 1))
                    .isCloseTo(Math.log((double) n), Offset.offset(2e-15 * LogFactorial.of(n)));
        }
    }
}
