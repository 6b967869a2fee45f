package org.shelfmark.aggregate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.shelfmark.classad.AttributeValue;

/** How many jobs have each value of a field; filled segment by segment. Belongs to one thread. */
public final class ValueCounts {
    /** Most values that are told apart. */
    public static final int MAX_DISTINCT = 1_000_000;

    private final Map<AttributeValue, Long> counts = new HashMap<>();
    private long counted;

    /**
     * One value and how many jobs have it.
     *
     * @param value the value as written
     * @param count 1 or more
     */
    public record Entry(AttributeValue value, long count) {}

    void add(AttributeValue value, long count) {
        counts.merge(value, count, Long::sum);
        counted += count;
        if (counts.size() > MAX_DISTINCT) {
            throw new TooManyException("more than " + MAX_DISTINCT + " values");
        }
    }

    void add(ValueCounts other) {
        other.counts.forEach(this::add);
    }

    /** Gives every value with its count, in no order. */
    public void forEach(ObjLongConsumer<AttributeValue> taker) {
        counts.forEach(taker::accept);
    }

    /** How many jobs have a value. */
    public long of(AttributeValue value) {
        return counts.getOrDefault(value, 0L);
    }

    /** Jobs that have a value. */
    public long counted() {
        return counted;
    }

    /** How many values there are. */
    public int distinct() {
        return counts.size();
    }

    /** Which values come first. */
    public enum Order {
        /** Those of most jobs; equal counts in the order of the values. */
        COUNT,
        /** The lowest: numbers, then booleans, then texts. */
        VALUE
    }

    /** The values with the highest counts; equal counts in the order of the values. */
    public List<Entry> top(int limit) {
        return first(limit, Order.COUNT, value -> true);
    }

    /** The first of those values that are wanted. */
    public List<Entry> first(int limit, Order order, Predicate<AttributeValue> wanted) {
        List<Entry> entries = new ArrayList<>();
        counts.forEach((value, count) -> {
            if (wanted.test(value)) {
                entries.add(new Entry(value, count));
            }
        });
        Comparator<Entry> byValue = Comparator.comparing(Entry::value, ValueOrder.INSTANCE);
        entries.sort(
                switch (order) {
                    case COUNT ->
                        Comparator.comparingLong((Entry entry) -> -entry.count())
                                .thenComparing(byValue);
                    case VALUE -> byValue;
                });
        return List.copyOf(entries.subList(0, Math.min(limit, entries.size())));
    }
}
