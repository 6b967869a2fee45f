package org.shelfmark.ingest;

/**
 * How much work a cycle does, and with how many threads.
 *
 * @param threads threads that map and stage records, at least 1; default: one for each processor
 * @param maxCycleBytes archive bytes read before a cycle ends with a commit, at least 1 MiB; a smaller number makes
 *     documents visible sooner, a larger one makes indexing faster
 */
public record IngestSettings(int threads, long maxCycleBytes) {
    /** For a single run over everything: a commit for every 2 GiB. */
    public static IngestSettings forRun() {
        return new IngestSettings(Runtime.getRuntime().availableProcessors(), 2L << 30);
    }

    /** For a server that answers while it indexes: a commit for every 64 MiB. */
    public static IngestSettings forServing() {
        return new IngestSettings(Runtime.getRuntime().availableProcessors(), 64L << 20);
    }

    /** Rejects what could not work. */
    public IngestSettings {
        if (threads < 1 || maxCycleBytes < 1 << 20) {
            throw new IllegalArgumentException(
                    "at least 1 thread and 1 MiB a cycle, not " + threads + " and " + maxCycleBytes);
        }
    }
}
