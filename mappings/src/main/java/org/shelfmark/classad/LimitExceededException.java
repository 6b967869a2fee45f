package org.shelfmark.classad;

import java.io.Serial;

/** Ends an evaluation from any depth; {@link Evaluator} turns it into the value error. */
final class LimitExceededException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final Evaluation.Limit limit;

    LimitExceededException(Evaluation.Limit limit) {
        super("evaluation exceeded its limit of " + limit, null, false, false);
        this.limit = limit;
    }

    Evaluation.Limit limit() {
        return limit;
    }
}
