package org.shelfmark.classad;

/**
 * What one evaluation may use up. An evaluation that exceeds a limit ends with the value error and says so in {@link
 * Evaluation#limitExceeded}.
 *
 * @param maxSteps nodes evaluated, attributes, function calls and members of lists included, and one more for every 256
 *     chars of a string that any of them yields; at least 1. Raise it only for expressions over
 *     lists of many thousand members
 * @param maxDepth how deep evaluations may nest, through parentheses and from attribute to attribute; at least 1. Each
 *     level takes up to a kilobyte of stack, and threads usually have 1 MB
 * @param maxTextLength UTF-16 units of a string built by the evaluation, 0 or more
 * @param maxPatternSteps chars that regular expressions may look at, all matches of the evaluation together; at least 1
 */
public record EvaluationLimits(int maxSteps, int maxDepth, int maxTextLength, int maxPatternSteps) {
    /** 100,000 steps, 400 levels, strings of 1,000,000, 2,000,000 pattern steps: some milliseconds at worst. */
    public static final EvaluationLimits DEFAULT = new EvaluationLimits(100_000, 400, 1_000_000, 2_000_000);

    public EvaluationLimits {
        if (maxSteps < 1 || maxDepth < 1 || maxTextLength < 0 || maxPatternSteps < 1) {
            throw new IllegalArgumentException("limits must be positive: " + maxSteps + " steps, depth " + maxDepth
                    + ", text " + maxTextLength + ", pattern steps " + maxPatternSteps);
        }
    }
}
