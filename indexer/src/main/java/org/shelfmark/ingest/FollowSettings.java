package org.shelfmark.ingest;

import java.time.Duration;

/**
 * How closely archives are followed.
 *
 * @param poll longest time between two looks when no directory says that anything was written; a second by default
 * @param commitInterval least time between the end of a commit and the next cycle, so that a busy schedd's records share
 *     a commit; a fifth of a second by default, which bounds how long a record waits for it
 * @param watching whether directories are watched; without it only the looks find what is new
 */
public record FollowSettings(Duration poll, Duration commitInterval, boolean watching) {
    /** A look every second, commits a fifth of a second apart, directories watched. */
    public static final FollowSettings DEFAULT =
            new FollowSettings(Duration.ofSeconds(1), Duration.ofMillis(200), true);

    /** Rejects what would keep a processor busy or stand still. */
    public FollowSettings {
        if (poll.toMillis() < 1 || commitInterval.isNegative()) {
            throw new IllegalArgumentException(
                    "a look at most every millisecond, not every " + poll + "; commits apart by " + commitInterval);
        }
    }
}
