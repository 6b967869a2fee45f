package org.shelfmark.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * The place behind the last job of a page: its sort values and its address. It stays valid while documents arrive, and
 * only for the query and order it was made for.
 */
final class PageCursor {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PageCursor() {}

    /** The text of a cursor. */
    static String encode(FieldDoc last, Requests.Selection jobs, Sort sort) {
        ObjectNode json = JSON.createObjectNode();
        json.put("for", key(jobs, sort));
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
     * @param documents number of documents of the index
     * @throws SearchException when it is damaged or belongs to another query or order
     */
    static FieldDoc decode(String text, Requests.Selection jobs, Sort sort, int documents) {
        JsonNode json;
        try {
            json = JSON.readTree(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            throw bad("cursor: not one that a page of jobs gave out");
        }
        if (!json.path("for").asText().equals(key(jobs, sort))) {
            throw bad("cursor: it belongs to another query or sort order");
        }
        JsonNode values = json.path("at");
        SortField[] fields = sort.getSort();
        if (!values.isArray() || values.size() != fields.length) {
            throw bad("cursor: not one that a page of jobs gave out");
        }
        @Nullable Object[] at = new Object[fields.length];
        for (int i = 0; i < fields.length; i++) {
            at[i] = value(values.get(i), fields[i]);
        }
        // the address decides; the document number only has to be a possible one that loses every tie
        return new FieldDoc(Math.max(documents, 1) - 1, Float.NaN, at);
    }

    private static @Nullable Object value(JsonNode value, SortField field) {
        if (field.getType() == SortField.Type.STRING && (value.isNull() || value.isTextual())) {
            return value.isNull() ? null : new BytesRef(value.textValue());
        }
        if (field.getType() == SortField.Type.STRING || !value.canConvertToLong() || !value.isIntegralNumber()) {
            throw bad("cursor: not one that a page of jobs gave out");
        }
        return value.asLong();
    }

    private static String key(Requests.Selection jobs, Sort sort) {
        return Integer.toHexString((jobs + "\0" + sort).hashCode());
    }

    private static SearchException bad(String message) {
        return new SearchException(SearchException.Kind.BAD_REQUEST, message);
    }
}
