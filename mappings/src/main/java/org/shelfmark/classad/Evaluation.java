package org.shelfmark.classad;

import java.util.Optional;

/**
 * An evaluation's outcome.
 *
 * @param value the value; error when a limit was exceeded
 * @param lookedOutside whether anything but the record had a say: the clock, the local time zone, chance, the other ad of a
 *     match, or the server's configuration. Such a value is good here and now only and must not be stored
 * @param limitExceeded the limit that ended the evaluation, empty when it ended by itself
 */
public record Evaluation(AttributeValue value, boolean lookedOutside, Optional<Limit> limitExceeded) {
    /** The limits of {@link EvaluationLimits}. */
    public enum Limit {
        /** {@link EvaluationLimits#maxSteps}. */
        STEPS,
        /** {@link EvaluationLimits#maxDepth}. */
        DEPTH,
        /** {@link EvaluationLimits#maxTextLength}. */
        TEXT_LENGTH,
        /** {@link EvaluationLimits#maxPatternSteps}. */
        PATTERN_STEPS
    }
}
