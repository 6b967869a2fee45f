package org.shelfmark.index;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the parts of an index stand.
 *
 * @param root the directory given by {@code --index}
 */
public record IndexLayout(Path root) {
    /** The Lucene index of the jobs. */
    public Path jobs() {
        return root.resolve("jobs");
    }

    /** The sidecar with one document per archive file. */
    public Path registry() {
        return root.resolve("registry");
    }

    /** Names the process that writes, while one does. */
    Path writerNote() {
        return root.resolve("writer.pid");
    }

    /** Whether there is anything at all. */
    boolean exists() {
        return Files.isDirectory(jobs());
    }
}
