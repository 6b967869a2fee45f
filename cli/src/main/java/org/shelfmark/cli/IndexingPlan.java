package org.shelfmark.cli;

import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveSet;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.VaultSettings;

/**
 * What is indexed, and how.
 *
 * @param request the archives
 * @param cycles how much work a cycle does
 * @param vault whether and where copies of the files are kept
 * @param followLinks whether archives that are symbolic links are indexed; false by default
 */
record IndexingPlan(ArchiveRequest request, IngestSettings cycles, VaultSettings vault, boolean followLinks) {
    /** The file system in which the archives stand. */
    ArchiveFileSystem files() {
        return ArchiveFileSystem.local(followLinks);
    }

    /**
     * Checks the paths, and says which histories are not there yet.
     *
     * @throws ArchiveAccessException when one cannot be used at all
     */
    void sayWhatIsAwaited(Console console) throws ArchiveAccessException {
        for (ArchiveSet set : ArchiveSet.discover(files(), request.paths(), request.mayAppear())) {
            if (set.files().isEmpty()) {
                console.say("'" + set.active() + "' is not there yet; waiting for it");
            }
        }
    }
}
