package org.shelfmark.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a query may go on.
 *
 * @param total number of suggestions
 * @param timedOut whether there was no time to find all, or to count
 * @param suggestions names in the order of the fields, or values, the most frequent ones first
 */
public record Suggestions(
        long total,
        long tookMs,
        boolean timedOut,
        List<Responses.IndexedThrough> indexedThrough,
        List<Suggestion> suggestions) {
    /** Copies the suggestions. */
    public Suggestions {
        suggestions = List.copyOf(suggestions);
    }

    /**
     * One way to go on.
     *
     * @param text what to put in the place of a part of the query, quoted where it must be
     * @param from index of the first code unit of that part
     * @param to index behind its last one
     * @param kind {@code field}, {@code attribute} (also found in records only) or {@code value}
     * @param count for a value, how many jobs have it among those that the rest of the query means; else null
     * @param description what a name means; null when nobody knows
     */
    public record Suggestion(
            String text,
            int from,
            int to,
            String kind,
            @Nullable Long count,
            @Nullable String description) {}
}
