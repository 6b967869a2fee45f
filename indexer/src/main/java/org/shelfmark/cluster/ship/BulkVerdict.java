package org.shelfmark.cluster.ship;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** What became of one document of a bulk request. */
enum BulkVerdict {
    /** It is there, or gone if it was to go. */
    DONE,
    /** The cluster has no room for it now: it is full, overloaded, being rebuilt, or set not to be written for a while. */
    LATER,
    /** It is this document that the cluster cannot take; it would take others. */
    DOCUMENT_AT_FAULT,
    /** The cluster would take no document there, however often and whichever. */
    REFUSED;

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY = 429;

    /** Only what names the content of a document: anything else may befall every document alike. */
    private static final Set<String> FAULTS_OF_CONTENT = Set.of(
            "mapper_parsing_exception",
            "document_parsing_exception",
            "strict_dynamic_mapping_exception",
            "parsing_exception",
            "parse_exception",
            "input_coercion_exception");

    /** Among the causes of an error that is otherwise about anything. */
    private static final String TERM_TOO_LONG = "max_bytes_length_exceeded_exception";

    /** The limit of shards of a cluster, which somebody may raise, is one of them. */
    private static final String VALIDATION = "validation_exception";

    private static final String BLOCKED = "cluster_block_exception";

    /** Judges one result. */
    static BulkVerdict of(BulkAction action, JsonNode result) {
        int status = result.path("status").asInt();
        JsonNode error = result.path("error");
        String type = error.path("type").asText("");
        if (status / 100 == 2 || (action.document() == null && status == NOT_FOUND)) {
            return DONE;
        }
        if (status == TOO_MANY
                || status == CONFLICT
                || status >= 500
                || type.equals(BLOCKED)
                || type.equals(VALIDATION)) {
            return LATER;
        }
        return FAULTS_OF_CONTENT.contains(type) || isTermTooLong(error) ? DOCUMENT_AT_FAULT : REFUSED;
    }

    private static boolean isTermTooLong(JsonNode error) {
        for (JsonNode cause = error; !cause.isMissingNode(); cause = cause.path("caused_by")) {
            if (cause.path("type").asText().equals(TERM_TOO_LONG)) {
                return true;
            }
        }
        return false;
    }
}
