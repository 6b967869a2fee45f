package org.shelfmark.search;

import java.util.List;

/**
 * A query as a ClassAd expression, for {@code condor_history -constraint} and for constraints here.
 *
 * @param total always 1
 * @param constraint true for the record of every live job that the query means
 * @param exact whether it is true for these alone
 * @param notes for which parts of the query it is true for other jobs, too, and why; empty where it is exact
 */
public record Translation(
        long total,
        long tookMs,
        boolean timedOut,
        List<Responses.IndexedThrough> indexedThrough,
        String constraint,
        boolean exact,
        List<TranslationNote> notes) {
    /** Copies the notes. */
    public Translation {
        notes = List.copyOf(notes);
    }

    /**
     * What of a query a constraint cannot say.
     *
     * @param column where the part begins in the query, from 1
     * @param part the part; a long one is cut and ends with {@code ...}
     */
    public record TranslationNote(int column, String part, String reason) {}
}
