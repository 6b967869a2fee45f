package org.shelfmark.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads whole records from one archive file, the newest first, a block of some megabytes at a time.
 *
 * <p>A block begins behind a line that is a banner beyond doubt, so that a record ends there however the file is read; within
 * a block {@link RecordReader} finds the records. What follows the last banner of the file is no record and is not given
 * out, nor is what was appended since the reader was made.
 */
public final class BackwardReader implements Closeable {
    private static final int FIRST_BLOCK_BYTES = 256 << 10;
    private static final int BLOCK_BYTES = 4 << 20;
    /** Going back in a compressed file means decompressing it from its beginning. */
    private static final int COMPRESSED_BLOCK_BYTES = 64 << 20;

    private static final int STEP_BYTES = 64 << 10;

    private final SeekableByteChannel channel;
    private final int mostBytes;
    private int blockBytes;
    private long end;

    /**
     * Reads backwards from the end of a file.
     *
     * @param channel the open file; closed with the reader
     */
    public BackwardReader(SeekableByteChannel channel) throws IOException {
        this(
                channel,
                channel instanceof CompressedChannel ? COMPRESSED_BLOCK_BYTES : FIRST_BLOCK_BYTES,
                channel instanceof CompressedChannel ? COMPRESSED_BLOCK_BYTES : BLOCK_BYTES);
    }

    BackwardReader(SeekableByteChannel channel, int firstBytes, int mostBytes) throws IOException {
        this.channel = channel;
        this.blockBytes = firstBytes;
        this.mostBytes = mostBytes;
        this.end = channel.size();
    }

    /** Whether the beginning of the file has been reached. */
    public boolean isAtBeginning() {
        return end == 0;
    }

    /**
     * The block of records before those given out so far, oldest first; {@link ReadResult.Oversized} among them. Empty when
     * there was no record in the block.
     */
    public List<ReadResult> previous() throws IOException {
        long start = 0;
        for (long size = blockBytes; size < end; size *= 4) {
            start = behindCertainBanner(end - size);
            if (start < end) {
                break;
            }
            start = 0;
        }
        List<ReadResult> block = new ArrayList<>();
        RecordReader reader = new RecordReader(new FrontPart(channel, end), start);
        ReadResult read = reader.next();
        while (!(read instanceof ReadResult.Tail)) {
            block.add(read);
            read = reader.next();
        }
        end = start;
        blockBytes = (int) Math.min(blockBytes * 4L, mostBytes);
        return block;
    }

    /** The place behind the first certain banner at or after {@code from}; the end of what is left if there is none. */
    private long behindCertainBanner(long from) throws IOException {
        byte[] bytes = new byte[STEP_BYTES];
        long at = from;
        // the first line may have begun before
        boolean lineStart = false;
        while (at < end) {
            int length = fill(bytes, at);
            int index = 0;
            while (index < length) {
                int newline = ByteSearch.indexOf(bytes, (byte) '\n', index, length);
                if (newline == length) {
                    break;
                }
                if (lineStart
                        && BannerLine.startsAt(bytes, index, newline)
                        && BannerLine.isCertain(bytes, index, newline)) {
                    return at + newline + 1;
                }
                lineStart = true;
                index = newline + 1;
            }
            if (index == 0) {
                // one line longer than the step
                lineStart = false;
                index = length;
            }
            at += index;
        }
        return end;
    }

    private int fill(byte[] bytes, long at) throws IOException {
        channel.position(at);
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, (int) Math.min(bytes.length, end - at));
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new IOException("the file was cut while it was read");
            }
        }
        return buffer.position();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** A file as if it ended earlier. */
    private static final class FrontPart extends ReadOnlyChannel {
        private final SeekableByteChannel whole;
        private final long length;

        private FrontPart(SeekableByteChannel whole, long length) {
            this.whole = whole;
            this.length = length;
        }

        @Override
        int readAt(long offset, ByteBuffer to) throws IOException {
            if (offset >= length) {
                return -1;
            }
            int limit = to.limit();
            to.limit((int) Math.min(limit, to.position() + (length - offset)));
            try {
                return whole.position(offset).read(to);
            } finally {
                to.limit(limit);
            }
        }

        @Override
        long contentBytes() {
            return length;
        }

        @Override
        void release() {
            // the whole file belongs to the reader
        }
    }
}
