package org.shelfmark.aggregate;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.shelfmark.classad.AttributeValue;

/** How many jobs lie in each interval, and which values they have there. Belongs to one thread. */
public final class IntervalCounts {
    /** Most pairs of an interval and a value that are counted. */
    public static final int MAX_CELLS = 1_000_000;

    private static final long INTERVAL_BYTES = 300;

    private final NavigableMap<Long, Interval> byKey = new TreeMap<>();
    private int cells;

    /** The jobs of one interval. */
    public static final class Interval {
        private final ValueCounts values = new ValueCounts();
        private long jobs;
        private long undivided;

        /** How many jobs. */
        public long jobs() {
            return jobs;
        }

        /** Those of them whose value of what divides the intervals is not known. */
        public long undivided() {
            return undivided;
        }

        /** How many of them have each value of what divides the intervals; without values where nothing does. */
        public ValueCounts values() {
            return values;
        }
    }

    /** The intervals with jobs, by their key in the {@link Bins}. */
    public NavigableMap<Long, Interval> byKey() {
        return byKey;
    }

    /** The interval of a key, also of one without jobs. */
    public Interval interval(long key) {
        return byKey.getOrDefault(key, new Interval());
    }

    /** The values in all intervals together. */
    public ValueCounts values() {
        ValueCounts all = new ValueCounts();
        byKey.values().forEach(interval -> all.add(interval.values));
        return all;
    }

    /** Jobs in all intervals. */
    public long jobs() {
        return byKey.values().stream().mapToLong(Interval::jobs).sum();
    }

    /**
     * Takes jobs of an interval in; what divides it is added apart.
     *
     * @param jobs 1 or more
     */
    public void add(long key, long jobs) {
        begun(key).jobs += jobs;
    }

    /** Says of how many jobs of an interval it is not known which value they have of what divides it. */
    public void addUndivided(long key, long jobs) {
        begun(key).undivided += jobs;
    }

    /**
     * Says how many jobs of an interval have a value of what divides it.
     *
     * @param jobs 1 or more
     */
    public void add(long key, AttributeValue value, long jobs) {
        ValueCounts values = begun(key).values;
        int before = values.distinct();
        values.add(value, jobs);
        cells += values.distinct() - before;
        if (cells > MAX_CELLS) {
            throw new TooManyException("more than " + MAX_CELLS + " pairs of an interval and a value");
        }
    }

    /** About how much memory they take. */
    long bytes() {
        long bytes = 0;
        for (Interval interval : byKey.values()) {
            bytes += INTERVAL_BYTES + interval.values.bytes();
        }
        return bytes;
    }

    void add(IntervalCounts other) {
        other.byKey.forEach((key, interval) -> {
            add(key, interval.jobs);
            interval.values.forEach((value, jobs) -> add(key, value, jobs));
            addUndivided(key, interval.undivided);
        });
    }

    private Interval begun(long key) {
        Interval known = byKey.get(key);
        if (known != null) {
            return known;
        }
        if (byKey.size() == Bins.MAX_BINS) {
            throw new TooManyException("more than " + Bins.MAX_BINS + " intervals");
        }
        Interval begun = new Interval();
        byKey.put(key, begun);
        return begun;
    }
}
