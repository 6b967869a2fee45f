package org.shelfmark.query;

import java.io.IOException;

/**
 * Some jobs of which only the spread of their values is known, column by column. Columns are called as {@link
 * org.shelfmark.document.Columns} names them. Belongs to one thread.
 */
public interface CondensedJobs {
    /** How many. */
    long jobs();

    /** What is known of their values in a column; no value at all where no record had the attribute. */
    Spread spread(String column) throws IOException;

    /**
     * Whether the values of a column are those that the records had, in value and in type; where they are not, ClassAd
     * expressions cannot be evaluated from them.
     */
    boolean isFaithful(String column) throws IOException;
}
