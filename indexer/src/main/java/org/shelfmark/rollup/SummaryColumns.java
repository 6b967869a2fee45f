package org.shelfmark.rollup;

/**
 * The columns of a summary's document, beside {@link org.shelfmark.document.Columns#ARCHIVED_RECORDS} and one for each
 * {@link KeptColumn}: an answer reads only those that it needs.
 */
final class SummaryColumns {
    /** Who owns the submission, how many jobs each row has, and which of its columns are not faithful. */
    static final String HEAD = "@summary.head";
    /** Totals, efficiency, deliveries and ProcIds of each row. */
    static final String TOTALS = "@summary.totals";

    /** Begins a kept column of values, which stand in a dictionary beside it: the counts of each row. */
    static final byte VALUES = 0;
    /** Begins a kept column of numbers: for each row its length in bytes, then a {@link NumberSpread}. */
    static final byte NUMBERS = 1;

    private SummaryColumns() {}
}
