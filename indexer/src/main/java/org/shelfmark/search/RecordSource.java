package org.shelfmark.search;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.FetchResult;
import org.shelfmark.archive.RecordBeginning;
import org.shelfmark.archive.RecordFetcher;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.archive.Vault;
import org.shelfmark.archive.VaultEntry;
import org.shelfmark.index.DistantRecords;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.Records;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.ArchivePlaces;

/** Opens the file anew for every record. Safe for many threads. */
final class RecordSource implements Records {
    private final ArchiveFileSystem files;
    private final ArchivePlaces places;
    private final RecordFetcher fetcher;
    private final IndexLayout layout;
    private final DistantRecords distant;

    RecordSource(ArchiveFileSystem files, Path indexRoot, DistantRecords distant) {
        this.files = files;
        this.places = new ArchivePlaces(files);
        this.fetcher = new RecordFetcher(files);
        this.layout = new IndexLayout(indexRoot);
        this.distant = distant;
    }

    /**
     * The first bytes of what stands at a place, from the archive, or from the vault where the archive does not have it any
     * more.
     *
     * @return empty when neither has anything there
     * @throws IOException when a copy cannot be read, and the archive does not have it
     */
    Optional<RecordBeginning> beginning(ArchiveFile file, RecordLocation location, int mostBytes) throws IOException {
        Optional<ArchivePlaces.Place> place = places.of(file);
        if (place.isPresent()) {
            try (SeekableByteChannel channel = files.open(place.get().path())) {
                Optional<RecordBeginning> found = RecordBeginning.read(channel, location, mostBytes);
                if (found.isPresent()) {
                    return found;
                }
            } catch (NoSuchFileException e) {
                // gone between two looks: as if it had not been there
            }
        }
        if (file.vault().isEmpty()) {
            return Optional.empty();
        }
        try (Vault vault = Vault.openForReading(layout.vault());
                SeekableByteChannel channel = vault.open(file.vault().get())) {
            return RecordBeginning.read(channel, location, mostBytes);
        }
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
    public Optional<ShippedRecord> shipped(ArchiveFile file, RecordLocation location) throws IOException {
        return Optional.ofNullable(distant.of(file.id(), List.of(location)).get(location))
                .map(bytes -> ShippedRecord.of(bytes, location));
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
