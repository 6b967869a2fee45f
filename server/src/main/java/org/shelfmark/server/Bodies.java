package org.shelfmark.server;

import io.javalin.http.Context;
import org.shelfmark.search.SearchJson;

/** Bodies of answers. Whoever has one already is told so instead of getting it again. */
final class Bodies {
    static final String JSON = "application/json";
    static final String TEXT = "text/plain; charset=utf-8";

    private Bodies() {}

    /** Answers with JSON. */
    static void json(Context context, Object answer) {
        byte[] body = SearchJson.bytes(answer);
        tagged(context, JSON, body, EntityTag.ofAnswer(body));
    }

    /** Says what was done. */
    static void done(Context context, Object report) {
        context.header("Cache-Control", "no-store");
        context.contentType(JSON).result(SearchJson.bytes(report));
    }

    /** Answers with bytes. */
    static void bytes(Context context, String contentType, byte[] body) {
        tagged(context, contentType, body, EntityTag.of(body));
    }

    /** Answers with bytes that have a tag already. */
    static void tagged(Context context, String contentType, byte[] body, EntityTag tag) {
        context.header("ETag", tag.text());
        context.header("Cache-Control", "no-cache");
        String known = context.header("If-None-Match");
        if (known != null && tag.isAmong(known)) {
            context.status(304);
        } else {
            context.contentType(contentType).result(body);
        }
    }
}
