package org.shelfmark.ingest;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

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
}
