package org.shelfmark.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.shelfmark.search.FetchedRecord;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.SearchJson;

/** The routes under {@code /api/v1}, and those for whoever watches the server. */
final class ApiRoutes {
    private static final String JSON = "application/json";

    private final JobSearch search;
    private final ServerMetrics metrics;
    private final Readiness readiness;

    ApiRoutes(JobSearch search, ServerMetrics metrics, Readiness readiness) {
        this.search = search;
        this.metrics = metrics;
        this.readiness = readiness;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/count", this::count);
        routes.get("/api/v1/jobs", this::jobs);
        routes.get("/api/v1/jobs/{id}", this::job);
        routes.get("/api/v1/jobs/{id}/record", this::record);
        routes.get("/api/v1/facets", this::facets);
        routes.get("/api/v1/history", new HistoryRoute(search)::answer);
        routes.get("/api/v1/files", this::files);
        routes.get("/api/v1/status", context -> answer(context, Set.of(), search.status()));
        routes.get("/api/v1/fields", context -> answer(context, Set.of(), search.fields()));
        routes.get("/healthz", context -> context.contentType("text/plain").result("ok\n"));
        routes.get("/readyz", this::ready);
        routes.get(
                "/metrics",
                context -> context.contentType(ServerMetrics.CONTENT_TYPE).result(metrics.scrape()));
    }

    private void ready(Context context) {
        Optional<String> obstacle = readiness.obstacle();
        if (obstacle.isPresent()) {
            Problems.render(context, ProblemDetails.of(503, obstacle.get()));
        } else {
            context.contentType("text/plain").result("ready\n");
        }
    }

    private void count(Context context) throws IOException {
        QueryParameters parameters = new QueryParameters(context, Set.of("q", "constraint"));
        json(context, search.count(new Requests.Count(selection(parameters))));
    }

    private static Requests.Selection selection(QueryParameters parameters) {
        return new Requests.Selection(parameters.text("q"), parameters.optional("constraint"));
    }

    private void jobs(Context context) throws IOException {
        QueryParameters parameters =
                new QueryParameters(context, Set.of("q", "constraint", "sort", "limit", "cursor", "fields"));
        json(
                context,
                search.jobs(new Requests.Jobs(
                        selection(parameters),
                        parameters.text("sort"),
                        parameters.integer("limit", Requests.Jobs.DEFAULT_LIMIT),
                        parameters.optional("cursor"),
                        parameters.list("fields"))));
    }

    private void job(Context context) throws IOException {
        json(context, search.job(oneJob(context, new QueryParameters(context, Set.of("source")))));
    }

    private void record(Context context) throws IOException {
        QueryParameters parameters = new QueryParameters(context, Set.of("source", "format"));
        String format = parameters.oneOf("format", "long", "long", "json");
        FetchedRecord record = search.record(oneJob(context, parameters));
        context.header("Shelfmark-Id", record.id());
        context.header("Shelfmark-Offset", Long.toString(record.offset()));
        if (format.equals("json")) {
            context.contentType(JSON).result(record.json());
        } else {
            context.contentType("text/plain; charset=utf-8").result(record.bytes());
        }
    }

    private static Requests.OneJob oneJob(Context context, QueryParameters parameters) {
        return new Requests.OneJob(context.pathParam("id"), parameters.optional("source"));
    }

    private void facets(Context context) throws IOException {
        QueryParameters parameters = new QueryParameters(context, Set.of("q", "constraint", "by", "top"));
        json(
                context,
                search.facets(new Requests.Facets(
                        selection(parameters),
                        parameters.list("by"),
                        parameters.integer("top", Requests.Facets.DEFAULT_TOP))));
    }

    private void files(Context context) throws IOException {
        QueryParameters parameters = new QueryParameters(context, Set.of("problems"));
        json(context, search.files(new Requests.Files(parameters.flag("problems"))));
    }

    private static void answer(Context context, Set<String> accepted, Object answer) {
        QueryParameters unused = new QueryParameters(context, accepted);
        json(context, answer);
    }

    private static void json(Context context, Object answer) {
        context.contentType(JSON).result(SearchJson.write(answer));
    }

    /** The paths, for the message about an unknown one. */
    static String listed() {
        return "/api/v1/ count, jobs, jobs/{id}, jobs/{id}/record, facets, history, files, status, fields; /healthz, /readyz, "
                + "/metrics";
    }
}
