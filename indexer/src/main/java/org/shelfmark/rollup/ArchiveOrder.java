package org.shelfmark.rollup;

import java.time.Duration;
import java.util.Optional;

/**
 * Which submissions to archive. A submission is archived only if all of its jobs that are not archived yet match.
 *
 * @param query as of a search; empty for all jobs
 * @param olderThan how long ago the last job of a submission must have left the queue; empty for no matter when
 * @param dryRun whether only to say what would happen
 * @param withoutDetails whether to archive submissions, too, whose records are not safe in the vault, so that they may never
 *     come back
 */
public record ArchiveOrder(String query, Optional<Duration> olderThan, boolean dryRun, boolean withoutDetails) {
    /** Rejects a negative age. */
    public ArchiveOrder {
        if (olderThan.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("nothing is older than " + olderThan.get());
        }
    }
}
