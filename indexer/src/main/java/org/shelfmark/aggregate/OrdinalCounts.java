package org.shelfmark.aggregate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.lucene.index.SortedDocValues;

/**
 * How many jobs of a segment have each text of a column, by the numbers of the texts: four bytes for each, where the texts
 * themselves would take a hundred. Belongs to one thread, or is left as it is.
 */
final class OrdinalCounts {
    private static final long OBJECT_BYTES = 100;

    private final ColumnDictionary dictionary;
    private int[] counts;

    /** @param counts by the number; kept */
    OrdinalCounts(ColumnDictionary dictionary, int[] counts) {
        this.dictionary = dictionary;
        this.counts = counts;
    }

    OrdinalCounts copy() {
        return new OrdinalCounts(dictionary, counts.clone());
    }

    /** Whether the numbers of both mean the same. */
    boolean isLike(OrdinalCounts other) {
        return dictionary.equals(other.dictionary);
    }

    /** Adds those of another part of the same segment. */
    void add(OrdinalCounts other) {
        if (counts.length < other.counts.length) {
            counts = Arrays.copyOf(counts, other.counts.length);
        }
        for (int number = 0; number < other.counts.length; number++) {
            counts[number] += other.counts[number];
        }
    }

    /** What is left of them without those of some of the jobs. */
    OrdinalCounts without(OrdinalCounts some) {
        int[] left = counts.clone();
        for (int number = 0; number < Math.min(left.length, some.counts.length); number++) {
            left[number] -= some.counts[number];
        }
        return new OrdinalCounts(dictionary, left);
    }

    /** How many jobs have a text. */
    long jobs() {
        return IntStream.of(counts).asLongStream().sum();
    }

    /** The numbers of the texts that are the same in all segments; empty while there are none. */
    Optional<TextPool.Ids> ids() {
        return dictionary.ids();
    }

    /** Adds them to others by these numbers. */
    void addTo(PooledCounts to, TextPool.Ids ids) {
        for (int number = 0; number < counts.length; number++) {
            if (counts[number] > 0) {
                to.add(ids.byOrdinal()[number], counts[number]);
            }
        }
    }

    /** Looks the texts up and adds them to others. */
    void addTo(TextCounts to) {
        try {
            SortedDocValues texts = dictionary.texts();
            for (int number = 0; number < counts.length; number++) {
                if (counts[number] > 0) {
                    to.add(texts.lookupOrd(number), counts[number]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the index's columns", e);
        }
    }

    /** About how much memory they take. */
    long bytes() {
        return OBJECT_BYTES + (long) counts.length * Integer.BYTES;
    }
}
