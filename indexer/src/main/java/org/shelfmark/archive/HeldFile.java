package org.shelfmark.archive;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An archive file held open. It can be read to its end whatever becomes of its name: an open file outlives rename and
 * unlink, and while it is open its inode number cannot be given to another.
 *
 * <p>Its bytes belong to one reading thread; the rest may be asked by any.
 */
public final class HeldFile implements Closeable {
    private static final int ATTEMPTS = 3;
    private static final AtomicLong UNCERTAIN = new AtomicLong();

    private final SeekableByteChannel channel;
    private final FileIdentity identity;
    private volatile Path path;

    private HeldFile(SeekableByteChannel channel, FileIdentity identity, Path path) {
        this.channel = channel;
        this.identity = identity;
        this.path = path;
    }

    /**
     * Opens a file and makes sure which one it is: the path must stand for the same file before and after. Where it
     * changes hands again and again, what was opened is kept under an identity of its own, and only its content tells
     * what it is.
     */
    public static HeldFile open(ArchiveFileSystem files, Path path) throws IOException {
        for (int attempt = 1; ; attempt++) {
            FileIdentity before = files.identify(path);
            SeekableByteChannel channel = files.open(path);
            FileIdentity after;
            try {
                after = files.identify(path);
            } catch (NoSuchFileException renamed) {
                after = FileIdentity.NONE;
            } catch (IOException | RuntimeException failure) {
                closeAfter(failure, channel);
                throw failure;
            }
            if (before.sameInode(after)) {
                return new HeldFile(channel, after, path);
            }
            if (attempt == ATTEMPTS || after.equals(FileIdentity.NONE)) {
                FileIdentity own =
                        new FileIdentity(FileIdentity.NONE.device(), -UNCERTAIN.incrementAndGet(), before.sizeBytes());
                return new HeldFile(channel, own, path);
            }
            channel.close();
        }
    }

    private static void closeAfter(Exception failure, SeekableByteChannel channel) {
        try {
            channel.close();
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }

    /** Device and inode; the size is that at the opening. */
    public FileIdentity identity() {
        return identity;
    }

    /** Whether the path named by an identity is this very file. */
    public boolean is(FileIdentity other) {
        return identity.sameInode(other);
    }

    /** Where it was seen last. */
    public Path path() {
        return path;
    }

    /** It was seen somewhere else. */
    public void movedTo(Path now) {
        path = now;
    }

    /** Its bytes; closed with this object. */
    public SeekableByteChannel channel() {
        return channel;
    }

    /** Its size now. */
    public long sizeBytes() throws IOException {
        return channel.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    @Override
    public String toString() {
        return path + " (inode " + identity.inode() + ")";
    }
}
