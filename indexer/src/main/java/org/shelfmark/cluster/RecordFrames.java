package org.shelfmark.cluster;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Records as they are shipped with their jobs: each by itself in a zstd frame with a checksum, behind the number of the
 * dictionary it was made with. The dictionary is what a record looks like that says nothing special, so a record takes about
 * what it says.
 */
public final class RecordFrames {
    /** A larger record is not shipped. */
    public static final int MOST_BYTES = 1 << 20;

    /** Of {@code typical-record.txt}, which must never change: another one needs another number. */
    private static final byte FIRST_DICTIONARY = 1;

    /** Level 3 takes half of the time and an eighth more room, level 9 no less room. */
    private static final int LEVEL = 6;

    private static final byte[] DICTIONARY = dictionary();

    private RecordFrames() {}

    private static byte[] dictionary() {
        try (InputStream text = RecordFrames.class.getResourceAsStream("typical-record.txt")) {
            if (text == null) {
                throw new IllegalStateException("the dictionary of records is missing");
            }
            return text.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the dictionary of records cannot be read", e);
        }
    }

    /** Packs records one after the other. Belongs to one thread. */
    public static final class Packing implements Closeable {
        private final ZstdCompressCtx compressor = new ZstdCompressCtx();

        /** Takes native memory until it is closed. */
        public Packing() {
            compressor.setLevel(LEVEL);
            compressor.setChecksum(true);
            compressor.loadDict(DICTIONARY);
        }

        /** A record of at most {@link #MOST_BYTES}, packed. */
        public byte[] packed(byte[] record) {
            byte[] packed = new byte[1 + (int) Zstd.compressBound(record.length)];
            packed[0] = FIRST_DICTIONARY;
            int length = compressor.compressByteArray(packed, 1, packed.length - 1, record, 0, record.length);
            return Arrays.copyOf(packed, 1 + length);
        }

        @Override
        public void close() {
            compressor.close();
        }
    }

    /** Unpacks records. Belongs to one thread. */
    public static final class Unpacking implements Closeable {
        private final ZstdDecompressCtx decompressor = new ZstdDecompressCtx();

        /** Takes native memory until it is closed. */
        public Unpacking() {
            decompressor.loadDict(DICTIONARY);
        }

        /**
         * The record.
         *
         * @throws IOException when it was packed by a later version, or is damaged
         */
        public byte[] unpacked(byte[] packed) throws IOException {
            if (packed.length == 0 || packed[0] != FIRST_DICTIONARY) {
                throw new IOException("a record in the cluster was packed by another version of Shelfmark");
            }
            long length = Zstd.getFrameContentSize(packed, 1, packed.length - 1);
            if (length < 0 || length > MOST_BYTES) {
                throw new IOException("a record in the cluster is damaged: it has no length");
            }
            byte[] record = new byte[(int) length];
            try {
                decompressor.decompressByteArray(record, 0, record.length, packed, 1, packed.length - 1);
            } catch (ZstdException e) {
                throw new IOException("a record in the cluster is damaged: " + e.getMessage(), e);
            }
            return record;
        }

        @Override
        public void close() {
            decompressor.close();
        }
    }
}
