package org.shelfmark.server;

import java.util.List;

/** What a route answers with when all goes well. */
sealed interface Answer {
    /** JSON in the shape of a record. */
    record Json(Class<? extends Record> type) implements Answer {}

    /** Bytes of one of some media types. */
    record Raw(List<String> mediaTypes, String description) implements Answer {}

    /** Text. */
    static Raw text(String description) {
        return new Raw(List.of("text/plain"), description);
    }
}
