package org.shelfmark.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The real file system, with failures on demand. Reads are counted over all files. */
public final class FaultyFileSystem implements ArchiveFileSystem {
    private final ArchiveFileSystem real = ArchiveFileSystem.local();
    private final Set<Path> denied = new HashSet<>();
    private final Set<Path> vanishing = new HashSet<>();
    private long reads;
    private long failingRead;

    /** Fails the n-th read from now on, counted from 1, and only that one. */
    public void failRead(long n) {
        reads = 0;
        failingRead = n;
    }

    /** Reads since {@link #failRead}. */
    public long reads() {
        return reads;
    }

    /** Whether the read to be failed was reached. */
    public boolean hasFailed() {
        return failingRead > 0 && reads >= failingRead;
    }

    /** Refuses to open or list a path, as the system does for somebody without permission. */
    public void deny(Path path) {
        denied.add(path);
    }

    /** Lists and identifies a file, which is gone when it is opened. */
    public void vanish(Path file) {
        vanishing.add(file);
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        checkAllowed(directory);
        return real.list(directory);
    }

    @Override
    public boolean isDirectory(Path path) {
        return real.isDirectory(path);
    }

    @Override
    public FileIdentity identify(Path file) throws IOException {
        return real.identify(file);
    }

    @Override
    public SeekableByteChannel open(Path file) throws IOException {
        checkAllowed(file);
        if (vanishing.contains(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return new CountedChannel(real.open(file));
    }

    private void checkAllowed(Path path) throws AccessDeniedException {
        if (denied.contains(path)) {
            throw new AccessDeniedException(path.toString());
        }
    }

    private void countRead() throws IOException {
        reads++;
        if (reads == failingRead) {
            throw new IOException("Input/output error");
        }
    }

    private final class CountedChannel implements SeekableByteChannel {
        private final SeekableByteChannel channel;

        private CountedChannel(SeekableByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            countRead();
            return channel.read(to);
        }

        @Override
        public int write(ByteBuffer from) {
            throw new UnsupportedOperationException("archives are only read");
        }

        @Override
        public long position() throws IOException {
            return channel.position();
        }

        @Override
        public SeekableByteChannel position(long newPosition) throws IOException {
            channel.position(newPosition);
            return this;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) {
            throw new UnsupportedOperationException("archives are only read");
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
