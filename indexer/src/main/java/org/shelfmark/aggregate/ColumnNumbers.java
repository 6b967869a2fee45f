package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.document.Columns;

/** The numbers of a column, and those that do not fit it. */
final class ColumnNumbers implements SegmentNumbers {
    private final LongColumn column;
    private final ColumnMisfits misfits;
    private final boolean isReal;
    private final @Nullable BlockBounds bounds;
    private final long[] present = new long[Figure.BLOCK];
    private int[] documents = {};
    private int size;

    ColumnNumbers(LeafReader segment, String name, boolean isReal) throws IOException {
        this.column = new LongColumn(segment, name);
        this.misfits = new ColumnMisfits(segment, name);
        this.isReal = isReal;
        this.bounds = isReal ? null : new BlockBounds(segment, name);
    }

    @Override
    public void read(int[] someDocuments, int someSize) throws IOException {
        documents = someDocuments;
        size = someSize;
        column.read(documents, size);
    }

    @Override
    public boolean give(int place, NumberSink sink) throws IOException {
        if (column.isAbsent(place)) {
            AttributeValue misfit = misfits.value(documents[place]);
            return misfit != null && SegmentNumbers.give(misfit, sink);
        }
        if (isReal) {
            return SegmentNumbers.give(Columns.decodeReal(column.numbers()[place]), sink);
        }
        sink.add(column.numbers()[place]);
        return true;
    }

    @Override
    public void giveAll(NumberSink sink) throws IOException {
        if (isReal) {
            for (int place = 0; place < size; place++) {
                give(place, sink);
            }
        } else if (column.isFull()) {
            sink.addAll(column.numbers(), size);
        } else {
            givePresent(sink);
        }
    }

    private void givePresent(NumberSink sink) throws IOException {
        long[] numbers = column.numbers();
        int count = 0;
        for (int place = 0; place < size; place++) {
            if (column.isAbsent(place)) {
                give(place, sink);
            } else {
                present[count++] = numbers[place];
            }
        }
        sink.addAll(present, count);
    }

    @Override
    public @Nullable BlockBounds bounds() {
        return bounds;
    }
}
