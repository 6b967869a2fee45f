package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.ArrayUtil;

/** How many jobs have each value of a dimension: a facet. */
public final class ValueCounting implements Figure<ValueCounts> {
    private final Dimension dimension;

    /** Counts values of a dimension. */
    public ValueCounting(Dimension dimension) {
        this.dimension = dimension;
    }

    @Override
    public ValueCounts empty() {
        return new ValueCounts();
    }

    @Override
    public Counting count(LeafReaderContext segment, ValueCounts into) throws IOException {
        SegmentValues values = dimension.in(segment);
        return new Counting() {
            private int[] counts = new int[64];

            @Override
            public void job(int document) throws IOException {
                int number = values.number(document);
                if (number != SegmentValues.NONE) {
                    counts = ArrayUtil.grow(counts, number + 1);
                    counts[number]++;
                }
            }

            @Override
            public void end() throws IOException {
                for (int number = 0; number < counts.length; number++) {
                    if (counts[number] > 0) {
                        into.add(values.value(number), counts[number]);
                    }
                }
            }
        };
    }

    @Override
    public void add(ValueCounts to, ValueCounts from) {
        to.add(from);
    }
}
