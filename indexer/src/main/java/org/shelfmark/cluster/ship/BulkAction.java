package org.shelfmark.cluster.ship;

import org.jspecify.annotations.Nullable;
import org.shelfmark.document.RecordAddress;

/**
 * One document to be put into the cluster, or to be taken out of it.
 *
 * @param document its JSON; null to take it out
 * @param record the record that it is of, so that it can be remembered where the cluster refuses the document; null for what
 *     must not be refused
 */
public record BulkAction(
        String index,
        String id,
        byte @Nullable [] document,
        @Nullable RecordAddress record) {

    private static final int LINE = 100;

    /** About how many bytes it takes in a request. */
    public int lengthBytes() {
        return LINE + index.length() + id.length() + (document == null ? 0 : document.length);
    }
}
