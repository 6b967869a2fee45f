package org.shelfmark.server;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;

/**
 * Refuses changes that a web page asks for. A browser sends the requests of any page to any server, and says so by
 * {@code Origin} or {@code Sec-Fetch-Site}; a header of our own is one that a page cannot send without asking us first,
 * which is never answered.
 */
final class ChangeChecks {
    /** Its value is of no account. */
    static final String HEADER = "Shelfmark-Request";

    private ChangeChecks() {}

    static void check(Context context) {
        if (context.header("Origin") != null || context.header("Sec-Fetch-Site") != null) {
            throw new ForbiddenResponse("a web page asks for this change; only programs may");
        }
        if (context.header(HEADER) == null) {
            throw new ForbiddenResponse("the header '" + HEADER
                    + "' is missing, by which programs differ from web pages; send it with any" + " value");
        }
    }
}
