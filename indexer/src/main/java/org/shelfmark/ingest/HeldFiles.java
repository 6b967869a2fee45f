package org.shelfmark.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.archive.HeldFile;

/**
 * The archive files that are held open, each known by what it is rather than by its name. Safe for many threads: files
 * are opened the moment they appear, by whoever sees them first.
 */
final class HeldFiles implements Closeable {
    private final ArchiveFileSystem files;
    private final List<HeldFile> held = new ArrayList<>();

    HeldFiles(ArchiveFileSystem files) {
        this.files = files;
    }

    /**
     * A file under a path.
     *
     * @param file it
     * @param isNew whether it was not held before
     */
    record Hold(HeldFile file, boolean isNew) {}

    /** Holds the file that a path stands for now. */
    synchronized Hold hold(Path path) throws IOException {
        FileIdentity now = files.identify(path);
        for (HeldFile file : held) {
            if (file.is(now)) {
                file.movedTo(path);
                return new Hold(file, false);
            }
        }
        HeldFile opened = HeldFile.open(files, path);
        held.add(opened);
        return new Hold(opened, true);
    }

    /** All files held now, in the order in which they were opened. */
    synchronized List<HeldFile> all() {
        return List.copyOf(held);
    }

    /** Whether the file that a path stands for is held already. */
    synchronized boolean holds(FileIdentity identity) {
        return held.stream().anyMatch(file -> file.is(identity));
    }

    /** Lets go of a file. */
    synchronized void release(HeldFile file) throws IOException {
        if (held.remove(file)) {
            file.close();
        }
    }

    @Override
    public synchronized void close() throws IOException {
        IOException failure = null;
        for (HeldFile file : held) {
            try {
                file.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        held.clear();
        if (failure != null) {
            throw failure;
        }
    }
}
