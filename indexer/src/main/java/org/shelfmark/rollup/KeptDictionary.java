package org.shelfmark.rollup;

import java.io.IOException;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;

/** The values of a column of all summaries of a segment, by their ordinals. Each is read once. One thread. */
final class KeptDictionary {
    private final SortedSetDocValues column;
    private final @Nullable AttributeValue[] values;

    KeptDictionary(SortedSetDocValues column) {
        this.column = column;
        this.values = new AttributeValue[Math.toIntExact(column.getValueCount())];
    }

    /** How many values there are. */
    int size() {
        return values.length;
    }

    /** The ordinals of the values of a summary, ascending; documents must be asked for in ascending order. */
    int[] ordinals(int document) throws IOException {
        if (!column.advanceExact(document)) {
            return new int[0];
        }
        int[] ordinals = new int[column.docValueCount()];
        for (int i = 0; i < ordinals.length; i++) {
            ordinals[i] = (int) column.nextOrd();
        }
        return ordinals;
    }

    AttributeValue value(int ordinal) throws IOException {
        AttributeValue known = values[ordinal];
        if (known == null) {
            BytesRef bytes = column.lookupOrd(ordinal);
            known = ValueBytes.read(new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length));
            values[ordinal] = known;
        }
        return known;
    }
}
