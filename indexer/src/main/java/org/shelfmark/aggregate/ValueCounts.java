package org.shelfmark.aggregate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** How many jobs have each value of a field; filled segment by segment. Belongs to one thread. */
public final class ValueCounts {
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
    }

    /** Jobs that have a value. */
    public long counted() {
        return counted;
    }

    /** Tells every value with its count, in no order. */
    public void forEach(ObjLongConsumer<AttributeValue> action) {
        counts.forEach(action::accept);
    }

    /** The values with the highest counts; equal counts in the order of the values. */
    public List<Entry> top(int limit) {
        List<Entry> entries = new ArrayList<>();
        counts.forEach((value, count) -> entries.add(new Entry(value, count)));
        entries.sort(Comparator.comparingLong((Entry entry) -> entry.count())
                .reversed()
                .thenComparing(Entry::value, ValueCounts::compare));
        return List.copyOf(entries.subList(0, Math.min(limit, entries.size())));
    }

    private static int compare(AttributeValue left, AttributeValue right) {
        int kinds = Integer.compare(kind(left), kind(right));
        if (kinds != 0) {
            return kinds;
        }
        if (left instanceof IntegerValue one && right instanceof IntegerValue other) {
            return Long.compare(one.value(), other.value());
        }
        return kind(left) == 0
                ? Double.compare(number(left), number(right))
                : String.valueOf(left).compareTo(String.valueOf(right));
    }

    private static int kind(AttributeValue value) {
        return switch (value) {
            case IntegerValue integer -> 0;
            case RealValue real -> 0;
            case BooleanValue truth -> 1;
            case StringValue text -> 2;
            default -> 3;
        };
    }

    private static double number(AttributeValue value) {
        return switch (value) {
            case IntegerValue integer -> (double) integer.value();
            case RealValue real -> real.value();
            default -> throw new IllegalArgumentException("no number: " + value);
        };
    }
}
