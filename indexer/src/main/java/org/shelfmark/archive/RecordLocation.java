package org.shelfmark.archive;

/**
 * Where a record stands in its archive file, its banner line included.
 *
 * @param offset position of its first byte, from 0
 * @param lengthBytes bytes up to and including the newline of its banner, at least 1
 */
public record RecordLocation(long offset, long lengthBytes) {
    /** Rejects what cannot be a place in a file. */
    public RecordLocation {
        if (offset < 0 || lengthBytes < 1) {
            throw new IllegalArgumentException("no record can stand at " + offset + " with " + lengthBytes + " bytes");
        }
    }

    /** Position of the byte after the record. */
    public long end() {
        return offset + lengthBytes;
    }
}
