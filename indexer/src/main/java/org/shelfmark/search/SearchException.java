package org.shelfmark.search;

import java.util.List;
import org.shelfmark.query.QueryException;

/** A request that cannot be served, with the reason in words; {@link Kind} says whose fault it is. */
public final class SearchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The closed set of reasons. */
    public enum Kind {
        /** A parameter is missing or out of range. */
        BAD_REQUEST,
        /** The query cannot be meant. */
        BAD_QUERY,
        /** The snapshot whose pages a cursor goes through is not there any more. */
        CURSOR_EXPIRED,
        /** No such job. */
        NOT_FOUND,
        /** The time was up before it was known whether there is such a job. */
        TIMED_OUT,
        /** The id stands for several jobs. */
        AMBIGUOUS,
        /** The job is known, but its archive is gone. */
        RECORD_GONE,
        /** Another record stands where the job's stood. */
        RECORD_CHANGED,
        /** The archive is there but cannot be read. */
        RECORD_UNREADABLE,
        /** Where the jobs are, nobody answers now; the same request may be answered later. */
        UNAVAILABLE
    }

    private final Kind kind;
    private final int column;
    private final transient String query;
    private final transient List<String> candidates;

    /** For requests that are not about a query's text. */
    public SearchException(Kind kind, String message) {
        this(kind, message, 0, "", List.of());
    }

    /** With what may have been meant. */
    public SearchException(Kind kind, String message, List<String> candidates) {
        this(kind, message, 0, "", candidates);
    }

    /**
     * In full.
     *
     * @param column column of the query at which the trouble begins, from 1; 0 when it is not about a query
     * @param query the query's text
     * @param candidates job ids or names that may have been meant
     */
    public SearchException(Kind kind, String message, int column, String query, List<String> candidates) {
        super(message);
        this.kind = kind;
        this.column = column;
        this.query = query;
        this.candidates = List.copyOf(candidates);
    }

    /** For a query that cannot be meant. */
    public static SearchException of(QueryException cause, String query) {
        return new SearchException(
                Kind.BAD_QUERY, String.valueOf(cause.getMessage()), cause.column(), query, cause.suggestions());
    }

    /** Whose fault it is. */
    public Kind kind() {
        return kind;
    }

    /** Column of the query at which the trouble begins, from 1; 0 when it is not about a query. */
    public int column() {
        return column;
    }

    /** The query's text; empty when it is not about a query. */
    public String query() {
        return query;
    }

    /** Job ids or names that may have been meant. */
    public List<String> candidates() {
        return candidates;
    }
}
