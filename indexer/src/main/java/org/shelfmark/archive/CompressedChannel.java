package org.shelfmark.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The content of a compressed file. Reading forwards decompresses once; going back costs nothing within a window of the
 * last megabytes (a reader of records goes back to the last record's end after each batch), and further back
 * decompresses from the beginning.
 *
 * <p>A damaged or cut file gives its content up to the damage and then fails; its length cannot be told, so
 * {@link #size} fails. A file cut exactly between two members or frames is a whole file: the formats do not say how many
 * there are.
 */
final class CompressedChannel extends ReadOnlyChannel {
    private static final int WINDOW_BYTES = 4 << 20;
    private static final int PIECE_BYTES = 128 << 10;

    private final SeekableByteChannel compressed;
    private final Compression compression;
    private OptionalLong knownBytes;
    private final byte[] window = new byte[WINDOW_BYTES];
    private long windowStart;
    private int windowLength;
    private @Nullable Source source;
    private @Nullable InputStream decompressed;
    private boolean ended;

    /**
     * Reads a compressed file.
     *
     * @param compressed the file; closed with this channel
     * @param knownBytes length of the content, where it is known already
     */
    CompressedChannel(SeekableByteChannel compressed, Compression compression, OptionalLong knownBytes) {
        this.compressed = compressed;
        this.compression = compression;
        this.knownBytes = knownBytes;
    }

    @Override
    int readAt(long offset, ByteBuffer to) throws IOException {
        if (offset < windowStart) {
            rewind();
        }
        while (offset >= windowEnd()) {
            if (!decompressMore()) {
                return -1;
            }
        }
        int from = (int) (offset - windowStart);
        int length = Math.min(to.remaining(), windowLength - from);
        to.put(window, from, length);
        return length;
    }

    @Override
    long contentBytes() throws IOException {
        if (knownBytes.isEmpty()) {
            long length;
            do {
                length = windowEnd();
            } while (decompressMore());
            knownBytes = OptionalLong.of(length);
        }
        return knownBytes.getAsLong();
    }

    private long windowEnd() {
        return windowStart + windowLength;
    }

    /** Adds a piece to the window; false at the end of the content. */
    private boolean decompressMore() throws IOException {
        if (ended) {
            return false;
        }
        if (windowLength > WINDOW_BYTES - PIECE_BYTES) {
            int dropped = windowLength - WINDOW_BYTES / 2;
            System.arraycopy(window, dropped, window, 0, windowLength - dropped);
            windowStart += dropped;
            windowLength -= dropped;
        }
        int read = decompressPiece();
        if (read >= 0) {
            windowLength += read;
            return true;
        }
        if (knownBytes.isPresent() && knownBytes.getAsLong() != windowEnd()) {
            throw new IOException("the file was changed while it was read");
        }
        ended = true;
        return false;
    }

    private int decompressPiece() throws IOException {
        Source from = null;
        try {
            InputStream stream = decompressed;
            if (stream == null) {
                source = new Source(compressed);
                stream = compression.decompress(source);
                decompressed = stream;
            }
            from = source;
            int read = stream.read(window, windowLength, PIECE_BYTES);
            if (read < 0 && windowEnd() == 0 && from != null && from.isEmpty()) {
                throw new IOException("empty file");
            }
            return read;
        } catch (IOException e) {
            IOException shown = from != null && from.hasFailed() ? e : damaged(e);
            try {
                rewind();
            } catch (IOException alsoFailed) {
                shown.addSuppressed(alsoFailed);
            }
            throw shown;
        }
    }

    private DamagedCompressionException damaged(IOException cause) {
        return new DamagedCompressionException(
                compression.name().toLowerCase(Locale.ROOT) + " data is damaged or cut off after " + windowEnd()
                        + " bytes of content: " + cause.getMessage(),
                cause);
    }

    private void rewind() throws IOException {
        InputStream stream = decompressed;
        decompressed = null;
        source = null;
        windowStart = 0;
        windowLength = 0;
        ended = false;
        if (stream != null) {
            stream.close();
        }
    }

    @Override
    void release() throws IOException {
        try (compressed) {
            rewind();
        }
    }

    /** The file from its beginning, as a stream that remembers whether it was reading that failed. */
    private static final class Source extends InputStream {
        private final SeekableByteChannel file;
        private long offset;
        private boolean failed;

        private Source(SeekableByteChannel file) {
            this.file = file;
        }

        private boolean isEmpty() {
            return offset == 0;
        }

        private boolean hasFailed() {
            return failed;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            try {
                int read = file.position(offset).read(ByteBuffer.wrap(to, from, length));
                offset += Math.max(read, 0);
                return read;
            } catch (IOException e) {
                failed = true;
                throw e;
            }
        }
    }
}
