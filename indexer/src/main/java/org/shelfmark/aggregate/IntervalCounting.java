package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.ArrayUtil;

/** How many jobs lie in each interval of a number, also divided by the values of a dimension: a histogram. */
public final class IntervalCounting implements Figure<IntervalCounts> {
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
        return by.isPresent()
                ? new Cells(numbers, by.get().in(segment), into)
                : new UndividedCells(bins.cursor(), numbers, into);
    }

    @Override
    public void add(IntervalCounts to, IntervalCounts from) {
        to.add(from);
    }

    @Override
    public List<JobQuestion> questions(IntervalCounts into) {
        return List.of(new JobQuestion.Intervals(measure.value(), bins, by.map(Dimension::value), into));
    }

    @Override
    public Optional<Object> key() {
        return Optional.of(List.of(IntervalCounting.class, measure.value(), bins.identity(), by.map(Dimension::value)));
    }

    @Override
    public long bytes(IntervalCounts result) {
        return result.bytes();
    }

    /** Counts the pairs of an interval and a value in a segment. */
    private final class Cells implements Counting, NumberSink {
        private final SegmentNumbers numbers;
        private final SegmentValues values;
        private final IntervalCounts into;
        private final BinCursor cursor = bins.cursor();
        private final LongIds keys = new LongIds();
        private final LongIds cells = new LongIds();
        private final int[] valueNumbers = new int[BLOCK];
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
        public void jobs(int[] documents, int size) throws IOException {
            numbers.read(documents, size);
            values.numbers(documents, size, valueNumbers);
            for (int i = 0; i < size; i++) {
                if (numbers.give(i, this)) {
                    long value = (long) valueNumbers[i] - SegmentValues.NONE;
                    int cell = cells.of(((long) keys.of(key) << Integer.SIZE) | value);
                    counts = ArrayUtil.grow(counts, cell + 1);
                    counts[cell]++;
                }
            }
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
