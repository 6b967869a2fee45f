package org.shelfmark.cluster.ship;

import java.io.ByteArrayOutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.shelfmark.document.RecordAddress;

/**
 * One document to be put into the cluster, or to be taken out of it.
 *
 * @param document its JSON; null to take it out
 * @param record the record that it is of, so that it can be remembered where the cluster refuses the document; null for what
 *     must not be refused
 * @param carried the record itself, which goes with the document; null for nothing
 */
public record BulkAction(
        String index,
        String id,
        byte @Nullable [] document,
        @Nullable RecordAddress record,
        @Nullable CarriedRecord carried) {

    private static final int LINE = 100;

    /** A document that is sent as it is. */
    public BulkAction(String index, String id, byte @Nullable [] document, @Nullable RecordAddress record) {
        this(index, id, document, record, null);
    }

    /** The same job without its record. */
    BulkAction alone() {
        return new BulkAction(index, id, document, record);
    }

    /** Writes its document. */
    void writeTo(ByteArrayOutputStream request) {
        byte[] json = Objects.requireNonNull(document);
        if (carried == null) {
            request.writeBytes(json);
        } else {
            request.write(json, 0, carried.at());
            request.writeBytes(carried.json());
            request.write(json, carried.at(), json.length - carried.at());
        }
    }

    /** About how many bytes it takes in a request. */
    public int lengthBytes() {
        return LINE
                + index.length()
                + id.length()
                + (document == null ? 0 : document.length)
                + (carried == null ? 0 : carried.json().length);
    }
}
