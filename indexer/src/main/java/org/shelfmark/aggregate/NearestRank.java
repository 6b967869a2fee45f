package org.shelfmark.aggregate;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Which value a percentile is: the smallest one such that at least p % of the values are not greater. */
final class NearestRank {
    private NearestRank() {}

    /**
     * The rank of a percentile in ascending order, from 1.
     *
     * @param percent from 0 to 100, taken as the decimal number that it prints as: 99.9 % of 1,000 values are 999
     * @param count values, at least 1
     * @throws IllegalArgumentException if the percentile is none
     */
    static long of(double percent, long count) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("percentile " + percent + "; accepted: 0 to 100");
        }
        long rank = BigDecimal.valueOf(percent)
                .multiply(BigDecimal.valueOf(count))
                .movePointLeft(2)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
        return Math.max(1, rank);
    }
}
