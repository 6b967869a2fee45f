package org.shelfmark.aggregate;

/**
 * How many marked jobs are among those drawn by chance: of {@code total} jobs, {@code marked} of them with a mark, {@code
 * drawn} are taken without putting any back.
 *
 * @param total all jobs, 0 or more
 * @param marked 0 to {@code total}
 * @param drawn 0 to {@code total}
 */
record Hypergeometric(long total, long marked, long drawn) {
    /** A term below this part of the sum no longer changes it. */
    private static final double NEGLIGIBLE = 1e-17;

    Hypergeometric {
        if (marked < 0 || marked > total || drawn < 0 || drawn > total) {
            throw new IllegalArgumentException(
                    "total is " + total + ", marked " + marked + ", drawn " + drawn + "; accepted: parts of the total");
        }
    }

    /** Fewest marked jobs that can be drawn. */
    long least() {
        return Math.max(0, drawn + marked - total);
    }

    /** Most marked jobs that can be drawn. */
    long most() {
        return Math.min(marked, drawn);
    }

    /** The logarithm of the probability of exactly so many marked ones, {@link #least} to {@link #most}. */
    double logProbability(long count) {
        return logChoose(marked, count) + logChoose(total - marked, drawn - count) - logChoose(total, drawn);
    }

    private static double logChoose(long all, long chosen) {
        return LogFactorial.of(all) - LogFactorial.of(chosen) - LogFactorial.of(all - chosen);
    }

    /**
     * The logarithm of the probability of so many marked ones or more: the one-sided p-value of Fisher's exact test. 0
     * where fewer are impossible, negative infinity where so many are.
     */
    double logUpperTail(long count) {
        if (count <= least()) {
            return 0;
        }
        if (count > most()) {
            return Double.NEGATIVE_INFINITY;
        }
        double mean = (double) marked * drawn / total;
        // from the mean outwards the terms only fall, on either side, so the sums below end soon
        double log = count > mean
                ? logProbability(count) + Math.log(sumUpwards(count))
                : Math.log1p(-Math.min(1, Math.exp(logProbability(count - 1)) * sumDownwards(count - 1)));
        return Math.min(0, log);
    }

    /** The terms from one on, as multiples of it. */
    private double sumUpwards(long from) {
        double sum = 1;
        double term = 1;
        for (long x = from; x < most() && term > sum * NEGLIGIBLE; x++) {
            term *= (double) (marked - x) * (drawn - x) / ((double) (x + 1) * (total - marked - drawn + x + 1));
            sum += term;
        }
        return sum;
    }

    private double sumDownwards(long from) {
        double sum = 1;
        double term = 1;
        for (long x = from; x > least() && term > sum * NEGLIGIBLE; x--) {
            term *= (double) x * (total - marked - drawn + x) / ((double) (marked - x + 1) * (drawn - x + 1));
            sum += term;
        }
        return sum;
    }
}
