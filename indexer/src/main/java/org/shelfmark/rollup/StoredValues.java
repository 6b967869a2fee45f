package org.shelfmark.rollup;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.store.DataInput;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.query.Spread;

/**
 * The counts of the values of a column, by row: what the {@link ValueTally}s of the rows wrote.
 *
 * @param dictionary of the segment
 * @param ordinals of each row, those of its values; null for a row of which they are not known
 * @param counts of each row, how many jobs have each of these values
 */
record StoredValues(KeptDictionary dictionary, int[] @Nullable [] ordinals, long[][] counts) {
    /**
     * Reads them.
     *
     * @param ofSummary ordinals of the values of the summary, by their places
     */
    static StoredValues read(KeptDictionary dictionary, int[] ofSummary, int rows, DataInput in) throws IOException {
        int[][] ordinals = new int[rows][];
        long[][] counts = new long[rows][];
        for (int row = 0; row < rows; row++) {
            int size = in.readVInt() - 1;
            counts[row] = new long[Math.max(0, size)];
            if (size >= 0) {
                ordinals[row] = new int[size];
                for (int i = 0; i < size; i++) {
                    ordinals[row][i] = ofSummary[in.readVInt()];
                    counts[row][i] = in.readVLong();
                }
            }
        }
        return new StoredValues(dictionary, ordinals, counts);
    }

    /** What is known of the values of a row. */
    Spread spread(int row) throws IOException {
        int[] values = ordinals[row];
        if (values == null) {
            return Spread.Unknown.INSTANCE;
        }
        if (values.length == 0) {
            return Spread.Values.NONE;
        }
        if (values.length == 1) {
            return new Spread.Values(Map.of(dictionary.value(values[0]), counts[row][0]));
        }
        Map<AttributeValue, Long> byValue = new HashMap<>();
        for (int i = 0; i < values.length; i++) {
            byValue.put(dictionary.value(values[i]), counts[row][i]);
        }
        return new Spread.Values(byValue);
    }
}
