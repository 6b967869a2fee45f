package org.shelfmark.rollup;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
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

    /** About the most bytes that their texts may take; one that is longer is no doc value. */
    static final int MOST_BYTES = 10_000;

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
            if (counts.size() > MOST_VALUES || bytes > MOST_BYTES) {
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

    /** Puts the values into a dictionary. */
    void addTo(ValueDictionary dictionary) throws IOException {
        for (AttributeValue value : counts.keySet()) {
            dictionary.add(value);
        }
    }

    /** Writes the counts with values by their place in a dictionary. {@link StoredValues} reads them. */
    void write(DataOutput out, ValueDictionary dictionary) throws IOException {
        out.writeVInt(isUnknown ? 0 : 1 + counts.size());
        for (Map.Entry<AttributeValue, Long> entry : counts.entrySet()) {
            out.writeVInt(dictionary.place(entry.getKey()));
            out.writeVLong(entry.getValue());
        }
    }
}
