package org.shelfmark.server;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;

/** What is looked at before any route is asked. */
final class RequestChecks {
    private final ServedHost served;

    RequestChecks(ServedHost served) {
        this.served = served;
    }

    void check(Context context) {
        BrowserRules.everywhere(context::header);
        context.header("Vary", "Accept-Encoding");
        String host = context.header("Host");
        if (host != null && !served.serves(host)) {
            throw new ForbiddenResponse("this server answers as localhost only, not as '" + host + "'");
        }
        // Javalin decodes parts of the path later, and takes what cannot be decoded for a failure of ours
        String unused = PercentEncoding.decode(context.path());
    }
}
