package org.shelfmark.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Adds up what happened in the last minutes, in a ring with one number for every five seconds.
 *
 * <p>A clock that is set back does not bring old numbers back: what happens then counts as happening at the latest moment
 * seen. Not for several threads.
 */
final class RecentSum {
    /** The longest time that can be asked for. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    private static final long SLOT_SECONDS = 5;
    private static final int SLOTS = (int) (LONGEST.toSeconds() / SLOT_SECONDS);

    private final Instant started;
    private final long[] sums = new long[SLOTS];
    private long latest;

    RecentSum(Instant started) {
        this.started = started;
        this.latest = slot(started);
    }

    void add(Instant now, long amount) {
        advance(now);
        sums[Math.floorMod(latest, SLOTS)] += amount;
    }

    /**
     * The mean per second of what was added within a time before now, or since the start if that is later. The time is
     * whole slots long, so up to five seconds shorter than asked for.
     *
     * @param within 10 seconds to {@link #LONGEST}
     */
    double perSecond(Instant now, Duration within) {
        advance(now);
        long slots = within.toSeconds() / SLOT_SECONDS;
        long sum = 0;
        for (long slot = latest - slots + 1; slot <= latest; slot++) {
            sum += sums[Math.floorMod(slot, SLOTS)];
        }
        Instant from = Instant.ofEpochSecond((latest - slots + 1) * SLOT_SECONDS);
        Duration length = Duration.between(from.isAfter(started) ? from : started, now);
        // less than a second after the start a rate would be a wild guess
        return sum / Math.max(1, length.toMillis() / 1e3);
    }

    private void advance(Instant now) {
        long slot = slot(now);
        if (slot - latest >= SLOTS) {
            Arrays.fill(sums, 0);
            latest = slot;
        }
        while (latest < slot) {
            latest++;
            sums[Math.floorMod(latest, SLOTS)] = 0;
        }
    }

    private static long slot(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SLOT_SECONDS);
    }
}
