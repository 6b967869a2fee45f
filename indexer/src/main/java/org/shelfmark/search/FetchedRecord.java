package org.shelfmark.search;

/**
 * The original record of a job.
 *
 * @param id {@code source#cluster.proc}
 * @param file path it was read from
 * @param offset where it stands in it
 * @param bytes body and banner, exactly as in the archive; without the lines of secret attributes where those are withheld
 * @param json its attributes as a JSON object
 * @param leftOutBytes how many bytes of secret attributes whoever may see them misses here, because the record was shipped
 *     without; 0 for all of it, or where secrets are withheld
 */
public record FetchedRecord(String id, String file, long offset, byte[] bytes, String json, long leftOutBytes) {
    /** With nothing left out that may be seen. */
    public FetchedRecord(String id, String file, long offset, byte[] bytes, String json) {
        this(id, file, offset, bytes, json, 0);
    }
}
