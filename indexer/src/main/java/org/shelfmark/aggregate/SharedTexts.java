package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;

/**
 * Numbers for the texts of columns that are the same in all segments, so that segments are added up without looking a text up.
 * Safe for many threads.
 */
final class SharedTexts {
    /** Texts of segments that are gone, which are kept as long as they are fewer than these and those in use. */
    private static final int SPARE = 1_000;

    /** Texts are numbered when they were looked up so many times, which one request alone may do several times. */
    private static final int OFTEN = 8;

    /** What was too much is tried again after so many times. */
    private static final int AGAIN = 1 << 12;

    private final long mostBytes;
    private final Map<Name, Integer> missed = new HashMap<>();
    private final Map<Name, TextPool.Ids> bySegment = new HashMap<>();
    private final Map<String, TextPool> pools = new HashMap<>();

    private record Name(IndexReader.CacheKey segment, String column) {}

    /** @param mostBytes of memory, as it is estimated */
    SharedTexts(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** The numbers of the texts of a segment; empty where they have none. */
    synchronized Optional<TextPool.Ids> of(IndexReader.CacheKey segment, String column) {
        return Optional.ofNullable(bySegment.get(new Name(segment, column)));
    }

    /** Whether a segment's texts had to be looked up so often that they are now to be numbered. */
    synchronized boolean isOftenMissed(IndexReader.CacheKey segment, String column) {
        return missed.merge(new Name(segment, column), 1, Integer::sum) % AGAIN == OFTEN;
    }

    /** Numbers the texts of a segment, unless there are too many. */
    void number(IndexReader.CacheKey segment, LeafReader reader, String column) throws IOException {
        SortedDocValues texts = DocValues.getSorted(reader, column);
        TextPool pool = pool(column);
        long others = bytes() + (long) texts.getValueCount() * Integer.BYTES - pool.bytes();
        Optional<TextPool.Ids> ids = pool.ids(texts, mostBytes - others);
        synchronized (this) {
            // somebody else may have begun anew with this column
            if (pools.get(column) != pool) {
                return;
            }
            if (ids.isPresent()) {
                bySegment.put(new Name(segment, column), ids.get());
                missed.remove(new Name(segment, column));
            } else {
                drop(column);
            }
        }
    }

    private void drop(String column) {
        pools.remove(column);
        bySegment.keySet().removeIf(name -> name.column().equals(column));
    }

    /** The texts of a column; begins anew where most of them are of segments that are gone. */
    private synchronized TextPool pool(String column) {
        TextPool pool = pools.computeIfAbsent(column, unknown -> new TextPool());
        long inUse = 0;
        for (Map.Entry<Name, TextPool.Ids> entry : bySegment.entrySet()) {
            inUse += entry.getKey().column().equals(column) ? entry.getValue().byOrdinal().length : 0;
        }
        if (pool.size() <= 2 * inUse + SPARE) {
            return pool;
        }
        drop(column);
        TextPool anew = new TextPool();
        pools.put(column, anew);
        return anew;
    }

    /** Nobody reads a segment any more. */
    synchronized void forget(IndexReader.CacheKey segment) {
        bySegment.keySet().removeIf(name -> name.segment().equals(segment));
        missed.keySet().removeIf(name -> name.segment().equals(segment));
    }

    /** Bytes that are taken, as they are estimated. */
    synchronized long bytes() {
        return bySegment.values().stream().mapToLong(TextPool.Ids::bytes).sum()
                + pools.values().stream().mapToLong(TextPool::bytes).sum();
    }
}
