package org.shelfmark.archive;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses all members of a gzip file (RFC 1952), strictly.
 *
 * <p>Java's own stream takes a damaged header of a later member for the file's end and passes over whatever follows: a
 * damaged archive would look like a shorter whole one. Here everything after a member must be a member.
 */
final class GzipStream extends InputStream {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int DEFLATE = 8;
    private static final int HAS_HEADER_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xE0;
    private static final int NO_BYTE = -1;

    private final InputStream compressed;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 contentChecksum = new CRC32();
    private final CRC32 headerChecksum = new CRC32();
    private int next;
    private int limit;
    private int members;
    private boolean inMember;

    /** Reads from a stream, which is not closed here. */
    GzipStream(InputStream compressed) {
        this.compressed = compressed;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (inMember || beginMember()) {
            int read = inflate(to, offset, length);
            if (read > 0) {
                contentChecksum.update(to, offset, read);
                return read;
            }
            if (inflater.finished()) {
                next = limit - inflater.getRemaining();
                endMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("preset dictionary");
            } else {
                if (!fill()) {
                    throw cut();
                }
                inflater.setInput(buffer, 0, limit);
            }
        }
        return -1;
    }

    private int inflate(byte[] to, int offset, int length) throws ZipException {
        try {
            return inflater.inflate(to, offset, length);
        } catch (DataFormatException e) {
            ZipException damaged = new ZipException(String.valueOf(e.getMessage()));
            damaged.initCause(e);
            throw damaged;
        }
    }

    /** False at the end of the file. */
    private boolean beginMember() throws IOException {
        int first = nextByte();
        if (first == NO_BYTE) {
            if (members == 0) {
                throw new EOFException("empty file");
            }
            return false;
        }
        headerChecksum.reset();
        headerChecksum.update(first);
        if (first != 0x1F || headerByte() != 0x8B || headerByte() != DEFLATE) {
            throw new ZipException(members == 0 ? "not in gzip format" : "garbage after member " + members);
        }
        int flags = headerByte();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("unknown header flags");
        }
        // time, extra flags, operating system
        skip(6);
        if ((flags & HAS_EXTRA) != 0) {
            skip(headerByte() | headerByte() << 8);
        }
        if ((flags & HAS_NAME) != 0) {
            skipText();
        }
        if ((flags & HAS_COMMENT) != 0) {
            skipText();
        }
        if ((flags & HAS_HEADER_CHECKSUM) != 0) {
            long expected = headerChecksum.getValue() & 0xFFFF;
            if ((headerByte() | headerByte() << 8) != expected) {
                throw new ZipException("incorrect header check");
            }
        }
        inflater.reset();
        inflater.setInput(buffer, next, limit - next);
        contentChecksum.reset();
        members++;
        inMember = true;
        return true;
    }

    private void endMember() throws IOException {
        inMember = false;
        long checksum = trailerNumber();
        long lengthBytes = trailerNumber();
        if (checksum != contentChecksum.getValue()) {
            throw new ZipException("incorrect data check");
        }
        if (lengthBytes != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
            throw new ZipException("incorrect length check");
        }
    }

    private long trailerNumber() throws IOException {
        long number = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            number |= (long) headerByte() << shift;
        }
        return number;
    }

    private void skip(int bytes) throws IOException {
        for (int skipped = 0; skipped < bytes; skipped++) {
            int unused = headerByte();
        }
    }

    private void skipText() throws IOException {
        int read;
        do {
            read = headerByte();
        } while (read != 0);
    }

    private int headerByte() throws IOException {
        int read = nextByte();
        if (read == NO_BYTE) {
            throw cut();
        }
        headerChecksum.update(read);
        return read;
    }

    private int nextByte() throws IOException {
        return next < limit || fill() ? buffer[next++] & 0xFF : NO_BYTE;
    }

    /** Refills an empty buffer; false at the end of the file. */
    private boolean fill() throws IOException {
        next = 0;
        limit = Math.max(0, compressed.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    private static EOFException cut() {
        return new EOFException("unexpected end of file");
    }

    @Override
    public void close() {
        inflater.end();
    }
}
