package org.shelfmark.aggregate;

import java.util.function.ObjLongConsumer;
import java.util.stream.LongStream;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefHash;

/** How many jobs have each text, of very many texts: these stand together in a few large arrays. Belongs to one thread. */
final class TextCounts {
    private final BytesRefHash texts = new BytesRefHash();
    private long[] counts = new long[16];

    /**
     * Takes jobs in that have a text.
     *
     * @param text in UTF-8, no longer than a column's texts
     */
    void add(BytesRef text, long count) {
        int place = texts.add(text);
        if (place < 0) {
            counts[-1 - place] += count;
            return;
        }
        counts = ArrayUtil.grow(counts, place + 1);
        counts[place] = count;
    }

    /** How many jobs have a text. */
    long of(BytesRef text) {
        int place = texts.find(text);
        return place < 0 ? 0 : counts[place];
    }

    /** How many jobs have a text. */
    long jobs() {
        return LongStream.of(counts).limit(size()).sum();
    }

    int size() {
        return texts.size();
    }

    /** How many jobs have the text at a place, from 0 to below {@link #size}. */
    long count(int place) {
        return counts[place];
    }

    String text(int place) {
        return texts.get(place, new BytesRef()).utf8ToString();
    }

    /** Gives every text, which is to be left as it is and is another one afterwards. */
    void forEach(ObjLongConsumer<BytesRef> taker) {
        BytesRef text = new BytesRef();
        for (int place = 0; place < size(); place++) {
            taker.accept(texts.get(place, text), counts[place]);
        }
    }

    /** How much memory they take. */
    long bytes() {
        return texts.ramBytesUsed() + (long) counts.length * Long.BYTES;
    }
}
