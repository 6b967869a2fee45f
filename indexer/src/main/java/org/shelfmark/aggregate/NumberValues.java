package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.document.JobReader;
import org.shelfmark.mapping.FieldMapping;

/** The values of a column of numbers, numbered as they are met: even numbers for the column's, odd ones for misfits. */
final class NumberValues implements SegmentValues {
    private final FieldMapping field;
    private final NumericDocValues column;
    private final ColumnMisfits misfits;
    private final LongIds ids = new LongIds();

    NumberValues(LeafReader segment, String name, FieldMapping field) throws IOException {
        this.field = field;
        this.column = DocValues.getNumeric(segment, name);
        this.misfits = new ColumnMisfits(segment, name);
    }

    @Override
    public int number(int document) throws IOException {
        if (column.advanceExact(document)) {
            return 2 * ids.of(column.longValue());
        }
        int misfit = misfits.number(document);
        return misfit == NONE ? NONE : 2 * misfit + 1;
    }

    @Override
    public AttributeValue value(int number) {
        return number % 2 == 0 ? JobReader.decode(field, ids.number(number / 2)) : misfits.valueOf(number / 2);
    }
}
