package org.shelfmark.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.Vault;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Registry;

/**
 * Whether and where copies of archive files are kept.
 *
 * @param kept whether sealed files are copied into the vault; true by default, so that a full record outlives its file
 * @param directory where the copies stand; empty for {@code vault} in the index directory, the default
 * @param maxBytes most bytes of the copies together, at least 1; empty for no limit, the default. Beyond it the oldest
 *     copies make room
 */
public record VaultSettings(boolean kept, Optional<Path> directory, OptionalLong maxBytes) {
    /** Everything is kept, beside the index. */
    public static final VaultSettings DEFAULT = new VaultSettings(true, Optional.empty(), OptionalLong.empty());

    /** Nothing is kept. */
    public static final VaultSettings NONE = new VaultSettings(false, Optional.empty(), OptionalLong.empty());

    /** Rejects a vault into which nothing would go, and settings of a vault that is not kept. */
    public VaultSettings {
        if (maxBytes.isPresent() && maxBytes.getAsLong() < 1) {
            throw new IllegalArgumentException("a vault of " + maxBytes.getAsLong() + " bytes; accepted: at least 1");
        }
        if (!kept && (directory.isPresent() || maxBytes.isPresent())) {
            throw new IllegalArgumentException("a vault that is not kept has neither a place nor a size");
        }
    }

    /**
     * Opens the vault for the one writer of an index, and notes for all readers where it is.
     *
     * @param registry whose copies must be found there
     * @return null when nothing is kept
     * @throws ArchiveAccessException when another directory is given than before, and the copies have not been moved there
     */
    public @Nullable Vault open(IndexLayout layout, Registry registry) throws IOException {
        if (!kept) {
            return null;
        }
        if (directory.isPresent()) {
            Path wanted = directory.get().toAbsolutePath().normalize();
            if (!wanted.equals(layout.vault())) {
                checkMoved(layout.vault(), wanted, registry);
                layout.keepVaultIn(wanted);
            }
        }
        return Vault.open(layout.vault());
    }

    private static void checkMoved(Path before, Path wanted, Registry registry) throws IOException {
        try (Vault moved = Vault.openForReading(wanted)) {
            List<String> names = moved.names();
            for (ArchiveFile file : registry.files()) {
                if (file.vault().isPresent()
                        && !names.contains(file.vault().get().name())) {
                    throw new ArchiveAccessException(
                            wanted,
                            "--vault '" + wanted + "' lacks '"
                                    + file.vault().get().name() + "', which the index keeps in '" + before
                                    + "'; move that directory first");
                }
            }
        }
    }
}
