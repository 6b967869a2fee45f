package org.shelfmark.query.constraint;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long the index may be asked about one constraint: an expression that is slow to evaluate is not evaluated for every
 * value that the index has, but left to the jobs that come into question.
 */
final class PlanningTime {
    /** Never over. */
    static final PlanningTime UNLIMITED = new PlanningTime(Duration.ZERO, () -> 0);

    private final LongSupplier nanos;
    private final long endsAt;

    /** Begins now. */
    PlanningTime(Duration limit, LongSupplier nanos) {
        this.nanos = nanos;
        this.endsAt = nanos.getAsLong() + limit.toNanos();
    }

    boolean isOver() {
        return nanos.getAsLong() - endsAt > 0;
    }
}
