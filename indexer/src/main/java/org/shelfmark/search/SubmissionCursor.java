package org.shelfmark.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The place behind the last submission of a page. It is only for the jobs, grouping and order it was made for. */
final class SubmissionCursor {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OTHER = "cursor: not one that a page of submissions gave out";

    private SubmissionCursor() {}

    static String encode(SubmissionOrder.Place last, SubmissionRequests.Submissions request, SubmissionOrder order) {
        ObjectNode json = JSON.createObjectNode();
        json.put("for", key(request, order));
        if (!Double.isNaN(last.value())) {
            json.put("value", last.value());
        }
        json.put("source", last.source());
        json.put("owner", last.owner());
        json.put("number", last.number());
        json.put("batch", last.batch());
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor's text.
     *
     * @throws SearchException when it is damaged or belongs to other jobs or another order
     */
    static SubmissionOrder.Place decode(String text, SubmissionRequests.Submissions request, SubmissionOrder order) {
        JsonNode json;
        try {
            json = JSON.readTree(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            throw bad(OTHER);
        }
        if (!json.path("for").isTextual()) {
            throw bad(OTHER);
        }
        if (!json.path("for").textValue().equals(key(request, order))) {
            throw bad("cursor: it belongs to another query, grouping or sort order");
        }
        JsonNode value = json.path("value");
        JsonNode source = json.path("source");
        JsonNode owner = json.path("owner");
        JsonNode number = json.path("number");
        JsonNode batch = json.path("batch");
        if (!(value.isMissingNode() || value.isNumber())
                || !source.isTextual()
                || !(owner.isNull() || owner.isTextual())
                || !(number.isIntegralNumber() && number.canConvertToLong())
                || !batch.isTextual()) {
            throw bad(OTHER);
        }
        return new SubmissionOrder.Place(
                value.isMissingNode() ? Double.NaN : value.doubleValue(),
                source.textValue(),
                owner.textValue(),
                number.longValue(),
                batch.textValue());
    }

    private static String key(SubmissionRequests.Submissions request, SubmissionOrder order) {
        return Integer.toHexString((request.jobs() + "\0" + request.by() + "\0" + order).hashCode());
    }

    private static SearchException bad(String message) {
        return new SearchException(SearchException.Kind.BAD_REQUEST, message);
    }
}
