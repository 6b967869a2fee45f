package org.shelfmark.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.shelfmark.index.CommitName;

/**
 * The place behind the last job of a page: its sort values and its address, in the commit and at the time of the first
 * page. It is valid only for the query and order it was made for.
 *
 * @param commit what the pages are of; elsewhere, jobs may have come and gone
 * @param now to which relative times in the query refer, in all pages
 * @param key stands for query and order
 * @param at the values, as they stand in the cursor
 */
record PageCursor(CommitName commit, Instant now, String key, JsonNode at) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The end of the year 9999; times beyond have no four-digit year to be written with. */
    private static final long LAST_MILLIS = 253_402_300_799_999L;

    /** The text of a cursor. */
    static String encode(FieldDoc last, CommitName commit, Instant now, Requests.Selection jobs, Sort sort) {
        ObjectNode json = JSON.createObjectNode();
        json.put("for", keyOf(jobs, sort));
        json.put("commit", commit.hex());
        json.put("now", now.toEpochMilli());
        ArrayNode values = json.putArray("at");
        for (Object value : last.fields) {
            switch (value) {
                case null -> values.addNull();
                case BytesRef bytes -> values.add(bytes.utf8ToString());
                case Long number -> values.add(number);
                default -> throw new IllegalStateException("no sort value: " + value);
            }
        }
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor's text.
     *
     * @throws SearchException when it is damaged
     */
    static PageCursor parse(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            throw notOurs();
        }
        JsonNode now = json.path("now");
        if (!now.isIntegralNumber()
                || !now.canConvertToLong()
                || now.asLong() < 0
                || now.asLong() > LAST_MILLIS
                || !json.path("at").isArray()) {
            throw notOurs();
        }
        return new PageCursor(
                CommitName.parse(json.path("commit").asText()).orElseThrow(PageCursor::notOurs),
                Instant.ofEpochMilli(now.asLong()),
                json.path("for").asText(),
                json.path("at"));
    }

    /**
     * The place in the commit.
     *
     * @param documents number of documents of the commit
     * @throws SearchException when the cursor is damaged or belongs to another query or order
     */
    FieldDoc place(Requests.Selection jobs, Sort sort, int documents) {
        if (!key.equals(keyOf(jobs, sort))) {
            throw bad("cursor: it belongs to another query or sort order");
        }
        SortField[] fields = sort.getSort();
        if (at.size() != fields.length) {
            throw notOurs();
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
            throw notOurs();
        }
        return value.asLong();
    }

    private static String keyOf(Requests.Selection jobs, Sort sort) {
        return Integer.toHexString((jobs + "\0" + sort).hashCode());
    }

    private static SearchException notOurs() {
        return bad("cursor: not one that a page of jobs gave out");
    }

    private static SearchException bad(String message) {
        return new SearchException(SearchException.Kind.BAD_REQUEST, message);
    }
}
