package org.shelfmark.ingest;

import java.time.Duration;
import java.time.ZoneId;

/**
 * How much work a cycle does, and when a file counts as finished.
 *
 * @param threads threads that map and stage records, at least 1; default: one for each processor
 * @param maxCycleBytes archive bytes read before a cycle ends with a commit, at least 1 MiB; a smaller number makes
 *     documents visible sooner, a larger one makes indexing faster
 * @param quiet how long a rotated file must not have grown before it is sealed and an unfinished record at its end is
 *     given up; zero for a single run. A file that grows later is read on all the same
 * @param zone zone in which the schedd names rotated files
 */
public record IngestSettings(int threads, long maxCycleBytes, Duration quiet, ZoneId zone) {
    private static final Duration QUIET = Duration.ofSeconds(5);

    /** For a single run over everything: a commit for every 2 GiB. */
    public static IngestSettings forRun(ZoneId zone) {
        return new IngestSettings(Runtime.getRuntime().availableProcessors(), 2L << 30, Duration.ZERO, zone);
    }

    /** For a process that follows archives while others ask: a commit for every 64 MiB. */
    public static IngestSettings forFollowing(ZoneId zone) {
        return new IngestSettings(Runtime.getRuntime().availableProcessors(), 64L << 20, QUIET, zone);
    }

    /** Rejects what could not work. */
    public IngestSettings {
        if (threads < 1 || maxCycleBytes < 1 << 20 || quiet.isNegative()) {
            throw new IllegalArgumentException("at least 1 thread, 1 MiB a cycle and no time, not " + threads + ", "
                    + maxCycleBytes + " and " + quiet);
        }
    }
}
