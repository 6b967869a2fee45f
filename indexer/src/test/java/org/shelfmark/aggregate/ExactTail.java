package org.shelfmark.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** Tails of the hypergeometric distribution in exact arithmetic, straight from the definition. */
final class ExactTail {
    private static final MathContext DIGITS = new MathContext(60);

    private ExactTail() {}

    /** Of {@code total} jobs, {@code marked} of them marked, {@code drawn} are drawn: {@code count} marked or more. */
    static BigDecimal of(long total, long marked, long drawn, long count) {
        BigInteger ways = BigInteger.ZERO;
        for (long x = Math.max(count, Math.max(0L, drawn + marked - total)); x <= Math.min(marked, drawn); x++) {
            ways = ways.add(choose(marked, x).multiply(choose(total - marked, drawn - x)));
        }
        return new BigDecimal(ways).divide(new BigDecimal(choose(total, drawn)), DIGITS);
    }

    static BigInteger choose(long all, long chosen) {
        BigInteger ways = BigInteger.ONE;
        for (long i = 1; i <= Math.min(chosen, all - chosen); i++) {
            ways = ways.multiply(BigInteger.valueOf(all - i + 1)).divide(BigInteger.valueOf(i));
        }
        return ways;
    }

    /** The natural logarithm, also of numbers too small for a double. */
    static double log(BigDecimal number) {
        int exponent = number.precision() - number.scale();
        return Math.log(number.scaleByPowerOfTen(-exponent).doubleValue()) + exponent * Math.log(10);
    }
}
