package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.document.Columns;
import org.shelfmark.document.Misfits;

/** The values of a segment's jobs that do not fit a column, numbered as they are met. */
final class SegmentMisfits {
    private final String column;
    private final BinaryDocValues misfits;
    private final boolean isEmpty;
    private final Map<AttributeValue, Integer> numbers = new HashMap<>();
    private final List<AttributeValue> values = new ArrayList<>();

    SegmentMisfits(LeafReader segment, String column) throws IOException {
        this.column = column;
        this.misfits = DocValues.getBinary(segment, Columns.MISFITS);
        this.isEmpty = misfits.cost() == 0;
    }

    /** The value of a job; null where there is none. */
    @Nullable
    AttributeValue value(int document) throws IOException {
        return isEmpty || !misfits.advanceExact(document)
                ? null
                : Misfits.decode(misfits.binaryValue()).get(column);
    }

    /** The number of a job's value. */
    int number(int document) throws IOException {
        AttributeValue value = value(document);
        if (value == null) {
            return SegmentValues.NONE;
        }
        Integer known = numbers.putIfAbsent(value, values.size());
        if (known != null) {
            return known;
        }
        values.add(value);
        return values.size() - 1;
    }

    AttributeValue valueOf(int number) {
        return values.get(number);
    }
}
