package org.shelfmark.archive;

import java.io.IOException;

/** An entry of the vault that is not what was stored: missing, of another size, or damaged. */
public final class VaultEntryException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String entry;

    VaultEntryException(String entry, String reason) {
        super("vault entry '" + entry + "' " + reason);
        this.entry = entry;
    }

    VaultEntryException(String entry, String reason, Throwable cause) {
        super("vault entry '" + entry + "' " + reason, cause);
        this.entry = entry;
    }

    /** Name of the entry. */
    public String entry() {
        return entry;
    }
}
