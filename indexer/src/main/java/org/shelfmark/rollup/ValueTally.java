package org.shelfmark.rollup;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.query.Spread;

/**
 * Counts the values of a column one by one; forgets them where they become too many, because what differs from job to job
 * must not be kept for ever.
 */
final class ValueTally {
    /** Most values that are kept of the jobs of a row. */
    static final int MOST_VALUES = 1_000;

    /** Most bytes that their texts may take. */
    static final int MOST_BYTES = 16_384;

    private final Map<AttributeValue, Long> counts = new HashMap<>();
    private long bytes;
    private boolean isUnknown;

    /** Takes jobs in whose value is this one; undefined is none. */
    void add(AttributeValue value, long jobs) {
        if (isUnknown || value instanceof AttributeValue.Undefined) {
            return;
        }
        if (counts.merge(value, jobs, Long::sum) == jobs) {
            bytes += ValueBytes.size(value);
            if (counts.size() > MOST_VALUES || (counts.size() > 1 && bytes > MOST_BYTES)) {
                forget();
            }
        }
    }

    /** Takes jobs in of which this is known. */
    void add(Spread spread) {
        if (spread instanceof Spread.Values values) {
            values.counts().forEach(this::add);
        } else {
            forget();
        }
    }

    void forget() {
        isUnknown = true;
        counts.clear();
    }

    /** Writes the counts with values by their place in a dictionary. */
    void write(DataOutput out, ValueDictionary dictionary) throws IOException {
        out.writeVInt(isUnknown ? 0 : 1 + counts.size());
        for (Map.Entry<AttributeValue, Long> entry : counts.entrySet()) {
            out.writeVInt(dictionary.place(entry.getKey()));
            out.writeVLong(entry.getValue());
        }
    }

    /** Reads what is known of one row. */
    static Spread read(DataInput in, AttributeValue[] dictionary) throws IOException {
        int size = in.readVInt() - 1;
        if (size <= 0) {
            return size < 0 ? Spread.Unknown.INSTANCE : Spread.Values.NONE;
        }
        if (size == 1) {
            return new Spread.Values(Map.of(dictionary[in.readVInt()], in.readVLong()));
        }
        Map<AttributeValue, Long> counts = new HashMap<>();
        for (int i = 0; i < size; i++) {
            counts.put(dictionary[in.readVInt()], in.readVLong());
        }
        return new Spread.Values(counts);
    }
}
