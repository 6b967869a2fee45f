package org.shelfmark.index;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/**
 * A directory on a disk that has room for a given number of bytes more. When it is full every write and sync fails,
 * until room is made; deleting always works. Several directories may share a disk. Safe for many threads.
 */
public final class FullDisk extends FilterDirectory {

    /** The disk. */
    public static final class Room {
        private final AtomicLong written = new AtomicLong();
        private volatile long limit = Long.MAX_VALUE;

        /** Lets so many bytes more be written. */
        public void limitTo(long bytes) {
            written.set(0);
            limit = bytes;
        }

        /** Makes room without end. */
        public void free() {
            limit = Long.MAX_VALUE;
        }

        /** Bytes asked for since {@link #limitTo}. */
        public long written() {
            return written.get();
        }

        /** Whether a write has failed. */
        public boolean isFull() {
            return written.get() > limit;
        }

        private void take(long bytes) throws IOException {
            if (written.addAndGet(bytes) > limit) {
                throw new IOException("No space left on device");
            }
        }
    }

    private final Room room;

    /** A directory that takes room. */
    public FullDisk(Directory directory, Room room) {
        super(directory);
        this.room = room;
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        room.take(1);
        return new Output(super.createOutput(name, context));
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        room.take(1);
        return new Output(super.createTempOutput(prefix, suffix, context));
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
        room.take(0);
        super.sync(names);
    }

    @Override
    public void rename(String source, String dest) throws IOException {
        room.take(1);
        super.rename(source, dest);
    }

    private final class Output extends FilterIndexOutput {
        private Output(IndexOutput output) {
            super(output.toString(), output.getName(), output);
        }

        @Override
        public void writeByte(byte b) throws IOException {
            room.take(1);
            super.writeByte(b);
        }

        @Override
        public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
            room.take(length);
            super.writeBytes(bytes, offset, length);
        }
    }
}
