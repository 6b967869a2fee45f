package org.shelfmark.query;

import java.util.List;

/** A query that cannot be meant; the caller's fault. The message says what was found, where, and what is accepted. */
public final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int column;
    private final transient List<String> suggestions;

    QueryException(int column, String message) {
        this(column, message, List.of());
    }

    QueryException(int column, String message, List<String> suggestions) {
        super(message);
        this.column = column;
        this.suggestions = List.copyOf(suggestions);
    }

    /**
     * For texts that are no query but stand beside one.
     *
     * @param column where the trouble begins in the text, from 1
     */
    public static QueryException of(int column, String message) {
        return new QueryException(column, message);
    }

    /** The column in the query text at which the trouble begins, from 1. */
    public int column() {
        return column;
    }

    /** Names that may have been meant, the nearest first. */
    public List<String> suggestions() {
        return suggestions;
    }
}
