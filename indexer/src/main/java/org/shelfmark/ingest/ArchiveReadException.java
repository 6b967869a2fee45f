package org.shelfmark.ingest;

import java.io.IOException;
import org.shelfmark.archive.HeldFile;

/** Reading one archive file failed; what it says about others is nothing. */
final class ArchiveReadException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient HeldFile file;

    ArchiveReadException(HeldFile file, long offset, IOException cause) {
        super("reading '" + file.path() + "' failed at byte " + offset + ": " + cause, cause);
        this.file = file;
    }

    HeldFile file() {
        return file;
    }
}
