package org.shelfmark.ingest;

import java.nio.file.Path;
import java.util.List;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.Registry;

/**
 * What a look at the archives found: the files to read, oldest first, and the registry that knows them all.
 *
 * @param readable files that may hold something new
 * @param registry the registry as it will be committed
 * @param positions the committed positions
 * @param notices what a person should know; more may be added
 */
record Survey(List<Pending> readable, Registry registry, Positions positions, List<FileNotice> notices) {

    /**
     * A file to read.
     *
     * @param path where it is now
     * @param entry what the registry knows of it
     * @param sizeBytes its size when it was looked at
     */
    record Pending(Path path, ArchiveFile entry, long sizeBytes) {}
}
