package org.shelfmark.rollup;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which submissions to archive. A submission is archived only if all of its jobs that are not archived yet match.
 *
 * @param query as of a search; empty for all jobs
 * @param olderThan how long ago the last job of a submission must have left the queue; empty for no matter when
 * @param maxIndexBytes what the index may take on disk: no more submissions are archived than it takes, the oldest first;
 *     empty for all
 * @param dryRun whether only to say what would happen
 * @param withoutDetails whether to archive submissions, too, whose records are not safe in the vault, so that they may never
 *     come back
 */
public record ArchiveOrder(
        String query,
        Optional<Duration> olderThan,
        OptionalLong maxIndexBytes,
        boolean dryRun,
        boolean withoutDetails) {
    /** All that match and are old enough, however large the index is. */
    public ArchiveOrder(String query, Optional<Duration> olderThan, boolean dryRun, boolean withoutDetails) {
        this(query, olderThan, OptionalLong.empty(), dryRun, withoutDetails);
    }

    /** All that match and are safe, but no more than the index must become smaller. */
    public static ArchiveOrder toFit(long maxIndexBytes) {
        return new ArchiveOrder("", Optional.empty(), OptionalLong.of(maxIndexBytes), false, false);
    }

    /** Rejects a negative age, and a size that no index has. */
    public ArchiveOrder {
        if (olderThan.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("nothing is older than " + olderThan.get());
        }
        if (maxIndexBytes.isPresent() && maxIndexBytes.getAsLong() < 1) {
            throw new IllegalArgumentException(
                    "an index of " + maxIndexBytes.getAsLong() + " bytes; accepted: at least 1");
        }
    }
}
