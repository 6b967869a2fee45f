package org.shelfmark.archive;

/**
 * What is known of a file in the vault; enough to find it there and to tell whether it is still what was stored.
 *
 * @param name under which the vault keeps it
 * @param contentBytes length of the file that was copied
 * @param storedBytes length of the compressed copy
 * @param sha256 of the content, in 64 hex digits
 */
public record VaultEntry(String name, long contentBytes, long storedBytes, String sha256) {
    /** Refuses lengths below zero. */
    public VaultEntry {
        if (contentBytes < 0 || storedBytes < 0) {
            throw new IllegalArgumentException("a vault entry of " + contentBytes + " bytes in " + storedBytes);
        }
    }
}
