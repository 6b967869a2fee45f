package org.shelfmark.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/**
 * Reads whole records from one archive file, forwards, many at a time.
 *
 * <p>A record is everything after the previous banner up to and including the newline of its own banner. A banner line
 * begins with three stars; such a line inside a string that was left open on the line before is text, unless it has the
 * fields of a banner. A banner's fragment with the first line of another record behind it ends nothing: {@link Restart}
 * finds that record. What follows the last banner is not a record yet and is never given out.
 *
 * <p>Positions are the reader's own 64-bit count of whole records; neither the file pointer nor the banner's
 * {@code Offset} is believed.
 */
public final class RecordReader implements Closeable {
    /** The longest record that is read, 64 MiB; a longer one is reported and passed over. */
    public static final int MAX_RECORD_BYTES = 64 << 20;

    private static final int BATCH_BYTES = BatchBuffers.BYTES;
    private static final int EXPECTED_RECORDS = 256;

    private final SeekableByteChannel channel;
    private final int maxRecordBytes;
    private final BatchBuffers buffers;
    private long position;

    /**
     * Reads from a position that is 0 or the end of a record.
     *
     * @param channel the open file; closed with the reader
     */
    public RecordReader(SeekableByteChannel channel, long position) {
        this(channel, position, new BatchBuffers(1));
    }

    /** The same, with arrays of {@code buffers}, to which each batch may be given back. */
    public RecordReader(SeekableByteChannel channel, long position, BatchBuffers buffers) {
        this(channel, position, MAX_RECORD_BYTES, buffers);
    }

    RecordReader(SeekableByteChannel channel, long position, int maxRecordBytes) {
        this(channel, position, maxRecordBytes, new BatchBuffers(1));
    }

    private RecordReader(SeekableByteChannel channel, long position, int maxRecordBytes, BatchBuffers buffers) {
        this.channel = channel;
        this.position = position;
        this.maxRecordBytes = maxRecordBytes;
        this.buffers = buffers;
    }

    /** End of the last whole record that was given out or passed over. */
    public long position() {
        return position;
    }

    /**
     * The next records, about a megabyte of them.
     *
     * @throws IOException when reading fails; the position has not moved
     */
    public ReadResult next() throws IOException {
        byte[] bytes = buffers.take();
        int filled = 0;
        int searchFrom = 0;
        int[] starts = new int[EXPECTED_RECORDS];
        int[] banners = new int[EXPECTED_RECORDS];
        while (true) {
            int read = fill(bytes, filled);
            filled += read;
            int count = 0;
            int recordStart = 0;
            int from = searchFrom;
            while (true) {
                int banner = findBanner(bytes, recordStart, from, filled);
                if (banner < 0) {
                    break;
                }
                int newline = ByteSearch.indexOf(bytes, (byte) '\n', banner, filled);
                if (newline == filled) {
                    break;
                }
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                    banners = Arrays.copyOf(banners, count * 2);
                }
                starts[count] = recordStart;
                banners[count] = banner;
                count++;
                recordStart = newline + 1;
                from = recordStart;
            }
            if (count > 0) {
                RecordBatch batch = new RecordBatch(bytes, position, starts, banners, count, recordStart);
                position = batch.endOffset();
                return batch;
            }
            if (filled < bytes.length) {
                buffers.giveBack(bytes);
                return new ReadResult.Tail(position, filled);
            }
            if (bytes.length >= maxRecordBytes) {
                return passOver(bytes, filled);
            }
            // stay before the last line start: a banner may begin in what is there and end in what comes
            searchFrom = lastLineStart(bytes, filled);
            bytes = Arrays.copyOf(bytes, (int) Math.min((long) bytes.length * 4, maxRecordBytes));
        }
    }

    /** Fills the rest of {@code bytes} from the file; fewer bytes only at the file's end. */
    private int fill(byte[] bytes, int filled) throws IOException {
        channel.position(position + filled);
        ByteBuffer buffer = ByteBuffer.wrap(bytes, filled, bytes.length - filled);
        int total = 0;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer);
            if (read < 0) {
                break;
            }
            total += read;
        }
        return total;
    }

    /** Index of the next banner line at or after {@code from}, or -1. */
    static int findBanner(byte[] bytes, int recordStart, int from, int to) {
        int at = from;
        while (true) {
            int star = ByteSearch.indexOf(bytes, (byte) '*', at, to);
            if (star >= to - 2) {
                return -1;
            }
            boolean lineStart = star == recordStart || bytes[star - 1] == '\n';
            if (lineStart && BannerLine.startsAt(bytes, star, to)) {
                int lineEnd = ByteSearch.indexOf(bytes, (byte) '\n', star, to);
                if (BannerLine.isCertain(bytes, star, lineEnd)
                        || (!BannerLine.isTorn(bytes, star, lineEnd) && !OpenString.atEnd(bytes, recordStart, star))) {
                    return star;
                }
                at = lineEnd;
            } else {
                at = star + 1;
            }
        }
    }

    private static int lastLineStart(byte[] bytes, int to) {
        int at = to;
        while (at > 0 && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    /** Looks for the end of a record that is too long to be held, keeping only a window of it. */
    private ReadResult passOver(byte[] bytes, int filled) throws IOException {
        byte[] window = new byte[BATCH_BYTES];
        // a banner may have begun in the last line of what was read
        long windowStart = position + Math.max(lastLineStart(bytes, filled), filled - BATCH_BYTES / 2);
        boolean atLineStart = bytes[(int) (windowStart - position) - 1] == '\n';
        while (true) {
            channel.position(windowStart);
            int length = 0;
            ByteBuffer buffer = ByteBuffer.wrap(window);
            for (int read = 0; buffer.hasRemaining() && read >= 0; ) {
                read = channel.read(buffer);
                length += Math.max(read, 0);
            }
            int at = 0;
            while (at < length) {
                int lineEnd = ByteSearch.indexOf(window, (byte) '\n', at, length);
                boolean whole = lineEnd < length;
                if (whole
                        && atLineStart
                        && BannerLine.startsAt(window, at, lineEnd)
                        && BannerLine.isCertain(window, at, lineEnd)) {
                    RecordLocation location = new RecordLocation(position, windowStart + lineEnd + 1 - position);
                    position = location.end();
                    return new ReadResult.Oversized(location);
                }
                if (!whole) {
                    break;
                }
                at = lineEnd + 1;
                atLineStart = true;
            }
            if (length < window.length) {
                return new ReadResult.Tail(position, windowStart + length - position);
            }
            if (at == 0) {
                // one line longer than the window
                windowStart += length;
                atLineStart = false;
            } else {
                windowStart += at;
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
