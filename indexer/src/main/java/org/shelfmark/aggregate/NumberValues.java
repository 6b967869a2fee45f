package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.LeafReader;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.document.JobReader;
import org.shelfmark.mapping.FieldMapping;

/** The values of a column of numbers, numbered as they are met: even numbers for the column's, odd ones for misfits. */
final class NumberValues implements SegmentValues {
    private final FieldMapping field;
    private final LongColumn column;
    private final BlockBounds bounds;
    private final ColumnMisfits misfits;
    private final LongIds ids = new LongIds();
    private final int[] oneDocument = new int[1];
    private final int[] oneNumber = new int[1];

    NumberValues(LeafReader segment, String name, FieldMapping field) throws IOException {
        this.field = field;
        this.column = new LongColumn(segment, name);
        this.bounds = new BlockBounds(segment, name);
        this.misfits = new ColumnMisfits(segment, name);
    }

    @Override
    public int number(int document) throws IOException {
        oneDocument[0] = document;
        numbers(oneDocument, 1, oneNumber);
        return oneNumber[0];
    }

    @Override
    public void numbers(int[] documents, int size, int[] numbers) throws IOException {
        if (bounds.advance(documents[0], documents[size - 1]) && bounds.least() == bounds.greatest()) {
            Arrays.fill(numbers, 0, size, 2 * ids.of(bounds.least()));
            return;
        }
        column.read(documents, size);
        long[] values = column.numbers();
        for (int i = 0; i < size; i++) {
            numbers[i] = column.isAbsent(i) ? misfit(documents[i]) : 2 * ids.of(values[i]);
        }
    }

    private int misfit(int document) throws IOException {
        int misfit = misfits.number(document);
        return misfit == NONE ? NONE : 2 * misfit + 1;
    }

    @Override
    public AttributeValue value(int number) {
        return number % 2 == 0 ? JobReader.decode(field, ids.number(number / 2)) : misfits.valueOf(number / 2);
    }
}
