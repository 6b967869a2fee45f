package org.shelfmark.query;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** What is asked of jobs, decided for jobs that are condensed. One thread. */
public interface CondensedCondition {
    /** How many of some jobs are meant. */
    JobCount count(CondensedJobs jobs) throws IOException;

    /** How many of a part of some jobs are meant. */
    JobCount count(CondensedJobs jobs, Slice slice) throws IOException;

    /** The columns that are looked at. */
    Set<String> columns();

    /** The text, folded, that all jobs which are meant have in a column of strings; empty where that cannot be told. */
    default Optional<String> text(String column) {
        return Optional.empty();
    }

    /**
     * A part of condensed jobs: those with certain values in one column.
     *
     * @param column its name
     * @param values the values of the part: a single one, a single interval, or none
     * @param jobs how many jobs the part has
     */
    record Slice(String column, Spread values, long jobs) {}
}
