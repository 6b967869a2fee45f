package org.shelfmark.search;

import java.util.OptionalLong;

/**
 * How a query may go on.
 *
 * @param query as far as it is written
 * @param at where the caret stands: index of the character behind it, in UTF-16 code units; empty for the end
 * @param limit most suggestions, 1 to {@link #MAX_LIMIT}
 */
public record SuggestRequest(String query, OptionalLong at, int limit) {
    /** Suggestions where nothing else is said. */
    public static final int DEFAULT_LIMIT = 10;
    /** Most suggestions. */
    public static final int MAX_LIMIT = 100;

    /** Checks caret and limit. */
    public SuggestRequest {
        Requests.requireWithin("limit", limit, 1, MAX_LIMIT);
        if (at.isPresent()) {
            long caret = at.getAsLong();
            if (caret < 0 || caret > query.length()) {
                throw new SearchException(
                        SearchException.Kind.BAD_REQUEST, "at is " + caret + "; accepted: 0 to " + query.length());
            }
            int index = (int) caret;
            if (index > 0
                    && index < query.length()
                    && Character.isSurrogatePair(query.charAt(index - 1), query.charAt(index))) {
                throw new SearchException(
                        SearchException.Kind.BAD_REQUEST,
                        "at is " + caret + ", which is within a character; accepted: between two characters");
            }
        }
    }

    /** Where the caret stands. */
    int caret() {
        return (int) at.orElse(query.length());
    }
}
