package org.shelfmark.aggregate;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;
import org.shelfmark.mapping.FieldMapping;

/**
 * Copies of those columns of segments on the heap by which jobs are told apart again and again. A column is copied beside the
 * requests, not by them, when it is asked for the second time; requests read it as it is until the copy is there. Copies are
 * what the heap lets go of before it is full. Beyond the bound a column is copied only in the place of such as are worth less
 * than half as much: that is how often one is asked for, by the bytes that a job takes, so that columns in equal demand do not
 * push each other out in turn. A copy is forgotten when nobody reads its segment any more. Safe for many threads.
 */
public final class HeapColumns {
    /** No copies. */
    public static final HeapColumns NONE = new HeapColumns(0, Runnable::run);

    /** The part of the bound that numbers of texts may take. */
    private static final int PART_OF_TEXTS = 4;

    /** After so many questions they all count half. */
    private static final int AGING = 1 << 14;

    /** What is refused is looked at again after so many questions. */
    private static final int AGAIN = 16;

    /** A column is copied when it is asked for so many times. */
    private static final int SECOND = 2;

    private final long mostBytes;
    private final Executor beside;
    private final Set<IndexReader.CacheKey> segments = new HashSet<>();
    private final Map<Name, Column> byName = new HashMap<>();
    private final SharedTexts texts;
    private long bytes;
    private int asked;

    /** A field by its name, for fields of one column may have other values. */
    private record Name(IndexReader.CacheKey segment, String field) {}

    /** Reads a column as it is. */
    interface Reading {
        SegmentValues values() throws IOException;
    }

    /** What is known of a column. */
    private static final class Column {
        private long asked;
        private boolean isBusy;
        private boolean mayBeCopied = true;
        private int jobs;
        private long bytes;
        private @Nullable SoftReference<HeapColumn> copy;

        /** Questions for each byte of a job. */
        private double worth(long bytesOfAll) {
            return (double) asked * jobs / Math.max(1, bytesOfAll);
        }
    }

    /**
     * No copies yet.
     *
     * @param mostBytes of memory, as it is estimated
     * @param beside what copies columns
     */
    public HeapColumns(long mostBytes, Executor beside) {
        this.mostBytes = mostBytes - mostBytes / PART_OF_TEXTS;
        this.beside = beside;
        this.texts = new SharedTexts(mostBytes / PART_OF_TEXTS);
    }

    /** A quarter of the memory that this process may use. */
    public static HeapColumns ofProcess() {
        return new HeapColumns(Runtime.getRuntime().maxMemory() / 4, ForkJoinPool.commonPool());
    }

    /**
     * Asks for a column; once for each request.
     *
     * @param column the name of the field's column
     * @param reading how it is read for a copy, by another thread
     * @return empty where there is no copy
     */
    Optional<HeapColumn> ask(LeafReaderContext segment, FieldMapping field, String column, Reading reading) {
        LeafReader reader = segment.reader();
        IndexReader.CacheHelper identity = reader.getCoreCacheHelper();
        if (identity == null || mostBytes == 0) {
            return Optional.empty();
        }
        Name name = new Name(identity.getKey(), field.name());
        if (isNew(identity.getKey())) {
            identity.addClosedListener(this::forget);
        }
        synchronized (this) {
            age();
            Column known = byName.computeIfAbsent(name, unknown -> new Column());
            known.asked++;
            known.jobs = reader.maxDoc();
            HeapColumn copy = copyOf(known);
            if (copy != null || known.isBusy || !known.mayBeCopied || known.asked % AGAIN != SECOND) {
                return Optional.ofNullable(copy);
            }
            known.isBusy = true;
        }
        beside.execute(() -> withOpen(reader, () -> copy(segment, name, column, reading)));
        return Optional.empty();
    }

    /** The numbers of a column's texts that are the same in all segments; empty while there are none. */
    Optional<TextPool.Ids> ids(LeafReader segment, String column) {
        IndexReader.CacheHelper identity = segment.getCoreCacheHelper();
        if (identity == null || mostBytes == 0) {
            return Optional.empty();
        }
        Optional<TextPool.Ids> ids = texts.of(identity.getKey(), column);
        if (ids.isEmpty() && texts.isOftenMissed(identity.getKey(), column)) {
            beside.execute(() -> withOpen(segment, () -> texts.number(identity.getKey(), segment, column)));
        }
        return ids;
    }

    private synchronized boolean isNew(IndexReader.CacheKey segment) {
        return segments.add(segment);
    }

    private void age() {
        if (++asked == AGING) {
            asked = 0;
            byName.values().forEach(column -> column.asked /= 2);
        }
    }

    private @Nullable HeapColumn copyOf(Column column) {
        HeapColumn copy = column.copy == null ? null : column.copy.get();
        if (copy == null) {
            letGo(column);
        }
        return copy;
    }

    private void letGo(Column column) {
        bytes -= column.bytes;
        column.bytes = 0;
        column.copy = null;
    }

    private boolean hasRoom(Column wanted, long needed) {
        long room = mostBytes - bytes;
        for (Column column : byName.values()) {
            room += isWorthLess(column, wanted, needed) ? column.bytes : 0;
        }
        return needed <= room;
    }

    private static boolean isWorthLess(Column column, Column wanted, long needed) {
        return column != wanted && column.bytes > 0 && 2 * column.worth(column.bytes) < wanted.worth(needed);
    }

    private interface Work {
        void go() throws IOException;
    }

    private static void withOpen(LeafReader reader, Work work) {
        if (!reader.tryIncRef()) {
            return;
        }
        try {
            try {
                work.go();
            } finally {
                reader.decRef();
            }
        } catch (IOException e) {
            // requests go on to read the column as it is, and say what is wrong
            return;
        }
    }

    private void copy(LeafReaderContext segment, Name name, String column, Reading reading) throws IOException {
        LeafReader reader = segment.reader();
        long estimated = HeapColumn.bytes(reader.maxDoc(), texts(reader, column));
        if (hasRoom(name, estimated)) {
            keep(name, HeapColumn.of(segment, reading.values()));
        }
    }

    private static int texts(LeafReader reader, String column) throws IOException {
        FieldInfo field = reader.getFieldInfos().fieldInfo(column);
        return field == null || field.getDocValuesType() != DocValuesType.SORTED
                ? 0
                : DocValues.getSorted(reader, column).getValueCount();
    }

    /** Whether there is room; where there is none, the column may be asked for again. */
    private synchronized boolean hasRoom(Name name, long needed) {
        Column known = byName.get(name);
        if (known == null) {
            // the segment is gone
            return false;
        }
        known.isBusy = hasRoom(known, needed);
        return known.isBusy;
    }

    private synchronized void keep(Name name, Optional<HeapColumn> copy) {
        Column known = byName.get(name);
        if (known == null) {
            // the segment is gone
            return;
        }
        if (copy.isEmpty()) {
            known.mayBeCopied = false;
            return;
        }
        known.isBusy = false;
        long needed = copy.get().bytes();
        if (!hasRoom(known, needed)) {
            return;
        }
        List<Column> least = new ArrayList<>(byName.values());
        least.removeIf(column -> !isWorthLess(column, known, needed));
        least.sort(Comparator.comparingDouble(column -> column.worth(column.bytes)));
        for (int i = 0; bytes + needed > mostBytes; i++) {
            letGo(least.get(i));
        }
        known.bytes = needed;
        known.copy = new SoftReference<>(copy.get());
        bytes += needed;
    }

    private synchronized void forget(IndexReader.CacheKey segment) {
        segments.remove(segment);
        texts.forget(segment);
        byName.entrySet().removeIf(entry -> {
            boolean isOfSegment = entry.getKey().segment().equals(segment);
            bytes -= isOfSegment ? entry.getValue().bytes : 0;
            return isOfSegment;
        });
    }

    /** Bytes that are taken, as they are estimated. */
    public synchronized long bytes() {
        return bytes + texts.bytes();
    }
}
