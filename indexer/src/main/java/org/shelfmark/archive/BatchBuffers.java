package org.shelfmark.archive;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Arrays for batches, used again: an archive is read through a few megabytes, and not through as many as it has. Safe for
 * many threads.
 */
public final class BatchBuffers {
    /** The usual length of a batch. */
    static final int BYTES = 1 << 20;

    private final BlockingQueue<byte[]> free;

    /** Keeps up to a number of arrays of 1 MiB that are not in use. */
    public BatchBuffers(int most) {
        this.free = new ArrayBlockingQueue<>(most);
    }

    /** An array of {@link #BYTES}, with anything in it. */
    byte[] take() {
        byte[] used = free.poll();
        return used != null ? used : new byte[BYTES];
    }

    /** Takes back the array of a batch that is not looked at any more. */
    public void giveBack(RecordBatch batch) {
        giveBack(batch.bytes());
    }

    void giveBack(byte[] bytes) {
        if (bytes.length == BYTES) {
            boolean unused = free.offer(bytes);
        }
    }
}
