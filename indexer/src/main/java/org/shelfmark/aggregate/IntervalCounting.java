package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.ArrayUtil;
import org.shelfmark.classad.AttributeValue;

/** How many jobs lie in each interval of a number, also divided by the values of a dimension: a histogram. */
public final class IntervalCounting implements Figure<IntervalCounts> {
    private static final SegmentValues NOTHING_DIVIDES = new SegmentValues() {
        @Override
        public int number(int document) {
            return NONE;
        }

        @Override
        public AttributeValue value(int number) {
            throw new IllegalArgumentException("no value has the number " + number);
        }
    };

    private final Measure measure;
    private final Bins bins;
    private final Optional<Dimension> by;

    /**
     * Counts in intervals.
     *
     * @param by what divides them
     */
    public IntervalCounting(Measure measure, Bins bins, Optional<Dimension> by) {
        this.measure = measure;
        this.bins = bins;
        this.by = by;
    }

    @Override
    public IntervalCounts empty() {
        return new IntervalCounts();
    }

    @Override
    public Counting count(LeafReaderContext segment, IntervalCounts into) throws IOException {
        SegmentNumbers numbers = measure.in(segment);
        SegmentValues values = by.isPresent() ? by.get().in(segment) : NOTHING_DIVIDES;
        return new Cells(numbers, values, into);
    }

    @Override
    public void add(IntervalCounts to, IntervalCounts from) {
        to.add(from);
    }

    /** Counts the pairs of an interval and a value in a segment. */
    private final class Cells implements Counting, NumberSink {
        private final SegmentNumbers numbers;
        private final SegmentValues values;
        private final IntervalCounts into;
        private final BinCursor cursor = bins.cursor();
        private final LongIds keys = new LongIds();
        private final LongIds cells = new LongIds();
        private int[] counts = new int[64];
        private long key;

        Cells(SegmentNumbers numbers, SegmentValues values, IntervalCounts into) {
            this.numbers = numbers;
            this.values = values;
            this.into = into;
        }

        @Override
        public void add(long number) {
            key = cursor.key(number);
        }

        @Override
        public void add(double number) {
            key = cursor.key(number);
        }

        @Override
        public void job(int document) throws IOException {
            if (!numbers.give(document, this)) {
                return;
            }
            long value = (long) values.number(document) - SegmentValues.NONE;
            int cell = cells.of(((long) keys.of(key) << Integer.SIZE) | value);
            counts = ArrayUtil.grow(counts, cell + 1);
            counts[cell]++;
        }

        @Override
        public void end() throws IOException {
            for (int cell = 0; cell < cells.size(); cell++) {
                long pair = cells.number(cell);
                long bin = keys.number((int) (pair >>> Integer.SIZE));
                int value = (int) pair + SegmentValues.NONE;
                into.add(bin, counts[cell]);
                if (value != SegmentValues.NONE) {
                    into.add(bin, values.value(value), counts[cell]);
                }
            }
        }
    }
}
