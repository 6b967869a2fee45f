package org.shelfmark.index;

import java.io.IOException;
import org.apache.lucene.codecs.DocValuesConsumer;
import org.apache.lucene.codecs.DocValuesProducer;
import org.apache.lucene.index.EmptyDocValuesProducer;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.jspecify.annotations.Nullable;

/**
 * Writes columns as another consumer does. When segments are merged whose documents come to stand among each other, the
 * values of a column are first put where they belong, in memory, once, segment by segment: the other consumer reads a column
 * three or four times, and would pick each value from among all the segments each time.
 */
final class GatheredColumns extends DocValuesConsumer {
    private final DocValuesConsumer out;
    private final int mostGathered;
    private @Nullable MergeState bySegment;
    private @Nullable ColumnGathering gathering;
    private boolean isGathered;

    GatheredColumns(DocValuesConsumer out, int mostGathered) {
        this.out = out;
        this.mostGathered = mostGathered;
    }

    @Override
    public void mergeNumericField(FieldInfo field, MergeState merge) throws IOException {
        isGathered = MergedPlaces.areGathered(merge, mostGathered);
        super.mergeNumericField(field, isGathered ? bySegment(merge) : merge);
        isGathered = false;
    }

    @Override
    public void mergeSortedField(FieldInfo field, MergeState merge) throws IOException {
        isGathered = MergedPlaces.areGathered(merge, mostGathered);
        super.mergeSortedField(field, isGathered ? bySegment(merge) : merge);
        isGathered = false;
    }

    /** One consumer writes one segment, so there is one merge for it. */
    private MergeState bySegment(MergeState merge) {
        if (bySegment == null) {
            bySegment = MergedPlaces.bySegment(merge);
            gathering = new ColumnGathering(merge.segmentInfo.maxDoc());
        }
        return bySegment;
    }

    @Override
    public void addNumericField(FieldInfo field, DocValuesProducer values) throws IOException {
        ColumnGathering gathered = gathering;
        if (!isGathered || gathered == null) {
            out.addNumericField(field, values);
            return;
        }
        gathered.clear();
        NumericDocValues scattered = values.getNumeric(field);
        for (int place = scattered.nextDoc(); place != DocIdSetIterator.NO_MORE_DOCS; place = scattered.nextDoc()) {
            gathered.put(place, scattered.longValue());
        }
        out.addNumericField(field, new EmptyDocValuesProducer() {
            @Override
            public NumericDocValues getNumeric(FieldInfo asked) {
                return gathered.numbers();
            }
        });
    }

    @Override
    public void addSortedField(FieldInfo field, DocValuesProducer values) throws IOException {
        ColumnGathering gathered = gathering;
        if (!isGathered || gathered == null) {
            out.addSortedField(field, values);
            return;
        }
        gathered.clear();
        SortedDocValues scattered = values.getSorted(field);
        for (int place = scattered.nextDoc(); place != DocIdSetIterator.NO_MORE_DOCS; place = scattered.nextDoc()) {
            gathered.put(place, scattered.ordValue());
        }
        out.addSortedField(field, new EmptyDocValuesProducer() {
            @Override
            public SortedDocValues getSorted(FieldInfo asked) throws IOException {
                return gathered.ordinals(values.getSorted(field));
            }
        });
    }

    @Override
    public void addBinaryField(FieldInfo field, DocValuesProducer values) throws IOException {
        out.addBinaryField(field, values);
    }

    @Override
    public void addSortedNumericField(FieldInfo field, DocValuesProducer values) throws IOException {
        out.addSortedNumericField(field, values);
    }

    @Override
    public void addSortedSetField(FieldInfo field, DocValuesProducer values) throws IOException {
        out.addSortedSetField(field, values);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
