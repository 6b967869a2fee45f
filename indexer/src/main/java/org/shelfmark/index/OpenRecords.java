package org.shelfmark.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.FetchResult;
import org.shelfmark.archive.RecordFetcher;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.archive.Vault;
import org.shelfmark.archive.VaultEntry;
import org.shelfmark.archive.WindowChannel;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.ArchivePlaces;

/**
 * Reads many records of one file after the other: keeps the last file open and reads it in large pieces. Belongs to one
 * thread.
 */
public final class OpenRecords implements Records, Closeable {
    private static final int WINDOW_BYTES = 1 << 20;

    private final ArchiveFileSystem files;
    private final ArchivePlaces places;
    private final IndexLayout layout;
    private final DistantReading distant;
    private @Nullable Kept archive;
    private @Nullable Kept vaultEntry;
    private @Nullable ArchiveFile placed;
    private @Nullable Path place;

    /**
     * An open file.
     *
     * @param directory closed behind it, if it needs one
     */
    private record Kept(
            Path path,
            SeekableByteChannel channel,
            @Nullable Closeable directory) {}

    /** Reads the archives of the index in a directory, and its vault. */
    public OpenRecords(ArchiveFileSystem files, Path indexRoot) {
        this(files, indexRoot, DistantRecords.NONE);
    }

    /** The same where records may have been shipped with their jobs. */
    public OpenRecords(ArchiveFileSystem files, Path indexRoot, DistantRecords distant) {
        this.distant = new DistantReading(distant);
        this.files = files;
        this.places = new ArchivePlaces(files);
        this.layout = new IndexLayout(indexRoot);
    }

    /** Says which records will be read, in this order; some of them may not be. */
    public void expect(List<RecordAddress> addresses) {
        distant.expect(addresses);
    }

    @Override
    public Optional<ShippedRecord> shipped(ArchiveFile file, RecordLocation location) throws IOException {
        return distant.read(file.id(), location).map(bytes -> ShippedRecord.of(bytes, location));
    }

    @Override
    public Path place(ArchiveFile file) {
        Path known = place;
        if (known == null || !file.equals(placed)) {
            known = places.of(file).map(ArchivePlaces.Place::path).orElse(file.path());
            placed = file;
            place = known;
        }
        return known;
    }

    @Override
    public FetchResult fromArchive(Path path, RecordLocation location) throws ArchiveAccessException {
        try {
            Kept kept = archive;
            if (kept == null || !kept.path().equals(path)) {
                archive = null;
                close(kept);
                kept = new Kept(path, new WindowChannel(files.open(path), WINDOW_BYTES), null);
                archive = kept;
            }
            return RecordFetcher.fetch(path, kept.channel(), location);
        } catch (NoSuchFileException e) {
            return new FetchResult.Missing(path);
        } catch (IOException e) {
            throw ArchiveFileSystem.explain(path, e);
        }
    }

    @Override
    public FetchResult fromVault(VaultEntry entry, RecordLocation location) throws IOException {
        Path path = layout.vault().resolve(entry.name());
        Kept kept = vaultEntry;
        if (kept == null || !kept.path().equals(path)) {
            vaultEntry = null;
            close(kept);
            kept = fromVault(path, entry);
            vaultEntry = kept;
        }
        return RecordFetcher.fetch(path, kept.channel(), location);
    }

    private Kept fromVault(Path path, VaultEntry entry) throws IOException {
        Vault vault = Vault.openForReading(layout.vault());
        try {
            return new Kept(path, new WindowChannel(vault.open(entry), WINDOW_BYTES), vault);
        } catch (IOException | RuntimeException e) {
            vault.close();
            throw e;
        }
    }

    private static void close(@Nullable Kept kept) throws IOException {
        if (kept != null) {
            kept.channel().close();
            if (kept.directory() != null) {
                kept.directory().close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        close(archive);
        close(vaultEntry);
    }
}
