package org.shelfmark.aggregate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import org.shelfmark.classad.AttributeValue;

/** The first of very many values, of which only so many are kept at any time. Belongs to one thread. */
final class FirstEntries {
    private final int limit;
    private final ValueCounts.Order order;
    private final Predicate<AttributeValue> wanted;
    private final Comparator<ValueCounts.Entry> firstFirst;
    private final PriorityQueue<ValueCounts.Entry> lastFirst;

    FirstEntries(int limit, ValueCounts.Order order, Predicate<AttributeValue> wanted) {
        this.limit = limit;
        this.order = order;
        this.wanted = wanted;
        Comparator<ValueCounts.Entry> byValue = Comparator.comparing(ValueCounts.Entry::value, ValueOrder.INSTANCE);
        this.firstFirst = switch (order) {
            case COUNT ->
                Comparator.comparingLong((ValueCounts.Entry entry) -> -entry.count())
                        .thenComparing(byValue);
            case VALUE -> byValue;
        };
        this.lastFirst = new PriorityQueue<>(firstFirst.reversed());
    }

    /** Whether a value of so many jobs may be among the first, for all that is known so far. */
    boolean mayTake(long count) {
        if (lastFirst.size() < limit) {
            return true;
        }
        return limit > 0 && (order == ValueCounts.Order.VALUE || count >= last().count());
    }

    private ValueCounts.Entry last() {
        return lastFirst.element();
    }

    void offer(AttributeValue value, long count) {
        ValueCounts.Entry entry = new ValueCounts.Entry(value, count);
        if (!mayTake(count) || !wanted.test(value)) {
            return;
        }
        if (lastFirst.size() == limit) {
            if (firstFirst.compare(entry, last()) > 0) {
                return;
            }
            lastFirst.remove();
        }
        lastFirst.add(entry);
    }

    List<ValueCounts.Entry> inOrder() {
        List<ValueCounts.Entry> entries = new ArrayList<>(lastFirst);
        entries.sort(firstFirst);
        return List.copyOf(entries);
    }
}
