package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefHash;

/** The texts of a column in all segments, each with one number for good, from 0 on. Safe for many threads. */
final class TextPool {
    /** With more, figures would fill large arrays for few jobs. */
    private static final int MOST = 1 << 18;

    private final BytesRefHash texts = new BytesRefHash();

    /**
     * The numbers here of a dictionary's texts.
     *
     * @param byOrdinal by the numbers there
     */
    record Ids(TextPool pool, int[] byOrdinal) {
        /** About how much memory they take. */
        long bytes() {
            return (long) byOrdinal.length * Integer.BYTES;
        }
    }

    /** Takes the texts of a dictionary in, for which there is so much room; empty where these are too many. */
    synchronized Optional<Ids> ids(SortedDocValues dictionary, long mostBytes) throws IOException {
        int[] byOrdinal = new int[dictionary.getValueCount()];
        for (int ordinal = 0; ordinal < byOrdinal.length; ordinal++) {
            int place = texts.add(dictionary.lookupOrd(ordinal));
            byOrdinal[ordinal] = place < 0 ? -1 - place : place;
            if (texts.size() > MOST || texts.ramBytesUsed() > mostBytes) {
                return Optional.empty();
            }
        }
        return Optional.of(new Ids(this, byOrdinal));
    }

    /** The number of a text; -1 where it is none of these. */
    synchronized int find(BytesRef text) {
        return texts.find(text);
    }

    /** A text, which is put into the given place. */
    synchronized BytesRef text(int id, BytesRef into) {
        return texts.get(id, into);
    }

    synchronized int size() {
        return texts.size();
    }

    /** About how much memory they take. */
    synchronized long bytes() {
        return texts.ramBytesUsed();
    }
}
