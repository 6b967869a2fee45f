package org.shelfmark.cluster.rollup;

/**
 * How much is exchanged at once; every question is asked without these jobs meanwhile.
 *
 * @param jobs most jobs, unless one submission has more
 * @param submissions most submissions
 */
record Share(long jobs, int submissions) {
    static final Share DEFAULT = new Share(20_000, 500);

    /** Most files that jobs exchanged at once are in: each is a condition of every question meanwhile. */
    static final int MOST_FILES = 300;
}
