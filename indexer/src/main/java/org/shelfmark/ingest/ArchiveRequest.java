package org.shelfmark.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to index.
 *
 * @param paths histories, rotated files or directories, as a user gave them
 * @param source name of the access point; empty to take it from the records
 * @param mayAppear whether a history that is not there yet is waited for rather than refused
 */
public record ArchiveRequest(List<Path> paths, Optional<String> source, boolean mayAppear) {
    /** Copies the paths. */
    public ArchiveRequest {
        paths = List.copyOf(paths);
    }

    /** For a single run: everything named must be there. */
    public ArchiveRequest(List<Path> paths, Optional<String> source) {
        this(paths, source, false);
    }
}
