package org.shelfmark.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.FileIdentity;

/** The real file system, whose steps are counted and may fail. */
public final class FaultyArchive implements ArchiveFileSystem {
    /** What its steps are called after. */
    public static final String STORE = "archive";

    private final ArchiveFileSystem real = ArchiveFileSystem.local();
    private final Faults faults;

    /** With these faults. */
    public FaultyArchive(Faults faults) {
        this.faults = faults;
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        faults.step(STORE, Operation.LIST);
        return real.list(directory);
    }

    @Override
    public boolean isDirectory(Path path) {
        return real.isDirectory(path);
    }

    @Override
    public FileIdentity identify(Path file) throws IOException {
        faults.step(STORE, Operation.IDENTIFY);
        return real.identify(file);
    }

    @Override
    public SeekableByteChannel open(Path file) throws IOException {
        faults.step(STORE, Operation.OPEN);
        return new CountedChannel(real.open(file));
    }

    private final class CountedChannel implements SeekableByteChannel {
        private final SeekableByteChannel channel;

        private CountedChannel(SeekableByteChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read(ByteBuffer to) throws IOException {
            faults.step(STORE, Operation.READ);
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
            faults.step(STORE, Operation.LENGTH);
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
            faults.step(STORE, Operation.CLOSE);
        }
    }
}
