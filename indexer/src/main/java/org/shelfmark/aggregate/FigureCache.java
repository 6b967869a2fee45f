package org.shelfmark.aggregate;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;

/**
 * Remembers figures of all jobs of a segment, so that what is asked of everything again and again costs only what is new. A
 * segment has another name as soon as one of its documents is taken back; what was remembered of it is forgotten when nobody
 * reads it any more. Beyond a bound that is forgotten first which was not asked for for the longest time. Safe for many
 * threads.
 */
public final class FigureCache {
    /** The part of the bound that one figure of one segment may take. */
    private static final int PARTS = 64;

    /** What a result takes beside its own contents. */
    private static final long ENTRY_BYTES = 200;

    private final long mostBytes;
    private final Set<IndexReader.CacheKey> segments = new HashSet<>();
    private final Map<Name, Remembered> byName = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Name(IndexReader.CacheKey segment, Object figure) {}

    /** A result, which nobody may change, and of how many jobs it is. */
    record Remembered(Object result, long jobs, long bytes) {}

    /**
     * An empty memory.
     *
     * @param mostBytes of memory, as it is estimated; with 0 nothing is remembered
     */
    public FigureCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** A 32nd of the memory that this process may use, and at most 32 MB. */
    public static FigureCache ofProcess() {
        return new FigureCache(Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 32));
    }

    /** What is remembered of a figure; null where nothing is. */
    synchronized @Nullable Remembered get(LeafReaderContext segment, Object figure) {
        IndexReader.CacheHelper name = segment.reader().getReaderCacheHelper();
        return name == null ? null : byName.get(new Name(name.getKey(), figure));
    }

    /** A result that takes more is not remembered. */
    long mostBytesOfOne() {
        return mostBytes / PARTS - ENTRY_BYTES;
    }

    /** Remembers a result if it is small enough. */
    void put(LeafReaderContext segment, Object figure, Remembered result) {
        IndexReader.CacheHelper name = segment.reader().getReaderCacheHelper();
        if (name == null || result.bytes() > mostBytesOfOne()) {
            return;
        }
        if (isNew(name.getKey())) {
            name.addClosedListener(this::forget);
        }
        putSmall(new Name(name.getKey(), figure), result);
    }

    private synchronized boolean isNew(IndexReader.CacheKey segment) {
        return segments.add(segment);
    }

    private synchronized void putSmall(Name name, Remembered result) {
        if (byName.putIfAbsent(name, result) != null) {
            return;
        }
        bytes += result.bytes() + ENTRY_BYTES;
        Iterator<Remembered> longestUnasked = byName.values().iterator();
        while (bytes > mostBytes) {
            bytes -= longestUnasked.next().bytes() + ENTRY_BYTES;
            longestUnasked.remove();
        }
    }

    private synchronized void forget(IndexReader.CacheKey segment) {
        segments.remove(segment);
        byName.entrySet().removeIf(entry -> {
            boolean isOfSegment = entry.getKey().segment().equals(segment);
            bytes -= isOfSegment ? entry.getValue().bytes() + ENTRY_BYTES : 0;
            return isOfSegment;
        });
    }

    /** Bytes that are taken, as they are estimated. */
    synchronized long bytes() {
        return bytes;
    }
}
