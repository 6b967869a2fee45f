package org.shelfmark.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** A file in memory that gives as few bytes at a time as a real one may, can grow, and can fail. */
public class BytesChannel implements SeekableByteChannel {
    private final int mostAtOnce;
    private byte[] content;
    private long position;
    private boolean open = true;
    private boolean failing;

    /** A file that gives at most so many bytes at once. */
    public BytesChannel(byte[] content, int mostAtOnce) {
        this.content = content;
        this.mostAtOnce = mostAtOnce;
    }

    void append(byte[] more) {
        int length = content.length;
        content = Arrays.copyOf(content, length + more.length);
        System.arraycopy(more, 0, content, length, more.length);
    }

    void failNow(boolean fail) {
        failing = fail;
    }

    @Override
    public int read(ByteBuffer to) throws IOException {
        if (failing) {
            throw new IOException("made up");
        }
        if (position >= content.length) {
            return -1;
        }
        int length = Math.min(Math.min(to.remaining(), mostAtOnce), (int) (content.length - position));
        to.put(content, (int) position, length);
        position += length;
        return length;
    }

    @Override
    public int write(ByteBuffer from) {
        throw new UnsupportedOperationException("archives are only read");
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new UnsupportedOperationException("archives are only read");
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }
}
