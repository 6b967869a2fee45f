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
    /** Most values that are told apart: a million where the heap is large enough. */
    public static final int MAX_DISTINCT = RequestMemory.mostOnEach(1_000_000, 100);

    private static final long ENTRY_BYTES = 150;

    private final int most;
    private final boolean givesUp;
    private final Map<AttributeValue, Long> counts = new HashMap<>();
    private long counted;
    private boolean isTooMany;

    /** No values yet, of which {@link #MAX_DISTINCT} are told apart; more are refused with a {@link TooManyException}. */
    public ValueCounts() {
        this(MAX_DISTINCT, false);
    }

    private ValueCounts(int most, boolean givesUp) {
        this.most = most;
        this.givesUp = givesUp;
    }

    /** No values yet; where there are more than so many, they are forgotten, which {@link #isTooMany} says. */
    public static ValueCounts upTo(int most) {
        return new ValueCounts(most, true);
    }

    /**
     * One value and how many jobs have it.
     *
     * @param value the value as written
     * @param count 1 or more
     */
    public record Entry(AttributeValue value, long count) {}

    /**
     * Takes jobs in that have a value.
     *
     * @param count 1 or more
     */
    public void add(AttributeValue value, long count) {
        counted += count;
        if (isTooMany) {
            return;
        }
        counts.merge(value, count, Long::sum);
        if (counts.size() > most) {
            giveUp();
        }
    }

    /** About how much memory they take. */
    long bytes() {
        long bytes = 0;
        for (AttributeValue value : counts.keySet()) {
            bytes += ENTRY_BYTES;
            if (value instanceof AttributeValue.StringValue text) {
                bytes += text.value().length();
            }
        }
        return bytes;
    }

    void add(ValueCounts other) {
        if (other.isTooMany) {
            counted += other.counted;
            giveUp();
        } else {
            other.counts.forEach(this::add);
        }
    }

    /** What is left without jobs that are among these; too many where these are. */
    public ValueCounts without(ValueCounts some) {
        ValueCounts left = new ValueCounts(most, givesUp);
        left.isTooMany = isTooMany;
        counts.forEach((value, count) -> {
            long others = count - some.of(value);
            if (others > 0) {
                left.add(value, others);
            }
        });
        return left;
    }

    private void giveUp() {
        if (!givesUp) {
            throw new TooManyException("more than " + most + " values");
        }
        isTooMany = true;
        counts.clear();
    }

    /** Whether there were more values than are told apart, so that none of them is here and not all jobs are counted. */
    public boolean isTooMany() {
        return isTooMany;
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
