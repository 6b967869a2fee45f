package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.util.ArrayUtil;
import org.jspecify.annotations.Nullable;

/** Counts the jobs of a segment in each interval. */
final class UndividedCells implements Figure.Counting, NumberSink {
    private final BinCursor cursor;
    private final SegmentNumbers numbers;
    private final @Nullable BlockBounds bounds;
    private final IntervalCounts into;
    private final LongIds keys = new LongIds();
    private int[] counts = new int[64];

    UndividedCells(BinCursor cursor, SegmentNumbers numbers, IntervalCounts into) {
        this.cursor = cursor;
        this.numbers = numbers;
        this.bounds = numbers.bounds();
        this.into = into;
    }

    @Override
    public void jobs(int[] documents, int size) throws IOException {
        if (bounds != null && bounds.advance(documents[0], documents[size - 1])) {
            long key = cursor.key(bounds.least());
            // what lies between two numbers of one interval lies in it
            if (key == cursor.key(bounds.greatest())) {
                count(key, size);
                return;
            }
        }
        numbers.read(documents, size);
        numbers.giveAll(this);
    }

    @Override
    public void add(long number) {
        count(cursor.key(number), 1);
    }

    @Override
    public void add(double number) {
        count(cursor.key(number), 1);
    }

    /** Neighbours mostly lie in one interval. */
    @Override
    public void addAll(long[] integers, int size) {
        int counted = 0;
        while (counted < size) {
            long key = cursor.key(integers[counted]);
            int end = counted + 1;
            while (end < size && cursor.key(integers[end]) == key) {
                end++;
            }
            count(key, end - counted);
            counted = end;
        }
    }

    private void count(long key, int jobs) {
        int id = keys.of(key);
        counts = ArrayUtil.grow(counts, id + 1);
        counts[id] += jobs;
    }

    @Override
    public void end() {
        for (int id = 0; id < keys.size(); id++) {
            into.add(keys.number(id), counts[id]);
        }
    }
}
