package org.shelfmark.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.shelfmark.index.CommitName;

/** The place behind the last submission of a page. It is only for the jobs, grouping and order it was made for. */
record SubmissionCursor(PinnedPlace pinned) {
    private static final String OF = "submissions";

    /** The text of a cursor. */
    static String encode(
            SubmissionOrder.Place last,
            CommitName commit,
            Instant now,
            SubmissionRequests.Submissions request,
            SubmissionOrder order) {
        ObjectNode at = JsonNodeFactory.instance.objectNode();
        if (!Double.isNaN(last.value())) {
            at.put("value", last.value());
        }
        at.put("source", last.source());
        at.put("owner", last.owner());
        at.put("number", last.number());
        at.put("batch", last.batch());
        return new PinnedPlace(commit.hex(), now, key(request, order), at).encode();
    }

    /**
     * Reads a cursor's text.
     *
     * @throws SearchException when it is damaged
     */
    static SubmissionCursor parse(String text) {
        return new SubmissionCursor(PinnedPlace.parse(text, OF));
    }

    /** What the pages are of. */
    CommitName commit() {
        return pinned.commit(OF);
    }

    /** To which relative times in the query refer, in all pages. */
    Instant now() {
        return pinned.now();
    }

    /**
     * The place in the order.
     *
     * @throws SearchException when the cursor is damaged or belongs to other jobs or another order
     */
    SubmissionOrder.Place place(SubmissionRequests.Submissions request, SubmissionOrder order) {
        if (!pinned.key().equals(key(request, order))) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST, "cursor: it belongs to another query, grouping or sort order");
        }
        JsonNode value = pinned.at().path("value");
        JsonNode source = pinned.at().path("source");
        JsonNode owner = pinned.at().path("owner");
        JsonNode number = pinned.at().path("number");
        JsonNode batch = pinned.at().path("batch");
        if (!(value.isMissingNode() || value.isNumber())
                || !source.isTextual()
                || !(owner.isNull() || owner.isTextual())
                || !(number.isIntegralNumber() && number.canConvertToLong())
                || !batch.isTextual()) {
            throw PinnedPlace.notOurs(OF);
        }
        return new SubmissionOrder.Place(
                value.isMissingNode() ? Double.NaN : value.doubleValue(),
                source.textValue(),
                owner.textValue(),
                number.longValue(),
                batch.textValue());
    }

    private static String key(SubmissionRequests.Submissions request, SubmissionOrder order) {
        return PinnedPlace.keyOf(request.jobs(), request.by(), order);
    }
}
