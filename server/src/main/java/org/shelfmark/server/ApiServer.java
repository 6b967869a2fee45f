package org.shelfmark.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.Closeable;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.shelfmark.rollup.RollupException;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.SearchException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running HTTP server over a search. */
public final class ApiServer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private final Javalin javalin;
    private final ServerMetrics metrics;
    private final RouteTable table;

    private ApiServer(Javalin javalin, ServerMetrics metrics, RouteTable table) {
        this.javalin = javalin;
        this.metrics = metrics;
        this.table = table;
    }

    /**
     * Starts listening.
     *
     * @param search answers the requests; closed by whoever opened it
     * @param clock tells how long something has lasted
     * @throws ServerStartException when the address cannot be bound
     */
    public static ApiServer start(ServerSettings settings, JobSearch search, InstantSource clock) {
        return start(settings, search, Archiving.OFF, clock);
    }

    /**
     * Starts listening.
     *
     * @param search answers the requests; closed by whoever opened it
     * @param archiving whether it archives when it is asked to
     * @param clock tells how long something has lasted
     * @throws ServerStartException when the address cannot be bound
     */
    public static ApiServer start(ServerSettings settings, JobSearch search, Archiving archiving, InstantSource clock) {
        ServerMetrics metrics = new ServerMetrics(search);
        List<Route> routes = new ArrayList<>(new ApiRoutes(search, archiving).all());
        ServedHost host = new ServedHost(settings.host());
        routes.addAll(new ArchivingRoutes(archiving, new ChangeChecks(host)).all());
        routes.addAll(new WatchRoutes(metrics, new Readiness(search, clock)).all());
        RouteTable table = RouteTable.withDescriptions(routes);
        PageRoutes page = new PageRoutes(files(settings));
        Javalin javalin = Javalin.create(config -> configure(config, settings, host, table, page, metrics));
        try {
            javalin.start();
            return new ApiServer(javalin, metrics, table);
        } catch (JavalinBindException e) {
            javalin.stop();
            metrics.close();
            throw new ServerStartException(
                    "cannot listen on " + settings.host() + " port " + settings.port()
                            + ": the port is in use or not ours to bind; choose another with --port",
                    e);
        }
    }

    private static PageFiles files(ServerSettings settings) {
        BuiltInPage builtIn = BuiltInPage.read();
        return settings.page()
                .<PageFiles>map(directory -> new PageDirectory(directory, builtIn))
                .orElse(builtIn);
    }

    private static void configure(
            JavalinConfig config,
            ServerSettings settings,
            ServedHost host,
            RouteTable table,
            PageRoutes page,
            ServerMetrics metrics) {
        config.startup.showJavalinBanner = false;
        config.concurrency.useVirtualThreads = true;
        ConnectionBounds.apply(config.jetty, settings);
        RequestChecks checks = new RequestChecks(host);
        config.routes.before(checks::check);
        config.requestLogger.http((context, millis) -> metrics.answered(context, millis));
        table.addTo(config.routes, new RequestLimit(settings.requestsAtOnce(), settings.patience(), metrics::refused));
        page.addTo(config.routes);
        config.routes.exception(SearchException.class, (failure, context) -> Problems.render(context, failure));
        config.routes.exception(RollupException.class, (failure, context) -> Problems.render(context, failure));
        config.routes.exception(
                HttpResponseException.class, (failure, context) -> httpFailure(failure, context, table));
        config.routes.exception(Exception.class, (failure, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), failure);
            Problems.render(context, ProblemDetails.of(failure));
        });
        config.router.javaLangErrorHandler(Problems::render);
    }

    private static void httpFailure(HttpResponseException failure, Context context, RouteTable table) {
        String detail = failure.getStatus() == 404
                ? "nothing at " + context.path() + "; there is " + table.listed() + ", and the page: "
                        + PageRoutes.listed()
                : String.valueOf(failure.getMessage());
        Problems.render(context, ProblemDetails.of(failure.getStatus(), detail));
    }

    /** All its routes. */
    RouteTable table() {
        return table;
    }

    /** The paths of all routes that the running server would answer, those of the page included. */
    List<String> paths() {
        return javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.equals(HandlerType.GET) || endpoint.method.equals(HandlerType.POST))
                .map(endpoint -> endpoint.path)
                .toList();
    }

    /** The port it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Stops listening; requests that are being answered are answered. */
    @Override
    public void close() {
        javalin.stop();
        metrics.close();
    }
}
