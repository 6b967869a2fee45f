package org.shelfmark.archive;

/** What the next read of an archive gave. */
public sealed interface ReadResult permits RecordBatch, ReadResult.Oversized, ReadResult.Tail {

    /**
     * A record longer than {@link RecordReader#MAX_RECORD_BYTES}; it was passed over, the one after it can be read.
     *
     * @param location the whole of it
     */
    record Oversized(RecordLocation location) implements ReadResult {}

    /**
     * No whole record follows. Normal at the end of a file that is being written: the writer needs several writes for
     * a large record.
     *
     * @param offset end of the last whole record
     * @param lengthBytes bytes behind it that do not make a record yet, 0 or more
     */
    record Tail(long offset, long lengthBytes) implements ReadResult {}
}
