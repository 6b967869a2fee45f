package org.shelfmark.aggregate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often things are, of which there are few different ones. Belongs to one thread.
 *
 * @param <T> what is counted
 */
public final class Frequencies<T extends Comparable<T>> {
    /** Different things that are told apart; what is new beyond is counted as other. */
    public static final int MOST = 10_000;

    private final Map<T, Long> counts = new HashMap<>();
    private long total;

    /**
     * One thing.
     *
     * @param count 1 or more
     */
    public record Entry<T>(T value, long count) {}

    void add(T value) {
        total++;
        if (counts.size() < MOST || counts.containsKey(value)) {
            counts.merge(value, 1L, Long::sum);
        }
    }

    /** All that was counted. */
    public long total() {
        return total;
    }

    /** How many different things, {@link #MOST} at the most. */
    public int distinct() {
        return counts.size();
    }

    /** The most frequent ones first, equally frequent ones in their own order. */
    public List<Entry<T>> top(int limit) {
        return first(
                limit,
                Comparator.comparingLong((Entry<T> entry) -> -entry.count()).thenComparing(Entry::value));
    }

    /** The lowest ones first. */
    public List<Entry<T>> lowest(int limit) {
        return first(limit, Comparator.comparing(Entry::value));
    }

    private List<Entry<T>> first(int limit, Comparator<Entry<T>> order) {
        List<Entry<T>> entries = new ArrayList<>();
        counts.forEach((value, count) -> entries.add(new Entry<>(value, count)));
        entries.sort(order);
        return List.copyOf(entries.subList(0, Math.min(limit, entries.size())));
    }
}
