package org.shelfmark.cluster.ask;

import org.jspecify.annotations.Nullable;
import org.shelfmark.search.Responses;

/** Adds up what deciding a constraint took for some jobs after others. One thread. */
final class Explained {
    private Responses.@Nullable Constraint sum;

    /** Adds what is said of some jobs; null where there is no constraint. */
    void add(Responses.@Nullable Constraint more) {
        Responses.Constraint before = sum;
        sum = before == null || more == null
                ? more
                : new Responses.Constraint(
                        before.steps(),
                        before.totalIs(),
                        before.candidates() + more.candidates(),
                        before.byColumns() + more.byColumns(),
                        before.recordsRead() + more.recordsRead(),
                        before.undecidable() + more.undecidable());
    }

    /** The sum; null where there is no constraint. */
    Responses.@Nullable Constraint sum(boolean isExact) {
        Responses.Constraint known = sum;
        return known == null
                ? null
                : new Responses.Constraint(
                        known.steps(),
                        isExact ? "exact" : "at least",
                        known.candidates(),
                        known.byColumns(),
                        known.recordsRead(),
                        known.undecidable());
    }
}
