package org.shelfmark.rollup;

import java.time.Duration;
import java.util.Optional;

/**
 * Which submissions to bring back: all of which a job matches, or may match.
 *
 * @param query as of a search; empty for all jobs
 * @param pin for how long they must not be archived again; empty for not at all
 * @param dryRun whether only to say what would happen
 */
public record UnarchiveOrder(String query, Optional<Duration> pin, boolean dryRun) {
    /** Rejects a negative time. */
    public UnarchiveOrder {
        if (pin.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("nothing is kept for " + pin.get());
        }
    }
}
