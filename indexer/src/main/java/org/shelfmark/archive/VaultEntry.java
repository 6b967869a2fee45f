package org.shelfmark.archive;

/**
 * A copy of an archive file in the vault.
 *
 * @param name file name within the vault
 * @param contentBytes bytes of the original
 * @param storedBytes bytes of the copy on disk
 * @param sha256 hex digits of the original's SHA-256
 */
public record VaultEntry(String name, long contentBytes, long storedBytes, String sha256) {}
