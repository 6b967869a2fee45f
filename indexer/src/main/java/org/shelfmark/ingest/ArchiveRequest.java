package org.shelfmark.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to index.
 *
 * @param paths histories, rotated files or directories, as a user gave them
 * @param source name of the access point; empty to take it from the records
 */
public record ArchiveRequest(List<Path> paths, Optional<String> source) {
    /** Copies the paths. */
    public ArchiveRequest {
        paths = List.copyOf(paths);
    }
}
