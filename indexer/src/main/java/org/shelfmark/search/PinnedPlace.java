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
 * What every cursor says: the place behind the last of a page, in what the first page was of, and at the time of it.
 *
 * @param view the name of what the pages are of, a commit or a cluster's view; elsewhere, jobs may have come and gone
 * @param now to which relative times in the query refer, in all pages
 * @param key stands for what the cursor was made for
 * @param at the place, as it stands in the cursor
 */
public record PinnedPlace(String view, Instant now, String key, JsonNode at) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The end of the year 9999; times beyond have no four-digit year to be written with. */
    private static final long LAST_MILLIS = 253_402_300_799_999L;

    /** The text of a cursor. */
    public String encode() {
        ObjectNode json = JSON.createObjectNode();
        json.put("for", key);
        json.put("commit", view);
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
    public static PinnedPlace parse(String text, String of) {
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
                json.path("commit").asText(),
                Instant.ofEpochMilli(now.asLong()),
                json.path("for").asText(),
                json.path("at"));
    }

    /**
     * The commit that the pages are of.
     *
     * @throws SearchException when they are of something else
     */
    CommitName commit(String of) {
        return CommitName.parse(view).orElseThrow(() -> notOurs(of));
    }

    /**
     * Requires that it is a place in a cluster's view.
     *
     * @throws SearchException when it is one in a commit, whose pages no cluster has
     */
    public void requireView() {
        if (CommitName.parse(view).isPresent()) {
            throw expired();
        }
    }

    /** The key of what a cursor is made for. */
    public static String keyOf(Object... madeFor) {
        StringBuilder text = new StringBuilder();
        for (Object part : madeFor) {
            text.append(part).append('\0');
        }
        return Integer.toHexString(text.toString().hashCode());
    }

    /** The error of a cursor that nobody made. */
    public static SearchException notOurs(String of) {
        return new SearchException(
                SearchException.Kind.BAD_REQUEST, "cursor: not one that a page of " + of + " gave out");
    }

    /** The error of a cursor whose pages are not kept any more. */
    public static SearchException expired() {
        return new SearchException(
                SearchException.Kind.CURSOR_EXPIRED,
                "cursor: the pages of this search have expired; ask for the first one again, without a cursor");
    }
}
