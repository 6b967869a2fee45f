package org.shelfmark.ingest;

import java.time.Duration;
import java.time.Instant;

/**
 * When to try something again that failed: after one second, then two, four and so on, a minute at the most.
 *
 * @param failures how often it failed in a row, 0 or more
 * @param nextAttempt not before this moment
 */
record Backoff(int failures, Instant nextAttempt) {
    static final Backoff NONE = new Backoff(0, Instant.MIN);

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 6;

    /** After one more failure. */
    Backoff failed(Instant now) {
        return new Backoff(failures + 1, now.plus(delay(failures)));
    }

    /** How long it takes from the latest failure to the next attempt. */
    Duration delay() {
        return failures == 0 ? Duration.ZERO : delay(failures - 1);
    }

    private static Duration delay(int earlierFailures) {
        Duration delay = Duration.ofSeconds(1L << Math.min(earlierFailures, MAX_DOUBLINGS));
        return delay.compareTo(LONGEST) < 0 ? delay : LONGEST;
    }

    /** Whether it is not time yet. */
    boolean isWaiting(Instant now) {
        return now.isBefore(nextAttempt);
    }
}
