package org.shelfmark.query.constraint;

import java.util.List;
import org.shelfmark.classad.Truth;

/**
 * For which jobs an expression is true, false or an error, as a logical operator sees it. For the others it is undefined.
 *
 * <p>The operators are those of the language: {@code &&} and {@code ||} decide by their left operand where they can, and an
 * error there is final.
 */
record Outcomes(Bounds truth, Bounds falsity, Bounds failure) {
    /** Anything may come out of it. */
    static final Outcomes UNKNOWN = new Outcomes(Bounds.UNKNOWN, Bounds.UNKNOWN, Bounds.UNKNOWN);

    /** The same for every job. */
    static Outcomes always(Truth truth) {
        return new Outcomes(
                truth == Truth.TRUE ? Bounds.ALL : Bounds.NONE,
                truth == Truth.FALSE ? Bounds.ALL : Bounds.NONE,
                truth == Truth.ERROR ? Bounds.ALL : Bounds.NONE);
    }

    private Bounds undefined() {
        return Bounds.any(List.of(truth, falsity, failure)).not();
    }

    Outcomes and(Outcomes right) {
        return new Outcomes(
                truth.and(right.truth),
                falsity.or(right.falsity.without(failure)),
                failure.or(right.failure.without(falsity)));
    }

    Outcomes or(Outcomes right) {
        return new Outcomes(
                truth.or(right.truth.without(failure)),
                falsity.and(right.falsity),
                failure.or(right.failure.without(truth)));
    }

    Outcomes not() {
        return new Outcomes(/* truth= */ falsity, /* falsity= */ truth, failure);
    }

    /** {@code this ? whenTrue : whenFalse}. */
    Outcomes choose(Outcomes whenTrue, Outcomes whenFalse) {
        return new Outcomes(
                truth.and(whenTrue.truth).or(falsity.and(whenFalse.truth)),
                truth.and(whenTrue.falsity).or(falsity.and(whenFalse.falsity)),
                Bounds.any(List.of(failure, truth.and(whenTrue.failure), falsity.and(whenFalse.failure))));
    }

    /** {@code this ?: fallback}. */
    Outcomes orElse(Outcomes fallback) {
        Bounds undefined = undefined();
        return new Outcomes(
                truth.or(undefined.and(fallback.truth)),
                falsity.or(undefined.and(fallback.falsity)),
                failure.or(undefined.and(fallback.failure)));
    }

    /** {@code isUndefined(this)}. */
    Outcomes isUndefined() {
        return new Outcomes(undefined(), undefined().not(), Bounds.NONE);
    }

    /** What several sets of jobs say together that have no job in common. */
    static Outcomes together(List<Outcomes> parts) {
        return new Outcomes(
                Bounds.any(parts.stream().map(Outcomes::truth).toList()),
                Bounds.any(parts.stream().map(Outcomes::falsity).toList()),
                Bounds.any(parts.stream().map(Outcomes::failure).toList()));
    }

    /** The same for jobs of a set, and none of the three outside it. */
    Outcomes within(Bounds jobs) {
        return new Outcomes(truth.and(jobs), falsity.and(jobs), failure.and(jobs));
    }
}
