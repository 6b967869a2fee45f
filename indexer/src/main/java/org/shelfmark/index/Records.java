package org.shelfmark.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.FetchResult;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.archive.VaultEntry;
import org.shelfmark.registry.ArchiveFile;

/** Reads records back: from their archive file, whatever it is called by now, from the vault, and from where they were shipped. */
public interface Records {
    /** Where an archive file is now, or was last. */
    Path place(ArchiveFile file);

    /**
     * What stands at a place of an archive file.
     *
     * @param path where the file is now
     * @throws ArchiveAccessException when the file is there but cannot be read
     */
    FetchResult fromArchive(Path path, RecordLocation location) throws ArchiveAccessException;

    /**
     * What stands at a place of a file's copy in the vault.
     *
     * @throws IOException when the copy is missing, damaged or cannot be read; the message names it
     */
    FetchResult fromVault(VaultEntry entry, RecordLocation location) throws IOException;

    /**
     * What was shipped with the job of a record that stood at a place of an archive file; empty where nothing was.
     *
     * @throws IOException when that cannot be found out
     */
    Optional<ShippedRecord> shipped(ArchiveFile file, RecordLocation location) throws IOException;

    /**
     * A record that was shipped.
     *
     * @param leftOutBytes how much of it was left out, being secret lines
     */
    record ShippedRecord(FetchResult.Found record, long leftOutBytes) {
        /** A record that took so much room where it stood. */
        public static ShippedRecord of(byte[] bytes, RecordLocation location) {
            return new ShippedRecord(FetchResult.Found.of(bytes), location.lengthBytes() - bytes.length);
        }
    }
}
