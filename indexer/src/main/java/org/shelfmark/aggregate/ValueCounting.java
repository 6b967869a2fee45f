package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.ArrayUtil;
import org.shelfmark.classad.AttributeValue;

/** How many jobs have each value of a dimension: a facet. */
public final class ValueCounting implements Figure<ValueCounts> {
    private final Dimension dimension;
    private final int most;
    private final boolean givesUp;

    /** Counts values of a dimension; too many are refused. */
    public ValueCounting(Dimension dimension) {
        this(dimension, ValueCounts.MAX_DISTINCT, false);
    }

    private ValueCounting(Dimension dimension, int most, boolean givesUp) {
        this.dimension = dimension;
        this.most = most;
        this.givesUp = givesUp;
    }

    /** Counts values of a dimension; where there are more than so many, the counts are given up. */
    public static ValueCounting upTo(int most, Dimension dimension) {
        return new ValueCounting(dimension, most, true);
    }

    @Override
    public ValueCounts empty() {
        return givesUp ? ValueCounts.upTo(most) : new ValueCounts();
    }

    @Override
    public Counting count(LeafReaderContext segment, ValueCounts into) throws IOException {
        if (into.isTooMany()) {
            return (documents, size) -> {};
        }
        SegmentValues values = dimension.in(segment);
        return new Counting() {
            private final int[] numbers = new int[BLOCK];
            // by the number and one: those without a value come first
            private int[] counts = new int[64];

            @Override
            public void jobs(int[] documents, int size) throws IOException {
                values.numbers(documents, size, numbers);
                int[] known = counts;
                for (int i = 0; i < size; i++) {
                    int place = numbers[i] - SegmentValues.NONE;
                    if (place >= known.length) {
                        known = ArrayUtil.grow(known, place + 1);
                    }
                    known[place]++;
                }
                counts = known;
            }

            @Override
            public void end() throws IOException {
                int told = tellOfDictionary();
                for (int number = told; number < counts.length - 1 && !into.isTooMany(); number++) {
                    int count = counts[number - SegmentValues.NONE];
                    if (count > 0) {
                        into.add(values.value(number), count);
                    }
                }
            }

            // tells the counts of a dictionary's numbers as they are; how many numbers that are
            private int tellOfDictionary() throws IOException {
                Optional<ColumnDictionary> dictionary = givesUp ? Optional.empty() : values.dictionary();
                if (dictionary.isEmpty()) {
                    return 0;
                }
                int size = Math.min(counts.length - 1, dictionary.get().texts().getValueCount());
                int first = -SegmentValues.NONE;
                into.add(new OrdinalCounts(dictionary.get(), Arrays.copyOfRange(counts, first, first + size)));
                return size;
            }
        };
    }

    @Override
    public void add(ValueCounts to, ValueCounts from) {
        to.add(from);
    }

    @Override
    public boolean canTakeAway() {
        return !givesUp;
    }

    @Override
    public ValueCounts without(ValueCounts all, ValueCounts some) {
        return all.ofSegmentWithout(some);
    }

    @Override
    public void end(ValueCounts result) {
        result.lookUp();
    }

    @Override
    public List<JobQuestion> questions(ValueCounts into) {
        return List.of(new JobQuestion.Combinations(List.of(dimension.value()), most, (combination, jobs) -> {
            AttributeValue value = combination.getFirst();
            if (!(value instanceof AttributeValue.Undefined)) {
                into.add(value, jobs);
            }
        }));
    }

    @Override
    public Optional<Object> key() {
        return Optional.of(List.of(ValueCounting.class, dimension.value(), most, givesUp));
    }

    @Override
    public long bytes(ValueCounts result) {
        return result.bytes();
    }
}
