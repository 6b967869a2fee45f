package org.shelfmark.archive;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.jspecify.annotations.Nullable;

/** The content of a stored file. Keeps the frame that was decompressed last, nothing else. */
final class VaultChannel extends ReadOnlyChannel {
    private static final int NO_FRAME = -1;

    private final String entry;
    private final IndexInput input;
    private final SeekTable table;
    private byte[] stored = {};
    private byte[] content = {};
    private int loaded = NO_FRAME;

    private VaultChannel(String entry, IndexInput input, SeekTable table) {
        this.entry = entry;
        this.input = input;
        this.table = table;
    }

    /**
     * Opens a stored file and reads its seek table.
     *
     * @param entry name for messages
     * @throws VaultEntryException when it is missing, has another size, or its table is damaged
     */
    static VaultChannel open(Directory directory, String file, String entry, long contentBytes, long storedBytes)
            throws IOException {
        VaultChannel channel = open(directory, file, entry, storedBytes);
        if (channel.contentBytes() != contentBytes) {
            VaultEntryException failure = new VaultEntryException(
                    entry, "has content of another size: " + channel.contentBytes() + " bytes, not " + contentBytes);
            try {
                channel.close();
            } catch (IOException alsoFailed) {
                failure.addSuppressed(alsoFailed);
            }
            throw failure;
        }
        return channel;
    }

    /** The same for content whose length only the seek table knows. */
    static VaultChannel open(Directory directory, String file, String entry, long storedBytes) throws IOException {
        IndexInput input;
        try {
            input = directory.openInput(file, IOContext.DEFAULT);
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new VaultEntryException(entry, "is missing", e);
        }
        try {
            if (input.length() != storedBytes) {
                throw new VaultEntryException(
                        entry, "has another size: " + input.length() + " bytes, not " + storedBytes);
            }
            SeekTable table = SeekTable.read(entry, input);
            return new VaultChannel(entry, input, table);
        } catch (IOException | RuntimeException | Error e) {
            try {
                input.close();
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    @Override
    int readAt(long offset, ByteBuffer to) throws IOException {
        int total = 0;
        while (to.hasRemaining() && offset + total < table.contentBytes()) {
            int frame = table.frameOf(offset + total);
            load(frame);
            int from = (int) (offset + total - table.contentStart(frame));
            int length = Math.min(to.remaining(), table.contentBytes(frame) - from);
            to.put(content, from, length);
            total += length;
        }
        return total == 0 ? -1 : total;
    }

    private void load(int frame) throws IOException {
        if (frame == loaded) {
            return;
        }
        loaded = NO_FRAME;
        int storedBytes = table.storedBytes(frame);
        int contentBytes = table.contentBytes(frame);
        if (stored.length < storedBytes) {
            stored = new byte[storedBytes];
        }
        if (content.length < contentBytes) {
            content = new byte[contentBytes];
        }
        try {
            input.seek(table.storedStart(frame));
            input.readBytes(stored, 0, storedBytes);
        } catch (EOFException e) {
            throw damaged(frame, "it was cut", e);
        }
        long length;
        try {
            length = Zstd.decompressByteArray(content, 0, contentBytes, stored, 0, storedBytes);
        } catch (ZstdException e) {
            throw damaged(frame, String.valueOf(e.getMessage()), e);
        }
        if (length != contentBytes) {
            throw damaged(frame, "it has " + length + " bytes, the seek table says " + contentBytes, null);
        }
        loaded = frame;
    }

    private VaultEntryException damaged(int frame, String reason, @Nullable Throwable cause) {
        String text = "is damaged: frame " + frame + " at byte " + table.storedStart(frame) + ": " + reason;
        return cause == null ? new VaultEntryException(entry, text) : new VaultEntryException(entry, text, cause);
    }

    @Override
    long contentBytes() {
        return table.contentBytes();
    }

    @Override
    void release() throws IOException {
        input.close();
    }
}
