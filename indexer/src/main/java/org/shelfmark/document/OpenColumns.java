package org.shelfmark.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.jspecify.annotations.Nullable;
import org.shelfmark.mapping.Mapping;

/**
 * Columns that were read and can be read on: opening those of a segment takes longer than reading a job from them. Beyond a
 * bound those are let go that were not used for the longest time, and those of a segment with its last snapshot. What a
 * document has never changes; which documents are deleted is not asked here. Safe for many threads.
 */
public final class OpenColumns {
    /** Of all segments together; each takes some 100 KB. */
    private static final int MOST_IDLE = 32;

    /** So many places from which to read on; more are made only for those who read at once. */
    private static final int MOST_OF_SEGMENT = 4;

    private final Mapping mapping;
    private final int mostIdle;
    /** The one that was not used for the longest time comes first. */
    private final Deque<Idle> idle = new ArrayDeque<>();

    private final Set<IndexReader.CacheKey> segments = new HashSet<>();

    /** Compared by identity of the columns. */
    private record Idle(IndexReader.CacheKey segment, SegmentColumns columns) {}

    /** None so far. */
    public OpenColumns(Mapping mapping) {
        this(mapping, MOST_IDLE);
    }

    OpenColumns(Mapping mapping, int mostIdle) {
        this.mapping = mapping;
        this.mostIdle = mostIdle;
    }

    /**
     * A reader of one segment, for one thread, to be given back while the segment's snapshot is open. Whoever does not, because
     * reading failed, costs others only time.
     *
     * @param document the first one that is to be read
     */
    public JobReader reader(LeafReader segment, int document) {
        IndexReader.CacheHelper core = segment.getCoreCacheHelper();
        SegmentColumns columns = core == null ? null : take(core.getKey(), document);
        if (columns == null) {
            return new JobReader(mapping, segment);
        }
        columns.goOnWith(segment);
        return new JobReader(mapping, columns);
    }

    /** The nearest in front of the document, or else the farthest behind it if there are many; null where a new one is better. */
    private synchronized @Nullable SegmentColumns take(IndexReader.CacheKey segment, int document) {
        Idle best = null;
        int ofSegment = 0;
        for (Idle each : idle) {
            if (each.segment().equals(segment)) {
                ofSegment++;
                best = best == null || rank(each, document) > rank(best, document) ? each : best;
            }
        }
        if (best == null || (best.columns().position() > document && ofSegment < MOST_OF_SEGMENT)) {
            return null;
        }
        idle.remove(best);
        return best.columns();
    }

    /** What stands in front of a document goes on from there; what stands behind it must be opened again. */
    private static int rank(Idle columns, int document) {
        int position = columns.columns().position();
        return position <= document ? position : Integer.MIN_VALUE + position;
    }

    /** Takes a reader back, which is not to be used any more. */
    public void giveBack(JobReader reader) {
        SegmentColumns columns = reader.columns();
        IndexReader.CacheHelper core = columns.segment().getCoreCacheHelper();
        if (core == null) {
            return;
        }
        if (isNew(core.getKey())) {
            core.addClosedListener(this::forget);
        }
        keep(new Idle(core.getKey(), columns));
    }

    private synchronized boolean isNew(IndexReader.CacheKey segment) {
        return segments.add(segment);
    }

    private synchronized void keep(Idle columns) {
        idle.addLast(columns);
        if (idle.size() > mostIdle) {
            idle.removeFirst();
        }
    }

    private synchronized void forget(IndexReader.CacheKey segment) {
        segments.remove(segment);
        idle.removeIf(columns -> columns.segment().equals(segment));
    }

    /** How many wait to be used. */
    synchronized int idle() {
        return idle.size();
    }
}
