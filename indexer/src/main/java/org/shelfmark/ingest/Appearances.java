package org.shelfmark.ingest;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Balances how often one history appeared under its active name against the files that could be opened, under that name or
 * already under the one that a rotation gave them. What is left when it has become calm came and went unread.
 *
 * <p>A file that is moved away and back appears twice: an appearance that leads to a file known for longer than a moment,
 * or that is the second half of a rename, is none.
 *
 * @param <F> files, by identity
 */
final class Appearances<F> {
    private static final long MOMENT_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long BEFORE_WATCHING = Long.MIN_VALUE;

    private final Map<F, Long> accountedAt = new HashMap<>();
    private int balance;
    private long lastNanos;

    /** A file that was there before anybody watched; nothing told of its appearance, or something may yet. */
    void wasThere(F file) {
        accountedAt.put(file, BEFORE_WATCHING);
    }

    /**
     * Something appeared under the active name.
     *
     * @param file what the name stood for when it was opened; null when it stood for nothing any more
     * @param movedBack whether another name disappeared in the same act
     * @param nanos the present, of any clock that only goes forward
     */
    void active(@Nullable F file, boolean movedBack, long nanos) {
        lastNanos = nanos;
        if (file == null) {
            balance++;
            return;
        }
        Long before = accountedAt.put(file, nanos);
        boolean accountedJustNow = before != null && before != BEFORE_WATCHING && nanos - before < MOMENT_NANOS;
        if (accountedJustNow && !movedBack) {
            balance++;
        }
    }

    /** A file appeared under a rotated name; one that was not opened before is one that seemed to be missed. */
    void rotated(F file, long nanos) {
        lastNanos = nanos;
        if (accountedAt.putIfAbsent(file, nanos) == null) {
            balance--;
        }
    }

    /** Whether the balance is open and must be settled soon. */
    boolean isOpen() {
        return balance != 0;
    }

    /** How many files were missed, once nothing has appeared for a moment; 0 before. */
    int settle(long nanos) {
        if (nanos - lastNanos < MOMENT_NANOS) {
            return 0;
        }
        int missed = Math.max(balance, 0);
        balance = 0;
        return missed;
    }

    /** Forgets files that are not held any more. */
    void keepOnly(Collection<F> held) {
        accountedAt.keySet().retainAll(held);
    }
}
