package org.shelfmark.query;

import org.shelfmark.classad.AttributeValue;

/**
 * What is asked of the values in one column. One thread.
 *
 * <p>Each method is told whether the column is faithful: {@link CondensedJobs#isFaithful}.
 */
public interface ColumnPredicate {
    /** Whether a value is meant; it is not undefined. */
    Verdict value(AttributeValue value, boolean faithful);

    /**
     * Whether numbers are meant of which no more is known than where they lie.
     *
     * @param least none is less
     * @param greatest none is greater
     */
    Verdict numbers(double least, double greatest, boolean faithful);

    /** Whether values are meant of which no more is known than that they are no finite numbers. */
    Verdict others(boolean faithful);

    /** Whether no value is meant. */
    Verdict none(boolean faithful);
}
