package org.shelfmark.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.shelfmark.index.CommitName;

/**
 * What every cursor says: the place behind the last of a page, in the commit and at the time of the first page.
 *
 * @param commit what the pages are of; elsewhere, jobs may have come and gone
 * @param now to which relative times in the query refer, in all pages
 * @param key stands for what the cursor was made for
 * @param at the place, as it stands in the cursor
 */
record PinnedPlace(CommitName commit, Instant now, String key, JsonNode at) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The end of the year 9999; times beyond have no four-digit year to be written with. */
    private static final long LAST_MILLIS = 253_402_300_799_999L;

    /** The text of a cursor. */
    String encode() {
        ObjectNode json = JSON.createObjectNode();
        json.put("for", key);
        json.put("commit", commit.hex());
        json.put("now", now.toEpochMilli());
        json.set("at", at);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a cursor's text.
     *
     * @param of what the pages are of, in words
     * @throws SearchException when it is damaged
     */
    static PinnedPlace parse(String text, String of) {
        JsonNode json;
        try {
            json = JSON.readTree(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IOException | IllegalArgumentException e) {
            throw notOurs(of);
        }
        JsonNode now = json.path("now");
        if (!now.isIntegralNumber() || !now.canConvertToLong() || now.asLong() < 0 || now.asLong() > LAST_MILLIS) {
            throw notOurs(of);
        }
        return new PinnedPlace(
                CommitName.parse(json.path("commit").asText()).orElseThrow(() -> notOurs(of)),
                Instant.ofEpochMilli(now.asLong()),
                json.path("for").asText(),
                json.path("at"));
    }

    /** The key of what a cursor is made for. */
    static String keyOf(Object... madeFor) {
        StringBuilder text = new StringBuilder();
        for (Object part : madeFor) {
            text.append(part).append('\0');
        }
        return Integer.toHexString(text.toString().hashCode());
    }

    static SearchException notOurs(String of) {
        return new SearchException(
                SearchException.Kind.BAD_REQUEST, "cursor: not one that a page of " + of + " gave out");
    }
}
