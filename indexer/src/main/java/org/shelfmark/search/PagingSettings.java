package org.shelfmark.search;

import java.time.Duration;

/**
 * For how long the pages of a search can be asked for: they are all of the commit that the first one was of, which is
 * held open for them.
 *
 * @param keepFor how long since a commit was last asked for it is held at least, until the next request after that; more
 *     keeps the disk space of merged segments for longer
 * @param mostCommits how many commits are held at once, 1 or more; when there are more, the one that was not asked for
 *     for the longest time is let go
 */
public record PagingSettings(Duration keepFor, int mostCommits) {
    /** Five minutes, 64 commits. */
    public static final PagingSettings DEFAULT = new PagingSettings(Duration.ofMinutes(5), 64);

    /** Rejects settings with which no second page could be asked for. */
    public PagingSettings {
        if (keepFor.isNegative() || keepFor.isZero()) {
            throw new IllegalArgumentException("keepFor " + keepFor + "; accepted: more than 0");
        }
        if (mostCommits < 1) {
            throw new IllegalArgumentException("mostCommits " + mostCommits + "; accepted: 1 or more");
        }
    }
}
