package org.shelfmark.search;

import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.AmountSeries;

/**
 * What to ask for next time, from what was used.
 *
 * @param request null where nothing can be said
 * @param reason how it was found, or why there is none
 */
record Suggestion(@Nullable Number request, String reason) {
    /** Fewer jobs than these say too little of the next ones. */
    static final int LEAST_JOBS = 10;

    /** Where the largest use is more than this times that of 95 % of the jobs, it is taken for an exception. */
    private static final double EXCEPTION = 1.5;

    private static final double ABOVE_LARGEST = 1.1;
    private static final double ABOVE_MOST = 1.25;
    /** What of a core is taken for noise. */
    private static final double CORE_NOISE = 0.1;

    private static final long MB = 1024;
    private static final long GB = 1024 * MB;

    /** Of memory: in MB, whole multiples of 128 MB up to 4 GB, of 512 MB up to 32 GB, of 1 GB above. */
    static Suggestion memory(AmountSeries used) {
        return size(used, "MB", 4 * MB, 128, 32 * MB, 512, 1024);
    }

    /** Of disk: in KB, whole multiples of 100 MB up to 4 GB, of 500 MB up to 32 GB, of 1 GB above. */
    static Suggestion disk(AmountSeries used) {
        return size(used, "KB", 4 * GB, 100 * MB, 32 * GB, 500 * MB, GB);
    }

    /** Of cores: what 95 % of the jobs used on average, less a tenth of a core, in whole cores, at least 1. */
    static Suggestion cpus(AmountSeries used) {
        if (used.count() < LEAST_JOBS) {
            return tooFew(used);
        }
        double most = used.percentile(95);
        long cores = Math.max(1, (long) Math.ceil(most - CORE_NOISE));
        return new Suggestion(cores, "95 % of the jobs used at most " + rounded(most) + " cores on average");
    }

    private static Suggestion size(
            AmountSeries used, String unit, long fineUpTo, long fine, long middleUpTo, long middle, long coarse) {
        if (used.count() < LEAST_JOBS) {
            return tooFew(used);
        }
        double most = used.percentile(95);
        boolean exception = used.max() > EXCEPTION * most;
        double wanted = exception ? most * ABOVE_MOST : used.max() * ABOVE_LARGEST;
        long step = wanted <= fineUpTo ? fine : wanted <= middleUpTo ? middle : coarse;
        long request = Math.max(1, (long) Math.ceil(wanted / step)) * step;
        String reason = exception
                ? "95 % of the jobs used at most " + rounded(most) + " " + unit + "; 25 % more, in steps of " + step
                        + " " + unit + "; " + used.above((double) request) + " of " + used.count() + " jobs used more"
                : "no job used more than " + rounded(used.max()) + " " + unit + "; 10 % more, in steps of " + step + " "
                        + unit;
        return new Suggestion(request, reason);
    }

    private static Suggestion tooFew(AmountSeries used) {
        return new Suggestion(
                null, "the use of " + used.count() + " jobs is known; at least " + LEAST_JOBS + " are needed");
    }

    /** With at most two digits behind the point. */
    private static String rounded(double number) {
        return new java.math.BigDecimal(number)
                .setScale(2, java.math.RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
