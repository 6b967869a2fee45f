package org.shelfmark.registry;

/**
 * Bytes of an archive that could not be read before they were gone. Kept for ever.
 *
 * @param fromByte first byte not read
 * @param toByte byte after the last one known to have been there
 * @param noticedAt when it was found, in seconds since 1970
 * @param reason what happened to the file
 */
public record Gap(long fromByte, long toByte, long noticedAt, String reason) {}
