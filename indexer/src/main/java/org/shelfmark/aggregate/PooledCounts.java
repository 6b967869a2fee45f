package org.shelfmark.aggregate;

import java.util.Arrays;
import java.util.function.ObjLongConsumer;
import java.util.stream.IntStream;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.classad.AttributeValue.StringValue;

/** How many jobs have each text, by the numbers that a {@link TextPool} has for them. Belongs to one thread. */
final class PooledCounts {
    private final TextPool pool;
    private int[] counts;
    private int distinct;

    PooledCounts(TextPool pool) {
        this.pool = pool;
        this.counts = new int[pool.size()];
    }

    TextPool pool() {
        return pool;
    }

    boolean isOf(TextPool other) {
        return pool == other;
    }

    /** How many jobs have a text. */
    long jobs() {
        return IntStream.of(counts).asLongStream().sum();
    }

    /**
     * Takes jobs in that have a text.
     *
     * @param count 0 or more; an index cannot have more jobs than an int tells
     */
    void add(int id, int count) {
        if (id >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(id + 1, pool.size()));
        }
        distinct += counts[id] == 0 && count > 0 ? 1 : 0;
        counts[id] += count;
    }

    /** Adds others of the same pool. */
    void add(PooledCounts other) {
        for (int id = 0; id < other.counts.length; id++) {
            add(id, other.counts[id]);
        }
    }

    /** How many texts some job has. */
    int size() {
        return distinct;
    }

    /** How many jobs have a text. */
    long of(BytesRef text) {
        int id = pool.find(text);
        return id < 0 || id >= counts.length ? 0 : counts[id];
    }

    /** Gives every text that some job has, which is to be left as it is and is another one afterwards. */
    void forEach(ObjLongConsumer<BytesRef> taker) {
        BytesRef text = new BytesRef();
        for (int id = 0; id < counts.length; id++) {
            if (counts[id] > 0) {
                taker.accept(pool.text(id, text), counts[id]);
            }
        }
    }

    /** Offers what may be among the first values. */
    void offerTo(FirstEntries first) {
        BytesRef text = new BytesRef();
        for (int id = 0; id < counts.length; id++) {
            if (counts[id] > 0 && first.mayTake(counts[id])) {
                first.offer(new StringValue(pool.text(id, text).utf8ToString()), counts[id]);
            }
        }
    }

    /** How much memory they take. */
    long bytes() {
        return (long) counts.length * Integer.BYTES;
    }
}
