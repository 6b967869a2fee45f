package org.shelfmark.server;

import io.javalin.http.Context;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The routes that describe all routes. What they answer is made when it is asked for the first time. */
final class DescribingRoutes {
    private static final String HTML = "text/html; charset=utf-8";

    private final Supplier<RouteTable> table;
    private byte @Nullable [] document;
    private byte @Nullable [] page;

    private DescribingRoutes(Supplier<RouteTable> table) {
        this.table = table;
    }

    /** Those that describe a table, which is asked for with the first request. */
    static List<Route> of(Supplier<RouteTable> table) {
        DescribingRoutes describing = new DescribingRoutes(table);
        return List.of(
                new Route(
                        "/openapi.json",
                        "This interface as an OpenAPI document",
                        List.of(),
                        new Answer.Raw(List.of(Bodies.JSON), "OpenAPI 3.1"),
                        (given, context) -> Bodies.bytes(context, Bodies.JSON, describing.document())),
                new Route(
                        "/api",
                        "This interface as a page to read",
                        List.of(),
                        new Answer.Raw(List.of("text/html"), "the page"),
                        (given, context) -> describing.showPage(context)));
    }

    private void showPage(Context context) {
        BrowserRules.scriptlessPage(context);
        Bodies.bytes(context, HTML, page());
    }

    private synchronized byte[] document() {
        if (document == null) {
            document = OpenApiDocument.of(table.get());
        }
        return document;
    }

    private synchronized byte[] page() {
        if (page == null) {
            page = ApiPage.of(table.get());
        }
        return page;
    }
}
