package org.shelfmark.ingest;

/** Is told how a cycle gets on; called by several threads. */
@FunctionalInterface
public interface IngestProgress {
    /** Tells nobody. */
    IngestProgress SILENT = (records, bytes) -> {};

    /** Some more records have been staged. */
    void staged(long records, long bytes);
}
