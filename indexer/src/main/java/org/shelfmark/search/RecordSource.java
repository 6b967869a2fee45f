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
import org.shelfmark.index.Records;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.ArchivePlaces;

/** Opens the file anew for every record. Safe for many threads. */
final class RecordSource implements Records {
    private final ArchivePlaces places;
    private final RecordFetcher fetcher;
    private final IndexLayout layout;

    RecordSource(ArchiveFileSystem files, Path indexRoot) {
        this.places = new ArchivePlaces(files);
        this.fetcher = new RecordFetcher(files);
        this.layout = new IndexLayout(indexRoot);
    }

    @Override
    public Path place(ArchiveFile file) {
        return places.of(file).map(ArchivePlaces.Place::path).orElse(file.path());
    }

    @Override
    public FetchResult fromArchive(Path path, RecordLocation location) throws ArchiveAccessException {
        return fetcher.fetch(path, location);
    }

    @Override
    public FetchResult fromVault(VaultEntry entry, RecordLocation location) throws IOException {
        Path directory = layout.vault();
        try (Vault vault = Vault.openForReading(directory);
                SeekableByteChannel channel = vault.open(entry)) {
            return RecordFetcher.fetch(directory.resolve(entry.name()), channel, location);
        }
    }
}
