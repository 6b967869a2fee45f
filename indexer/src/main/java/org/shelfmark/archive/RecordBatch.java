package org.shelfmark.archive;

/**
 * Consecutive whole records and the bytes they stand in.
 *
 * <p>Records are addressed by index; the arrays are the batch's own and may be read by another thread once the reader
 * has handed the batch over.
 */
public final class RecordBatch implements ReadResult {
    private final byte[] bytes;
    private final long fileOffset;
    private final int[] starts;
    private final int[] bannerStarts;
    private final int count;
    private final int end;

    RecordBatch(byte[] bytes, long fileOffset, int[] starts, int[] bannerStarts, int count, int end) {
        this.bytes = bytes;
        this.fileOffset = fileOffset;
        this.starts = starts;
        this.bannerStarts = bannerStarts;
        this.count = count;
        this.end = end;
    }

    /** Number of records, at least 1. */
    public int size() {
        return count;
    }

    /** The bytes in which the records stand; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index in {@link #bytes()} of the first byte of a record. */
    public int start(int record) {
        return starts[record];
    }

    /** Index in {@link #bytes()} of the first byte of a record's banner line. */
    public int bannerStart(int record) {
        return bannerStarts[record];
    }

    /** Index in {@link #bytes()} behind the newline of a record's banner. */
    public int end(int record) {
        return record + 1 < count ? starts[record + 1] : end;
    }

    /** The address of a record in its file. */
    public RecordLocation location(int record) {
        return new RecordLocation(fileOffset + starts[record], end(record) - starts[record]);
    }

    /** Where the record that the banner belongs to begins, if a fragment stands before it: {@link Restart#find}. */
    public int restart(int record) {
        return Restart.find(bytes, starts[record], bannerStarts[record], end(record), fileOffset + starts[record]);
    }

    /** The address of [from, to) of {@link #bytes()} in the file. */
    public RecordLocation location(int from, int to) {
        return new RecordLocation(fileOffset + from, to - from);
    }

    /** Position in the file behind the last record. */
    public long endOffset() {
        return fileOffset + end;
    }

    /** Bytes of all records together. */
    public long lengthBytes() {
        return (long) end - starts[0];
    }
}
