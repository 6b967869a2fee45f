package org.shelfmark.search;

/**
 * What it took to decide a constraint.
 *
 * @param candidates jobs that the index left open
 * @param byColumns how many of them their columns decided
 * @param recordsRead how many of them their records decided
 * @param undecidable how many of them could not be decided, because their record is gone
 */
record ConstraintWork(long candidates, long byColumns, long recordsRead, long undecidable) {
    static final ConstraintWork NONE = new ConstraintWork(0, 0, 0, 0);
}
