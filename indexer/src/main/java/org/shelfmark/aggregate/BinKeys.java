package org.shelfmark.aggregate;

import java.math.BigDecimal;

/** What kinds of bins have in common. */
final class BinKeys {
    /** Longer numbers are written with an exponent. */
    private static final int MAX_ZEROS = 20;

    private BinKeys() {}

    /** The keys of bins that are numbered without gaps. */
    static long[] between(long lowKey, long highKey) {
        int count = requireFew(countBetween(lowKey, highKey));
        long[] keys = new long[count];
        for (int i = 0; i < count; i++) {
            keys[i] = lowKey + i;
        }
        return keys;
    }

    /** How many numbers there are from one to another; at most the greatest long. */
    static long countBetween(long lowKey, long highKey) {
        long count = highKey - lowKey + 1;
        return count <= 0 ? Long.MAX_VALUE : count;
    }

    static int requireFew(long count) {
        if (count > Bins.MAX_BINS) {
            throw new IllegalArgumentException("more than " + Bins.MAX_BINS + " bins; accepted: wider ones");
        }
        return (int) count;
    }

    static double requireFinite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("no bin holds " + value + "; accepted: finite numbers");
        }
        return value;
    }

    /** The number without zeros behind its decimal point, and without an exponent where that is short. */
    static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 && stripped.scale() >= -MAX_ZEROS ? stripped.setScale(0) : stripped;
    }
}
