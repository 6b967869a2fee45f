package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReader;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;

/** The values of a segment's jobs that do not fit one column, numbered as they are met. */
final class ColumnMisfits {
    private final String column;
    private final SegmentMisfits misfits;
    private final Map<AttributeValue, Integer> numbers = new HashMap<>();
    private final List<AttributeValue> values = new ArrayList<>();

    ColumnMisfits(LeafReader segment, String column) throws IOException {
        this.column = column;
        this.misfits = new SegmentMisfits(segment);
    }

    /** The value of a job; null where there is none. */
    @Nullable
    AttributeValue value(int document) throws IOException {
        return misfits.value(document, column);
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
