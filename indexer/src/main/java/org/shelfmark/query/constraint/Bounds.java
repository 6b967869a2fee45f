package org.shelfmark.query.constraint;

import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.search.Query;

/**
 * A set of jobs that is known within bounds.
 *
 * @param least jobs that are certainly in it
 * @param most jobs that may be in it; {@code least} and more
 */
record Bounds(Query least, Query most) {
    /** Certainly nothing. */
    static final Bounds NONE = exactly(JobSets.NONE);

    /** Certainly everything. */
    static final Bounds ALL = exactly(JobSets.ALL);

    /** Nothing is known. */
    static final Bounds UNKNOWN = new Bounds(JobSets.NONE, JobSets.ALL);

    static Bounds exactly(Query set) {
        return new Bounds(set, set);
    }

    /** Certainly nothing outside a set; nothing is known within it. */
    static Bounds within(Query set) {
        return new Bounds(JobSets.NONE, set);
    }

    boolean isExact() {
        return least.equals(most);
    }

    Bounds and(Bounds other) {
        return new Bounds(JobSets.all(List.of(least, other.least)), JobSets.all(List.of(most, other.most)));
    }

    Bounds or(Bounds other) {
        return any(List.of(this, other));
    }

    Bounds not() {
        return new Bounds(JobSets.not(most), JobSets.not(least));
    }

    Bounds without(Bounds other) {
        return and(other.not());
    }

    static Bounds any(List<Bounds> sets) {
        return new Bounds(
                join(sets.stream().map(Bounds::least)), join(sets.stream().map(Bounds::most)));
    }

    private static Query join(Stream<Query> queries) {
        return JobSets.any(queries.toList());
    }
}
