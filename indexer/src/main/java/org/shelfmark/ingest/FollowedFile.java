package org.shelfmark.ingest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.Fingerprint;
import org.shelfmark.archive.HeldFile;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Registry;

/** What is remembered of a held file from one survey to the next. Belongs to the surveying thread. */
final class FollowedFile {
    private static final int UNKNOWN = 0;

    private final HeldFile file;
    private int id = UNKNOWN;
    private Fingerprint fingerprint = Fingerprint.NONE;
    private long sizeBytes = -1;
    private Instant changedAt = Instant.EPOCH;

    FollowedFile(HeldFile file) {
        this.file = file;
    }

    HeldFile file() {
        return file;
    }

    /** Notes its size and, if it changed, when. */
    long measure(Instant now) throws IOException {
        long size = file.sizeBytes();
        if (size != sizeBytes) {
            sizeBytes = size;
            changedAt = now;
        }
        return size;
    }

    /** Whether it has kept its size for a time. */
    boolean isQuiet(Instant now, Duration time) {
        return !now.isBefore(changedAt.plus(time));
    }

    /** It is this file of the registry. */
    void recognisedAs(ArchiveFile entry) {
        id = entry.id();
        fingerprint = entry.fingerprint();
    }

    /** It is not the file that it was. */
    void forget() {
        id = UNKNOWN;
        fingerprint = Fingerprint.NONE;
    }

    /**
     * The entry it was recognised as; null when there is none, also after a cycle that failed before the entry became
     * durable.
     */
    @Nullable
    ArchiveFile entry(Registry registry) {
        return registry.file(id)
                .filter(known -> known.fingerprint().equals(fingerprint))
                .orElse(null);
    }
}
