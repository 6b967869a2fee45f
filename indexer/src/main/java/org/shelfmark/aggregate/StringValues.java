package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** The values of a column of strings: its ordinals, then the misfits. */
final class StringValues implements SegmentValues {
    private final ColumnDictionary dictionary;
    private final SortedDocValues column;
    private final int ordinals;
    private final BlockBounds bounds;
    private final ColumnMisfits misfits;

    StringValues(LeafReader segment, String name, HeapColumns copies) throws IOException {
        this.dictionary = new ColumnDictionary(segment, name, copies);
        this.column = dictionary.texts();
        this.ordinals = column.getValueCount();
        this.bounds = new BlockBounds(segment, name);
        this.misfits = new ColumnMisfits(segment, name);
    }

    @Override
    public int number(int document) throws IOException {
        return column.advanceExact(document) ? column.ordValue() : misfit(document);
    }

    @Override
    public void numbers(int[] documents, int size, int[] numbers) throws IOException {
        if (bounds.advance(documents[0], documents[size - 1]) && bounds.least() == bounds.greatest()) {
            Arrays.fill(numbers, 0, size, (int) bounds.least());
            return;
        }
        for (int i = 0; i < size; i++) {
            numbers[i] = number(documents[i]);
        }
    }

    private int misfit(int document) throws IOException {
        int misfit = misfits.number(document);
        return misfit == NONE ? NONE : ordinals + misfit;
    }

    @Override
    public Optional<ColumnDictionary> dictionary() {
        return Optional.of(dictionary);
    }

    @Override
    public AttributeValue value(int number) throws IOException {
        return number < ordinals
                ? new StringValue(column.lookupOrd(number).utf8ToString())
                : misfits.valueOf(number - ordinals);
    }
}
