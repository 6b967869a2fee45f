package org.shelfmark.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/**
 * A file seen through a large window, for many small reads near each other in either direction: the window is laid around
 * what is asked for, with the most of its room on the side to which the reading goes.
 *
 * <p>A read sees the file as it was when the window was laid. Belongs to one thread.
 */
public final class WindowChannel extends ReadOnlyChannel {
    private final SeekableByteChannel file;
    private final ByteBuffer window;
    private long windowStart;
    private int windowLength;

    /**
     * A window over an open file, which is closed with it.
     *
     * @param windowBytes at least 1
     */
    public WindowChannel(SeekableByteChannel file, int windowBytes) {
        this.file = file;
        this.window = ByteBuffer.allocate(windowBytes);
    }

    @Override
    int readAt(long offset, ByteBuffer to) throws IOException {
        if (to.remaining() > window.capacity()) {
            return file.position(offset).read(to);
        }
        if (offset < windowStart || offset + to.remaining() > windowStart + windowLength) {
            lay(offset, to.remaining());
        }
        int available = (int) Math.min(to.remaining(), windowStart + windowLength - offset);
        if (available <= 0) {
            return -1;
        }
        to.put(window.array(), (int) (offset - windowStart), available);
        return available;
    }

    private void lay(long offset, int wanted) throws IOException {
        boolean backwards = offset < windowStart;
        long start = backwards ? Math.max(0, offset + wanted - window.capacity()) : offset;
        window.clear();
        file.position(start);
        windowLength = 0;
        windowStart = start;
        int end = backwards ? (int) (offset + wanted - start) : window.capacity();
        window.limit(end);
        while (window.hasRemaining() && file.read(window) >= 0) {}
        windowLength = window.position();
    }

    @Override
    long contentBytes() throws IOException {
        return file.size();
    }

    @Override
    void release() throws IOException {
        file.close();
    }
}
