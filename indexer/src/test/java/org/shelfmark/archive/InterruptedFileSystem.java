package org.shelfmark.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;

/** A file system in which something happens at the n-th call: it fails, or somebody else uses the disk meanwhile. */
public final class InterruptedFileSystem implements ArchiveFileSystem {
    private static final Interruption NOTHING = () -> {};

    private final ArchiveFileSystem files;
    private Interruption interruption = NOTHING;
    private long callsUntil;
    private boolean happened;

    /** What happens; the call goes on if it does not throw. */
    public interface Interruption {
        /** Happens. */
        void happen() throws IOException;
    }

    /** Without any interruption yet. */
    public InterruptedFileSystem(ArchiveFileSystem files) {
        this.files = files;
    }

    /** Lets something happen once, in the n-th call from now on, counted from 1. */
    public void interrupt(long call, Interruption what) {
        callsUntil = call;
        interruption = what;
        happened = false;
    }

    /** Lets nothing happen any more; whether it had happened. */
    public boolean stopInterrupting() {
        interruption = NOTHING;
        callsUntil = 0;
        return happened;
    }

    private void called() throws IOException {
        callsUntil--;
        if (callsUntil == 0) {
            Interruption what = interruption;
            interruption = NOTHING;
            happened = true;
            what.happen();
        }
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        called();
        return files.list(directory);
    }

    @Override
    public boolean isDirectory(Path path) {
        return files.isDirectory(path);
    }

    @Override
    public FileIdentity identify(Path file) throws IOException {
        called();
        return files.identify(file);
    }

    @Override
    public SeekableByteChannel open(Path file) throws IOException {
        called();
        SeekableByteChannel channel = files.open(file);
        return new ReadOnlyChannel() {
            @Override
            int readAt(long offset, ByteBuffer to) throws IOException {
                called();
                return channel.position(offset).read(to);
            }

            @Override
            long contentBytes() throws IOException {
                return channel.size();
            }

            @Override
            void release() throws IOException {
                channel.close();
            }
        };
    }
}
