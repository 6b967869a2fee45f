package org.shelfmark.index;

/**
 * How an index is written.
 *
 * @param bufferMegabytes documents held in memory before a segment is written, all threads together; larger means fewer
 *     and larger segments. 1 or more, 160 by default
 */
public record WriterSettings(int bufferMegabytes) {
    /** 160 MB. */
    public static final WriterSettings DEFAULT = new WriterSettings(160);

    /** As much of the 160 MB as a quarter of the heap has room for: what is read of the archives takes room, too. */
    public static WriterSettings ofThisProcess() {
        return ofHeap(Runtime.getRuntime().maxMemory());
    }

    static WriterSettings ofHeap(long bytes) {
        return new WriterSettings((int) Math.max(1, Math.min(DEFAULT.bufferMegabytes, (bytes / 4) >> 20)));
    }

    /** Rejects a buffer that Lucene could not use. */
    public WriterSettings {
        if (bufferMegabytes < 1 || bufferMegabytes > 1900) {
            throw new IllegalArgumentException("buffer of " + bufferMegabytes + " MB; accepted: 1 to 1900");
        }
    }
}
