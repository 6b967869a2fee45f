package org.shelfmark.search;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.FetchResult;
import org.shelfmark.archive.RecordFetcher;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.archive.Vault;
import org.shelfmark.archive.VaultEntry;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.ArchivePlaces;

/** Reads records back: from their archive file, whatever it is called by now, and from the vault. Safe for many threads. */
final class RecordSource {
    private final ArchivePlaces places;
    private final RecordFetcher fetcher;
    private final IndexLayout layout;

    RecordSource(ArchiveFileSystem files, Path indexRoot) {
        this.places = new ArchivePlaces(files);
        this.fetcher = new RecordFetcher(files);
        this.layout = new IndexLayout(indexRoot);
    }

    /** Where an archive file is now, or was last. */
    Path place(ArchiveFile file) {
        return places.of(file).map(ArchivePlaces.Place::path).orElse(file.path());
    }

    /**
     * What stands at a place of an archive file.
     *
     * @param path where the file is now
     * @throws ArchiveAccessException when the file is there but cannot be read
     */
    FetchResult fromArchive(Path path, RecordLocation location) throws ArchiveAccessException {
        return fetcher.fetch(path, location);
    }

    /**
     * What stands at a place of a file's copy in the vault.
     *
     * @throws IOException when the copy is missing, damaged or cannot be read; the message names it
     */
    FetchResult fromVault(VaultEntry entry, RecordLocation location) throws IOException {
        Path directory = layout.vault();
        try (Vault vault = Vault.openForReading(directory);
                SeekableByteChannel channel = vault.open(entry)) {
            return RecordFetcher.fetch(directory.resolve(entry.name()), channel, location);
        }
    }
}
