package org.shelfmark.archive;

import java.io.IOException;
import java.nio.file.Path;

/** An archive that cannot be used as it is given; the message says which, why, and what is accepted. */
public final class ArchiveAccessException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;

    /** For a file that was given by a caller. */
    public ArchiveAccessException(Path file, String message) {
        super(message);
        this.file = file;
    }

    /** For a failure with a cause. */
    public ArchiveAccessException(Path file, String message, Throwable cause) {
        super(message, cause);
        this.file = file;
    }

    /** The file or directory it is about. */
    public Path file() {
        return file;
    }
}
