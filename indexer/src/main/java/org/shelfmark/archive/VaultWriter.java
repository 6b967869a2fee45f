package org.shelfmark.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/**
 * Stores one file: written under a temporary name, synced, read back and compared with its source, renamed, and the
 * rename synced. Whatever fails, the new file is taken away again.
 */
final class VaultWriter {
    /** Content of one frame, unless said otherwise: what a reader decompresses to get at a record. */
    static final int FRAME_BYTES = 2 << 20;

    /** Level 6 would be a seventh smaller and take three times as long; read equally fast. */
    private static final int LEVEL = 3;

    private final Directory directory;
    private final String entry;
    private final int frameBytes;

    /** Writes into a directory; the entry's name is for messages. */
    VaultWriter(Directory directory, String entry, int frameBytes) {
        this.directory = directory;
        this.entry = entry;
        this.frameBytes = frameBytes;
    }

    /**
     * Stores a file.
     *
     * @param file its name in the directory, which must be free
     * @throws IOException when reading or writing fails, or the source is shorter; nothing of the file is left, unless
     *     taking it away fails as well, which is then a suppressed exception
     */
    VaultEntry write(String prefix, String file, SeekableByteChannel source, long lengthBytes) throws IOException {
        IndexOutput output = directory.createTempOutput(prefix, Vault.UNFINISHED, IOContext.DEFAULT);
        String present = output.getName();
        try {
            String sha256 = copy(source, lengthBytes, output);
            directory.sync(List.of(present));
            VaultEntry stored = new VaultEntry(entry, lengthBytes, directory.fileLength(present), sha256);
            if (!compare(stored, present, source).equals(sha256)) {
                throw new VaultEntryException(entry, "was not stored: its source changed while it was copied");
            }
            directory.rename(present, file);
            present = file;
            directory.syncMetaData();
            return stored;
        } catch (IOException | RuntimeException | Error e) {
            try {
                directory.deleteFile(present);
            } catch (IOException | RuntimeException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    /** Compresses, and closes the output in any case; the SHA-256 of what was read. */
    private String copy(SeekableByteChannel source, long lengthBytes, IndexOutput output) throws IOException {
        ContentHash hash = new ContentHash();
        SeekTable.Builder table = new SeekTable.Builder();
        byte[] content = new byte[frameBytes];
        byte[] compressed = new byte[(int) Zstd.compressBound(frameBytes)];
        try (output;
                ZstdCompressCtx compressor = new ZstdCompressCtx()) {
            compressor.setLevel(LEVEL);
            compressor.setChecksum(true);
            for (long at = 0; at < lengthBytes; at += frameBytes) {
                int length = (int) Math.min(frameBytes, lengthBytes - at);
                fill(source, at, content, length, lengthBytes);
                hash.update(content, length);
                int frame = compressor.compressByteArray(compressed, 0, compressed.length, content, 0, length);
                output.writeBytes(compressed, 0, frame);
                table.add(frame, length);
            }
            table.writeTo(output);
        }
        return hash.hex();
    }

    /**
     * Compares a stored file with its source, all bytes.
     *
     * @return the SHA-256 of the stored content
     * @throws VaultEntryException when it differs or is damaged
     */
    String compare(VaultEntry stored, String file, SeekableByteChannel source) throws IOException {
        ContentHash hash = new ContentHash();
        byte[] expected = new byte[frameBytes];
        byte[] found = new byte[frameBytes];
        try (VaultChannel channel =
                VaultChannel.open(directory, file, entry, stored.contentBytes(), stored.storedBytes())) {
            for (long at = 0; at < stored.contentBytes(); at += frameBytes) {
                int length = (int) Math.min(frameBytes, stored.contentBytes() - at);
                fill(source, at, expected, length, stored.contentBytes());
                fill(channel, at, found, length, stored.contentBytes());
                int difference = Arrays.mismatch(expected, 0, length, found, 0, length);
                if (difference >= 0) {
                    throw new VaultEntryException(
                            entry, "does not read back as its source at byte " + (at + difference));
                }
                hash.update(found, length);
            }
        }
        return hash.hex();
    }

    private void fill(SeekableByteChannel from, long at, byte[] bytes, int length, long allBytes) throws IOException {
        from.position(at);
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, length);
        while (buffer.hasRemaining()) {
            if (from.read(buffer) < 0) {
                throw new IOException("vault entry '" + entry + "' needs " + allBytes + " bytes, but its source has "
                        + (at + buffer.position()));
            }
        }
    }
}
