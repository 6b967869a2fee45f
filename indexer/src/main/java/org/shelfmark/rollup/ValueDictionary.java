package org.shelfmark.rollup;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.TreeMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.classad.AttributeValue;

/**
 * The values of a column of one summary, each once. They are written as sorted-set doc values, so that the summaries of a
 * segment share them; a value's place is that of its bytes among those of the summary.
 */
final class ValueDictionary {
    private final TreeMap<BytesRef, AttributeValue> values = new TreeMap<>();
    private final Map<AttributeValue, Integer> places = new HashMap<>();

    /** Takes a value in; places are known once all are there. */
    void add(AttributeValue value) throws IOException {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        ValueBytes.write(out, value);
        values.put(new BytesRef(out.toArrayCopy()), value);
    }

    /** Writes the values, and finds out their places. */
    void write(Document document, String column) {
        for (Entry<BytesRef, AttributeValue> entry : values.entrySet()) {
            document.add(new SortedSetDocValuesField(column, entry.getKey()));
            places.put(entry.getValue(), places.size());
        }
    }

    /** The place of a value, from 0. */
    int place(AttributeValue value) {
        Integer place = places.get(value);
        if (place == null) {
            throw new IllegalArgumentException("the dictionary was written without '" + value + "'");
        }
        return place;
    }
}
