package org.shelfmark.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.shelfmark.index.CommitName;

/**
 * The place behind the last job of a page: its sort values and its address. It is valid only for the query and order it was
 * made for.
 */
public record PageCursor(PinnedPlace pinned) {
    private static final String OF = "jobs";

    /** The text of a cursor. */
    static String encode(FieldDoc last, CommitName commit, Instant now, Requests.Selection jobs, Sort sort) {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        for (Object value : last.fields) {
            switch (value) {
                case null -> values.addNull();
                case BytesRef bytes -> values.add(bytes.utf8ToString());
                case Long number -> values.add(number);
                default -> throw new IllegalStateException("no sort value: " + value);
            }
        }
        return new PinnedPlace(commit.hex(), now, PinnedPlace.keyOf(jobs, sort), values).encode();
    }

    /**
     * Reads a cursor's text.
     *
     * @throws SearchException when it is damaged
     */
    public static PageCursor parse(String text) {
        return new PageCursor(PinnedPlace.parse(text, OF));
    }

    /**
     * What the pages are of.
     *
     * @throws SearchException when it is no commit
     */
    CommitName commit() {
        return pinned.commit(OF);
    }

    /** To which relative times in the query refer, in all pages. */
    public Instant now() {
        return pinned.now();
    }

    /**
     * The place among them: values as columns have them, {@code Long}, {@code BytesRef}, or null for no string.
     *
     * @param documents number of documents that the pages are of
     * @throws SearchException when the cursor is damaged or belongs to another query or order
     */
    public FieldDoc place(Requests.Selection jobs, Sort sort, int documents) {
        if (!pinned.key().equals(PinnedPlace.keyOf(jobs, sort))) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST, "cursor: it belongs to another query or sort order");
        }
        JsonNode at = pinned.at();
        SortField[] fields = sort.getSort();
        if (!at.isArray() || at.size() != fields.length) {
            throw PinnedPlace.notOurs(OF);
        }
        @Nullable Object[] values = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            values[i] = value(at.get(i), fields[i]);
        }
        // the address decides; the document number only has to be a possible one that loses every tie
        return new FieldDoc(Math.max(documents, 1) - 1, Float.NaN, values);
    }

    private static @Nullable Object value(JsonNode value, SortField field) {
        if (field.getType() == SortField.Type.STRING && (value.isNull() || value.isTextual())) {
            return value.isNull() ? null : new BytesRef(value.textValue());
        }
        if (field.getType() == SortField.Type.STRING || !value.canConvertToLong() || !value.isIntegralNumber()) {
            throw PinnedPlace.notOurs(OF);
        }
        return value.asLong();
    }
}
