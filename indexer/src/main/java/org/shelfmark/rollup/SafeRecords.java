package org.shelfmark.rollup;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.shelfmark.archive.Vault;
import org.shelfmark.archive.VaultEntry;
import org.shelfmark.archive.VaultEntryException;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Registry;

/** Lets records be archived that will be there when their archives are gone. Belongs to one thread. */
public final class SafeRecords implements RecordCheck, Closeable {
    private static final String IN_NO_COPY = "a record is not in the vault";

    private final Registry registry;
    private final Vault vault;
    private final Map<Integer, Kept> files = new HashMap<>();

    /**
     * How much of a file is kept.
     *
     * @param bytes from its beginning
     * @param otherwise why a record behind that is not safe
     */
    private record Kept(long bytes, String otherwise) {}

    /**
     * Looks into a vault.
     *
     * @param registry says which files have a copy there
     * @param vault its directory
     */
    public SafeRecords(Registry registry, Path vault) throws IOException {
        this.registry = registry;
        this.vault = Vault.openForReading(vault);
    }

    @Override
    public Optional<String> reasonAgainst(int fileId, long end) {
        Kept kept = files.computeIfAbsent(fileId, this::kept);
        return end <= kept.bytes() ? Optional.empty() : Optional.of(kept.otherwise());
    }

    private Kept kept(int fileId) {
        Optional<VaultEntry> entry = registry.file(fileId).flatMap(ArchiveFile::vault);
        if (entry.isEmpty()) {
            return new Kept(0, IN_NO_COPY);
        }
        try (SeekableByteChannel channel = vault.open(entry.get())) {
            return new Kept(Math.min(channel.size(), entry.get().contentBytes()), IN_NO_COPY);
        } catch (VaultEntryException damaged) {
            return new Kept(0, String.valueOf(damaged.getMessage()));
        } catch (IOException unreadable) {
            return new Kept(0, "vault entry '" + entry.get().name() + "' cannot be read: " + unreadable.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        vault.close();
    }
}
