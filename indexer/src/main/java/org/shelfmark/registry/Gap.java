package org.shelfmark.registry;

import java.util.OptionalLong;

/**
 * Bytes of an archive that could not be read before they were gone. Kept for ever.
 *
 * @param fromByte first byte not read
 * @param toByte byte after the last one known to have been there; empty when nobody saw how much there was
 * @param estimatedRecords records lost, by the mean size of those read; empty when there is nothing to go by
 * @param before the last record that was read before the gap
 * @param noticedAt when it was found, in seconds since 1970
 * @param reason what happened to the file
 */
public record Gap(
        long fromByte,
        OptionalLong toByte,
        OptionalLong estimatedRecords,
        RecordStamp before,
        long noticedAt,
        String reason) {}
