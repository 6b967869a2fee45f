package org.shelfmark.cluster;

import java.io.IOException;
import java.time.Duration;

/** Pauses between attempts at the same thing, longer and longer, until too much time has passed. Belongs to one thread. */
public final class Patience {
    private final long totalNanos;
    private final Duration longest;
    private final long startedNanos = System.nanoTime();
    private Duration next;

    /**
     * Begins with the first attempt.
     *
     * @param total no pause ends later than that
     * @param first the first pause
     * @param longest no pause is longer
     */
    public Patience(Duration total, Duration first, Duration longest) {
        this.totalNanos = total.toNanos();
        this.next = first;
        this.longest = longest;
    }

    /**
     * Waits before another attempt; false, at once, when the time is over.
     *
     * @throws IOException when the thread is interrupted, and stays it
     */
    public boolean isWorthAnother() throws IOException {
        if (System.nanoTime() - startedNanos + next.toNanos() > totalNanos) {
            return false;
        }
        try {
            Thread.sleep(next);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the cluster", e);
        }
        next = next.multipliedBy(2).compareTo(longest) > 0 ? longest : next.multipliedBy(2);
        return true;
    }
}
