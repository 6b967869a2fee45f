package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.document.Columns;

/** The numbers of a column, and those that do not fit it. */
final class ColumnNumbers implements SegmentNumbers {
    private final NumericDocValues column;
    private final ColumnMisfits misfits;
    private final boolean isReal;

    ColumnNumbers(LeafReader segment, String name, boolean isReal) throws IOException {
        this.column = DocValues.getNumeric(segment, name);
        this.misfits = new ColumnMisfits(segment, name);
        this.isReal = isReal;
    }

    @Override
    public boolean give(int document, NumberSink sink) throws IOException {
        if (!column.advanceExact(document)) {
            AttributeValue misfit = misfits.value(document);
            return misfit != null && SegmentNumbers.give(misfit, sink);
        }
        if (isReal) {
            return SegmentNumbers.give(Columns.decodeReal(column.longValue()), sink);
        }
        sink.add(column.longValue());
        return true;
    }
}
