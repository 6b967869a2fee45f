package org.shelfmark.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** What channels over content that is not simply there as a file have in common. Belongs to one thread. */
abstract class ReadOnlyChannel implements SeekableByteChannel {
    private long position;
    private boolean open = true;

    /** Reads at a position: at least one byte into a buffer with room, or -1 at the content's end. */
    abstract int readAt(long offset, ByteBuffer to) throws IOException;

    /** Length of the content. */
    abstract long contentBytes() throws IOException;

    /** Lets go of what is held; called once. */
    abstract void release() throws IOException;

    @Override
    public final int read(ByteBuffer to) throws IOException {
        ensureOpen();
        if (!to.hasRemaining()) {
            return 0;
        }
        int read = readAt(position, to);
        position += Math.max(read, 0);
        return read;
    }

    @Override
    public final long position() throws IOException {
        ensureOpen();
        return position;
    }

    @Override
    public final SeekableByteChannel position(long newPosition) throws IOException {
        ensureOpen();
        if (newPosition < 0) {
            throw new IllegalArgumentException("position " + newPosition);
        }
        position = newPosition;
        return this;
    }

    @Override
    public final long size() throws IOException {
        ensureOpen();
        return contentBytes();
    }

    @Override
    public final int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public final SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public final boolean isOpen() {
        return open;
    }

    @Override
    public final void close() throws IOException {
        if (open) {
            open = false;
            release();
        }
    }

    private void ensureOpen() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }
}
