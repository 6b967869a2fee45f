package org.shelfmark.search;

import java.util.List;

/**
 * All jobs that are meant, however many, newest first.
 *
 * @param fields fields and attributes to give out; empty for a useful choice, {@code *} for all fields
 */
public record ExportRequest(Requests.Selection jobs, List<String> fields) {
    /** Copies the fields. */
    public ExportRequest {
        fields = List.copyOf(fields);
    }
}
