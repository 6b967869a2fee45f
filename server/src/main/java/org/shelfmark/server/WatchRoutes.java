package org.shelfmark.server;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** The routes for whoever watches the server. They are always answered, however busy it is. */
final class WatchRoutes {
    private final ServerMetrics metrics;
    private final Readiness readiness;

    WatchRoutes(ServerMetrics metrics, Readiness readiness) {
        this.metrics = metrics;
        this.readiness = readiness;
    }

    List<Route> all() {
        return List.of(
                new Route(
                        "/healthz",
                        "Whether the server answers",
                        List.of(),
                        Answer.text("ok"),
                        (given, context) -> context.contentType("text/plain").result("ok\n")),
                new Route(
                        "/readyz",
                        "Whether its answers can be relied on",
                        List.of(),
                        Answer.text("ready; with status 503 a problem that says why not"),
                        (given, context) -> ready(context)),
                new Route(
                        "/metrics",
                        "Everything that can be counted, for Prometheus",
                        List.of(),
                        Answer.text("the text format of Prometheus"),
                        (given, context) ->
                                context.contentType(ServerMetrics.CONTENT_TYPE).result(metrics.scrape())));
    }

    private void ready(Context context) {
        Optional<String> obstacle = readiness.obstacle();
        if (obstacle.isPresent()) {
            Problems.render(context, ProblemDetails.of(503, obstacle.get()));
        } else {
            context.contentType("text/plain").result("ready\n");
        }
    }
}
