package org.shelfmark.server;

import io.javalin.http.Context;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What browsers may do with answers. Records hold what users of the pool wrote: nothing of an answer may be taken for a page
 * or a script, but for the page itself, and that may load from this server only, and contain no script of its own.
 */
final class BrowserRules {
    private static final String POLICY = "Content-Security-Policy";
    /** For what is no page: opened as one, it has no origin, loads nothing and runs nothing. */
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox";

    private static final String PAGE = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final String SCRIPTLESS =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> EVERYWHERE = Map.of(
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            POLICY,
            NOTHING);

    private BrowserRules() {}

    /** For every answer, by name and value; what is a page says otherwise later. */
    static void everywhere(BiConsumer<String, String> header) {
        EVERYWHERE.forEach(header);
    }

    /** For the page and its files. */
    static void page(Context context) {
        document(context, PAGE);
    }

    /** For a page without scripts. */
    static void scriptlessPage(Context context) {
        document(context, SCRIPTLESS);
    }

    private static void document(Context context, String policy) {
        context.header(POLICY, policy);
        context.header("Cross-Origin-Opener-Policy", "same-origin");
    }
}
