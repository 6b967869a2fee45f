package org.shelfmark.search;

import java.util.List;
import java.util.Optional;
import org.shelfmark.aggregate.RequestMemory;

/**
 * What do these jobs have in common that other jobs do not.
 *
 * @param jobs the foreground
 * @param against the background, of which the foreground is left out; empty for the other jobs of the same owners that
 *     ended on the days from the foreground's first to its last
 * @param by fields or attributes whose values are compared; empty for a useful choice without what the query says itself
 * @param top findings to give out, 1 to {@link #MAX_TOP}
 */
public record ComparisonRequest(
        Requests.Selection jobs, Optional<Requests.Selection> against, List<String> by, int top) {
    /** Findings where nothing else is said. */
    public static final int DEFAULT_TOP = 20;
    /** Most findings. */
    public static final int MAX_TOP = 1000;
    /** Most fields compared. */
    public static final int MAX_BY = 30;
    /** Most different values of a field that are compared. */
    public static final int MAX_VALUES = RequestMemory.mostOnEach(100_000, 500);

    /** Of the jobs that match a query, against the default background, by the default fields. */
    public static ComparisonRequest of(String query) {
        return new ComparisonRequest(Requests.Selection.of(query), Optional.empty(), List.of(), DEFAULT_TOP);
    }

    /** Checks the number of findings; an empty query of a background becomes {@code *}. */
    public ComparisonRequest {
        by = List.copyOf(by);
        against = against.map(
                jobsOfIt -> jobsOfIt.query().isBlank() ? new Requests.Selection("*", jobsOfIt.constraint()) : jobsOfIt);
        Requests.requireAtMost("by", by, MAX_BY);
        Requests.requireWithin("top", top, 1, MAX_TOP);
    }
}
