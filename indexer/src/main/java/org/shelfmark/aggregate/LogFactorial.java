package org.shelfmark.aggregate;

/**
 * Natural logarithms of factorials.
 *
 * <p>Up to 255 they are sums of logarithms; beyond, Stirling's series up to its term in n<sup>-5</sup>, of which the rest is
 * below 1e-20. What remains is rounding: the relative error is below 1e-15, so of 10,000,000! (a logarithm of 1.5e8) below
 * 1e-7.
 */
final class LogFactorial {
    private static final int TABLE_SIZE = 256;
    private static final double HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
    private static final double[] TABLE = table();

    private LogFactorial() {}

    private static double[] table() {
        double[] table = new double[TABLE_SIZE];
        double sum = 0;
        double lost = 0;
        for (int n = 2; n < TABLE_SIZE; n++) {
            // Kahan's summation
            double next = Math.log(n) - lost;
            double total = sum + next;
            lost = (total - sum) - next;
            sum = total;
            table[n] = sum;
        }
        return table;
    }

    /** The logarithm of n!; n is 0 or more. */
    static double of(long n) {
        if (n < TABLE_SIZE) {
            return TABLE[(int) n];
        }
        double real = (double) n;
        double inverse = 1 / real;
        double square = inverse * inverse;
        double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260));
        return real * (Math.log(real) - 1) + 0.5 * Math.log(real) + HALF_LOG_TWO_PI + series;
    }
}
