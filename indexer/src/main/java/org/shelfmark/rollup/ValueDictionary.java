package org.shelfmark.rollup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.shelfmark.classad.AttributeValue;

/** The values of a column, each once. */
final class ValueDictionary {
    private final Map<AttributeValue, Integer> places = new HashMap<>();
    private final List<AttributeValue> values = new ArrayList<>();

    /** The place of a value, from 0 as they are met. */
    int place(AttributeValue value) {
        Integer known = places.putIfAbsent(value, values.size());
        if (known != null) {
            return known;
        }
        values.add(value);
        return values.size() - 1;
    }

    void write(DataOutput out) throws IOException {
        out.writeVInt(values.size());
        for (AttributeValue value : values) {
            ValueBytes.write(out, value);
        }
    }

    static AttributeValue[] read(DataInput in) throws IOException {
        AttributeValue[] values = new AttributeValue[in.readVInt()];
        for (int i = 0; i < values.length; i++) {
            values[i] = ValueBytes.read(in);
        }
        return values;
    }
}
