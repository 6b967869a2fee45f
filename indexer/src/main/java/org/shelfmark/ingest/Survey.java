package org.shelfmark.ingest;

import java.util.List;
import org.shelfmark.archive.HeldFile;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.Registry;

/**
 * What a look at the archives found: the files to read, oldest first, and the registry that knows them all.
 *
 * @param readable files that may hold something new
 * @param registry the registry as it will be committed
 * @param positions the committed positions
 * @param partial whether some files were left for the next look, because too many were new at once
 * @param notices what a person should know; more may be added
 */
record Survey(
        List<Pending> readable, Registry registry, Positions positions, boolean partial, List<FileNotice> notices) {

    /**
     * A file to read.
     *
     * @param file held open
     * @param entry what the registry knows of it
     * @param sizeBytes its size when it was looked at
     * @param firstTime when its first record was written, in seconds since 1970
     * @param gone whether no name leads to it any more
     * @param quiet whether it has not grown for so long that nothing is expected to complete it; only told of files that
     *     are rotated or gone
     */
    record Pending(HeldFile file, ArchiveFile entry, long sizeBytes, long firstTime, boolean gone, boolean quiet) {

        /** The same with another entry. */
        Pending with(ArchiveFile changed) {
            return new Pending(file, changed, sizeBytes, firstTime, gone, quiet);
        }
    }
}
