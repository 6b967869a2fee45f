package org.shelfmark.search;

/**
 * The original record of a job.
 *
 * @param id {@code source#cluster.proc}
 * @param file path it was read from
 * @param offset where it stands in it
 * @param bytes body and banner, exactly as in the archive; without the lines of secret attributes where those are withheld
 * @param json its attributes as a JSON object
 */
public record FetchedRecord(String id, String file, long offset, byte[] bytes, String json) {}
