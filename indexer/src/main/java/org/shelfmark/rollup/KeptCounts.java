package org.shelfmark.rollup;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;

/**
 * Adds up how many jobs have each value of a column, over the rows of many summaries, without looking at the values while
 * they are of one segment. One thread.
 */
public final class KeptCounts {
    private final Sink sink;
    private @Nullable KeptDictionary dictionary;
    private long[] counts = {};

    /** Is told how many jobs have a value. */
    @FunctionalInterface
    public interface Sink {
        /** Some more jobs that have a value; it may be told of the same value again. */
        void add(AttributeValue value, long jobs);
    }

    /** Counts for a sink, which is told from time to time. */
    public KeptCounts(Sink sink) {
        this.sink = sink;
    }

    /**
     * Takes all jobs of a row in.
     *
     * @return whether their values are known one by one; nothing is taken in if not
     */
    public boolean add(CondensedRow row, String column) throws IOException {
        StoredValues stored = row.values(column);
        int[] ordinals = stored == null ? null : stored.ordinals()[row.place()];
        if (stored == null || ordinals == null) {
            return false;
        }
        if (stored.dictionary() != dictionary) {
            finish();
            dictionary = stored.dictionary();
            counts = new long[dictionary.size()];
        }
        long[] ofRow = stored.counts()[row.place()];
        for (int i = 0; i < ordinals.length; i++) {
            counts[ordinals[i]] += ofRow[i];
        }
        return true;
    }

    /** Tells the sink of what it was not told yet. */
    public void finish() throws IOException {
        KeptDictionary known = dictionary;
        if (known != null) {
            for (int ordinal = 0; ordinal < counts.length; ordinal++) {
                if (counts[ordinal] > 0) {
                    sink.add(known.value(ordinal), counts[ordinal]);
                }
            }
            dictionary = null;
        }
    }
}
