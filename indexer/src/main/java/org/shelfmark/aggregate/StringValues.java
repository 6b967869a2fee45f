package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** The values of a column of strings: its ordinals, then the misfits. */
final class StringValues implements SegmentValues {
    private final SortedDocValues column;
    private final int ordinals;
    private final ColumnMisfits misfits;

    StringValues(LeafReader segment, String name) throws IOException {
        this.column = DocValues.getSorted(segment, name);
        this.ordinals = column.getValueCount();
        this.misfits = new ColumnMisfits(segment, name);
    }

    @Override
    public int number(int document) throws IOException {
        if (column.advanceExact(document)) {
            return column.ordValue();
        }
        int misfit = misfits.number(document);
        return misfit == NONE ? NONE : ordinals + misfit;
    }

    @Override
    public AttributeValue value(int number) throws IOException {
        return number < ordinals
                ? new StringValue(column.lookupOrd(number).utf8ToString())
                : misfits.valueOf(number - ordinals);
    }
}
