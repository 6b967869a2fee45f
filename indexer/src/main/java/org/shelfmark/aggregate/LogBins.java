package org.shelfmark.aggregate;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;

/**
 * Bins that widen with their numbers, three for each power of ten: the edges are 1, 2 and 5 times the powers of ten from
 * 5e-324 to 1e308, so [1, 2), [2, 5), [5, 10), [10, 20) and so on, the lower edge included. Negative numbers have the mirrored
 * bins, (-2, -1] and so on, the upper edge included. Zero has a bin of its own, from 0 to 0.
 *
 * <p>Edges are compared with doubles as the doubles nearest to them, and with longs exactly. Keys are numbered by magnitude:
 * 0 is zero, the bin of -x has minus the key of that of x.
 *
 * <p>The bins closest to zero could be hundreds: {@link #keys} lists none between zero, or the other sign, and the bin
 * closest to zero that it is given.
 */
public final class LogBins implements Bins {
    private static final List<BigDecimal> EDGES = edges();
    private static final double[] DOUBLES =
            EDGES.stream().mapToDouble(BigDecimal::doubleValue).toArray();

    /** The edges that longs have, from 1 to 5e18, and the place of the first among all edges. */
    private static final long[] LONGS = EDGES.stream()
            .filter(edge ->
                    edge.compareTo(BigDecimal.ONE) >= 0 && edge.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0)
            .mapToLong(BigDecimal::longValueExact)
            .toArray();

    private static final int ONE = EDGES.indexOf(BigDecimal.ONE);
    private static final BigDecimal LAST = new BigDecimal("2E+308");

    LogBins() {}

    @Override
    public Object identity() {
        return LogBins.class;
    }

    @Override
    public long key(long value) {
        // the lowest long has no positive counterpart, its neighbour has the same bin
        long magnitude = Math.abs(Math.max(value, -Long.MAX_VALUE));
        if (magnitude == 0) {
            return 0;
        }
        int place = ONE + lowerEdge(Arrays.binarySearch(LONGS, magnitude));
        return value < 0 ? -(place + 1) : place + 1;
    }

    @Override
    public long key(double value) {
        BinKeys.requireFinite(value);
        if (value == 0) {
            return 0;
        }
        int place = lowerEdge(Arrays.binarySearch(DOUBLES, Math.abs(value)));
        return value < 0 ? -(place + 1) : place + 1;
    }

    /** The place of the highest edge that is not above what was searched. */
    private static int lowerEdge(int found) {
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public BigDecimal from(long key) {
        return key < 0 ? to(-key).negate() : edge(key - 1);
    }

    @Override
    public BigDecimal to(long key) {
        return key < 0 ? from(-key).negate() : key == 0 ? BigDecimal.ZERO : edge(key);
    }

    /** Counts the bins around zero that {@link #keys} leaves out, too: there are never more than {@link #MAX_BINS}. */
    @Override
    public long count(long lowKey, long highKey) {
        return BinKeys.countBetween(lowKey, highKey);
    }

    @Override
    public long[] keys(SortedSet<Long> present) {
        List<Long> keys = new ArrayList<>();
        addRun(keys, present.headSet(0L));
        if (present.contains(0L)) {
            keys.add(0L);
        }
        addRun(keys, present.tailSet(1L));
        return keys.stream().mapToLong(Long::longValue).toArray();
    }

    private static void addRun(List<Long> keys, SortedSet<Long> present) {
        if (!present.isEmpty()) {
            for (long key = present.first(); key <= present.last(); key++) {
                keys.add(key);
            }
        }
    }

    private static BigDecimal edge(long place) {
        if (place < 0) {
            return BigDecimal.ZERO;
        }
        return place < EDGES.size() ? EDGES.get((int) place) : LAST;
    }

    private static List<BigDecimal> edges() {
        List<BigDecimal> edges = new ArrayList<>();
        edges.add(new BigDecimal("5E-324"));
        for (int power = -323; power <= 308; power++) {
            edges.add(BinKeys.plain(BigDecimal.valueOf(1, -power)));
            if (power < 308) {
                edges.add(BinKeys.plain(BigDecimal.valueOf(2, -power)));
                edges.add(BinKeys.plain(BigDecimal.valueOf(5, -power)));
            }
        }
        return List.copyOf(edges);
    }
}
