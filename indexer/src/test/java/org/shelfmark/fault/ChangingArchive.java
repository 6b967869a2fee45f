package org.shelfmark.fault;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.List;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.FileIdentity;

/** The real file system, in which something happens between the look at a file and its first opening. */
public final class ChangingArchive implements ArchiveFileSystem {
    private final ArchiveFileSystem real = ArchiveFileSystem.local();
    private final Change change;
    private int opened;

    /** What happens. */
    @FunctionalInterface
    public interface Change {
        /** Renames, writes, deletes. */
        void happen() throws IOException;
    }

    /** In which this happens once. */
    public ChangingArchive(Change change) {
        this.change = change;
    }

    /** How often a file was opened. */
    public int opened() {
        return opened;
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
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
        opened++;
        if (opened == 1) {
            change.happen();
        }
        return real.open(file);
    }
}
