package org.shelfmark.server;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Refuses changes that a web page of somebody else asks for. A browser sends the requests of any page to any server, and says
 * from where by {@code Origin} and {@code Sec-Fetch-Site}; a header of our own is one that a page elsewhere cannot send without
 * asking us first, which is never answered. What is left are programs, and our own page: that is where the browser and we agree
 * on the host's name, and the name can only be ours.
 */
record ChangeChecks(ServedHost served) {
    /** Its value is of no account. */
    static final String HEADER = "Shelfmark-Request";

    /** Refuses a request by throwing. */
    void check(Context context) {
        @Nullable String site = context.header("Sec-Fetch-Site");
        @Nullable String origin = context.header("Origin");
        String host = Objects.requireNonNullElse(context.header("Host"), "");
        boolean fromElsewhere = (site != null && !site.equals("same-origin"))
                || (origin != null && !origin.equalsIgnoreCase(context.scheme() + "://" + host));
        if (fromElsewhere) {
            throw new ForbiddenResponse(
                    "a web page of another server asks for this change; only ours may, and programs");
        }
        if ((site != null || origin != null) && !served.isCertainlyOurs(host)) {
            throw new ForbiddenResponse(
                    "a web page asks for this change under the name '" + host
                            + "', which may be somebody else's; start the server with that name as --host, or ask by the command line");
        }
        if (context.header(HEADER) == null) {
            throw new ForbiddenResponse("the header '" + HEADER
                    + "' is missing, which web pages elsewhere cannot send; send it with any value");
        }
    }
}
