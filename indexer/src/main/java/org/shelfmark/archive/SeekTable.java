package org.shelfmark.archive;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;

/**
 * Where the frames of a stored file begin: the seek table of zstd's seekable format, which stands in a skippable frame
 * at the file's end, so that every zstd decoder passes over it.
 *
 * <pre>
 * 0x184D2A5E, bytes that follow
 * stored bytes, content bytes      for each frame
 * frames, descriptor 0, 0x8F92EAB1
 * </pre>
 *
 * All are unsigned little-endian numbers of four bytes, the descriptor is one byte; 0 says that the table has no
 * checksums, because the frames have their own.
 */
final class SeekTable {
    private static final int SKIPPABLE_MAGIC = 0x184D2A5E;
    private static final int FOOTER_MAGIC = 0x8F92EAB1;
    private static final int HEADER_BYTES = 8;
    private static final int ROW_BYTES = 8;
    private static final int FOOTER_BYTES = 9;
    /** No frame may make its reader allocate more than this. */
    private static final int MAX_FRAME_BYTES = 8 << 20;

    private final long[] storedStarts;
    private final long[] contentStarts;

    /** Both have one place more than there are frames: the ends. */
    private SeekTable(long[] storedStarts, long[] contentStarts) {
        this.storedStarts = storedStarts;
        this.contentStarts = contentStarts;
    }

    /** Collects the frames of a file that is being written. */
    static final class Builder {
        private int[] rows = new int[64];
        private int used;

        /** The next frame. */
        void add(int storedBytes, int contentBytes) {
            if (used == rows.length) {
                rows = Arrays.copyOf(rows, used * 2);
            }
            rows[used++] = storedBytes;
            rows[used++] = contentBytes;
        }

        /** Writes the table, as the last thing in the file. */
        void writeTo(IndexOutput output) throws IOException {
            // Lucene writes little-endian numbers
            output.writeInt(SKIPPABLE_MAGIC);
            output.writeInt(used / 2 * ROW_BYTES + FOOTER_BYTES);
            for (int place = 0; place < used; place++) {
                output.writeInt(rows[place]);
            }
            output.writeInt(used / 2);
            output.writeByte((byte) 0);
            output.writeInt(FOOTER_MAGIC);
        }
    }

    /**
     * Reads the table of a stored file.
     *
     * @throws VaultEntryException when there is none or it does not agree with the file
     */
    static SeekTable read(String entry, IndexInput input) throws IOException {
        long length = input.length();
        if (length < HEADER_BYTES + FOOTER_BYTES) {
            throw damaged(entry, length + " bytes are too few for a seek table");
        }
        input.seek(length - FOOTER_BYTES);
        long frames = Integer.toUnsignedLong(input.readInt());
        byte descriptor = input.readByte();
        if (input.readInt() != FOOTER_MAGIC || descriptor != 0) {
            throw damaged(entry, "no seek table ends at its end");
        }
        long tableStart = length - FOOTER_BYTES - frames * ROW_BYTES - HEADER_BYTES;
        if (tableStart < 0) {
            throw damaged(entry, "a seek table of " + frames + " frames is longer than the file");
        }
        input.seek(tableStart);
        if (input.readInt() != SKIPPABLE_MAGIC || input.readInt() != frames * ROW_BYTES + FOOTER_BYTES) {
            throw damaged(entry, "no seek table of " + frames + " frames begins at byte " + tableStart);
        }
        long[] storedStarts = new long[(int) frames + 1];
        long[] contentStarts = new long[(int) frames + 1];
        for (int frame = 0; frame < frames; frame++) {
            long storedBytes = Integer.toUnsignedLong(input.readInt());
            long contentBytes = Integer.toUnsignedLong(input.readInt());
            if (contentBytes == 0 || contentBytes > MAX_FRAME_BYTES || storedBytes > 2L * MAX_FRAME_BYTES) {
                throw damaged(entry, "frame " + frame + " has " + contentBytes + " bytes in " + storedBytes);
            }
            storedStarts[frame + 1] = storedStarts[frame] + storedBytes;
            contentStarts[frame + 1] = contentStarts[frame] + contentBytes;
        }
        if (storedStarts[(int) frames] != tableStart) {
            throw damaged(
                    entry, "its frames end at byte " + storedStarts[(int) frames] + ", its seek table says otherwise");
        }
        return new SeekTable(storedStarts, contentStarts);
    }

    private static VaultEntryException damaged(String entry, String reason) {
        return new VaultEntryException(entry, "is damaged: " + reason);
    }

    /** Length of the content. */
    long contentBytes() {
        return contentStarts[contentStarts.length - 1];
    }

    /** The frame in which a byte of the content stands. */
    int frameOf(long contentOffset) {
        int found = Arrays.binarySearch(contentStarts, contentOffset);
        return found >= 0 ? found : -found - 2;
    }

    /** Where the content of a frame begins in the whole content. */
    long contentStart(int frame) {
        return contentStarts[frame];
    }

    /** Length of a frame's content. */
    int contentBytes(int frame) {
        return (int) (contentStarts[frame + 1] - contentStarts[frame]);
    }

    /** Where a frame begins in the stored file. */
    long storedStart(int frame) {
        return storedStarts[frame];
    }

    /** Length of a frame in the stored file. */
    int storedBytes(int frame) {
        return (int) (storedStarts[frame + 1] - storedStarts[frame]);
    }
}
