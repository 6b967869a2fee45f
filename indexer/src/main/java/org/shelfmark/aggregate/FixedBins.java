package org.shelfmark.aggregate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Bins of equal width, at the whole multiples of it: bin {@code k} holds the numbers from {@code k * width}, included, to
 * {@code (k + 1) * width}, excluded. The edges are exact decimal numbers, and a double counts as the decimal number that it
 * prints as: 0.3 falls into the bin from 0.3 to 0.4 of width 0.1, though the double is a little less.
 *
 * <p>The number {@code k} is the key. The lowest and the highest long stand for the two bins that hold everything beyond:
 * they reach to the ends of the doubles, which they include.
 */
public final class FixedBins implements Bins {
    private static final int MAX_TEXT = 60;
    private static final BigDecimal MIN_WIDTH = new BigDecimal("1E-300");
    private static final BigDecimal MAX_WIDTH = new BigDecimal("1E+308");
    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal DOUBLE_MAX = new BigDecimal(Double.MAX_VALUE);
    private static final int MAX_AUTO_BINS = 40;
    private static final int[] AUTO_STEPS = {1, 2, 5};

    /** A quotient of doubles is further from the exact one by less than this, in parts of it. */
    private static final double QUOTIENT_ERROR = 0x1p-50;

    private final BigDecimal width;
    private final double nearestWidth;

    /** The width is this divided by {@link #perUnit}; 0 if it is not a ratio of such longs. */
    private final long units;

    private final long perUnit;

    /** Longs of at most this magnitude have bins that longs compute. */
    private final long maxPlain;

    private FixedBins(BigDecimal width) {
        this.width = width;
        nearestWidth = width.doubleValue();
        int decimals = Math.max(0, width.scale());
        BigDecimal scaled = width.movePointRight(decimals);
        boolean plain = decimals <= 18 && scaled.compareTo(LONG_MAX) <= 0;
        units = plain ? scaled.longValueExact() : 0;
        perUnit = plain ? BigDecimal.TEN.pow(decimals).longValueExact() : 0;
        maxPlain = plain ? Long.MAX_VALUE / perUnit : -1;
    }

    /**
     * Bins of a width.
     *
     * @param width a positive decimal number from 1e-300 to 1e308, like {@code 10} or {@code 0.25}
     * @throws IllegalArgumentException if the text is no such number
     */
    static FixedBins of(String width) {
        if (width.length() > MAX_TEXT) {
            throw refusal(width.substring(0, MAX_TEXT) + "…", null);
        }
        try {
            BigDecimal number = new BigDecimal(width);
            if (isWidth(number)) {
                return new FixedBins(BinKeys.plain(number));
            }
        } catch (NumberFormatException refused) {
            throw refusal(width, refused);
        }
        throw refusal(width, null);
    }

    /**
     * Bins of a width.
     *
     * @param width from 1e-300 to 1e308
     * @throws IllegalArgumentException if it is not
     */
    public static FixedBins of(BigDecimal width) {
        if (!isWidth(width)) {
            throw refusal(width.toString(), null);
        }
        return new FixedBins(BinKeys.plain(width));
    }

    /**
     * The bins of the smallest width that gives at most 40 from the least to the greatest value, of 1, 2 or 5 times a power
     * of ten; with two Longs at least 1. They are 16 or more, unless a width of 1 (of Longs) or 1e-300 gives fewer; a single
     * bin of width 1 if both values are equal.
     *
     * @param min the least value, a Long or a finite Double
     * @param max the greatest value, not less, a Long or a finite Double
     */
    public static FixedBins auto(Number min, Number max) {
        BigDecimal low = decimal(min);
        BigDecimal high = decimal(max);
        BigDecimal least = high.subtract(low).divide(BigDecimal.valueOf(MAX_AUTO_BINS));
        boolean whole = min instanceof Long && max instanceof Long;
        if (least.signum() == 0 || (whole && least.compareTo(BigDecimal.ONE) < 0)) {
            least = BigDecimal.ONE;
        }
        least = least.max(MIN_WIDTH);
        for (int power = least.precision() - least.scale() - 1; ; power++) {
            for (int step : AUTO_STEPS) {
                FixedBins bins = new FixedBins(BinKeys.plain(BigDecimal.valueOf(step, -power)));
                if (bins.width.compareTo(least) >= 0 && bins.count(bins.key(low), bins.key(high)) <= MAX_AUTO_BINS) {
                    return bins;
                }
            }
        }
    }

    @Override
    public Object identity() {
        return width;
    }

    /** The width of each bin, without zeros at its end. */
    public BigDecimal width() {
        return width;
    }

    @Override
    public long key(long value) {
        return Math.abs(value) <= maxPlain && value != Long.MIN_VALUE
                ? Math.floorDiv(value * perUnit, units)
                : key(BigDecimal.valueOf(value));
    }

    @Override
    public long key(double value) {
        BinKeys.requireFinite(value);
        long whole = (long) value;
        // integers are often edges, and a double below 2^53 prints as the integer that it is
        if (whole == value && Math.abs(value) <= 0x1p53) {
            return key(whole);
        }
        double quotient = value / nearestWidth;
        double error = Math.abs(quotient) * QUOTIENT_ERROR;
        double floor = Math.floor(quotient);
        boolean sure = Math.abs(quotient) < 0x1p50 && quotient - floor > error && floor + 1 - quotient > error;
        return sure ? (long) floor : key(BigDecimal.valueOf(value));
    }

    private long key(BigDecimal value) {
        return value.divide(width, 0, RoundingMode.FLOOR)
                .max(LONG_MIN)
                .min(LONG_MAX)
                .longValueExact();
    }

    @Override
    public BigDecimal from(long key) {
        BigDecimal edge = edge(BigDecimal.valueOf(key));
        return key == Long.MIN_VALUE ? edge.min(DOUBLE_MAX.negate()) : edge;
    }

    @Override
    public BigDecimal to(long key) {
        BigDecimal edge = edge(BigDecimal.valueOf(key).add(BigDecimal.ONE));
        return key == Long.MAX_VALUE ? edge.max(DOUBLE_MAX) : edge;
    }

    @Override
    public long count(long lowKey, long highKey) {
        return BinKeys.countBetween(lowKey, highKey);
    }

    @Override
    public long[] keys(SortedSet<Long> present) {
        return present.isEmpty() ? new long[0] : BinKeys.between(present.first(), present.last());
    }

    private BigDecimal edge(BigDecimal multiple) {
        return BinKeys.plain(width.multiply(multiple));
    }

    private static BigDecimal decimal(Number value) {
        return value instanceof Long whole
                ? BigDecimal.valueOf(whole)
                : BigDecimal.valueOf(BinKeys.requireFinite(value.doubleValue()));
    }

    private static boolean isWidth(BigDecimal number) {
        return number.compareTo(MIN_WIDTH) >= 0 && number.compareTo(MAX_WIDTH) <= 0;
    }

    private static IllegalArgumentException refusal(String width, @Nullable NumberFormatException cause) {
        return new IllegalArgumentException(
                "width '" + width + "'; accepted: a number from 1e-300 to 1e308, like 10 or 0.25, or 'log'", cause);
    }
}
