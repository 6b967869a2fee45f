package org.shelfmark.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.Closeable;
import java.time.InstantSource;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.SearchException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running HTTP server over a search. */
public final class ApiServer implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(ApiServer.class);

    private final Javalin javalin;
    private final ServerMetrics metrics;

    private ApiServer(Javalin javalin, ServerMetrics metrics) {
        this.javalin = javalin;
        this.metrics = metrics;
    }

    /**
     * Starts listening.
     *
     * @param search answers the requests; closed by whoever opened it
     * @param clock tells how long something has lasted
     * @throws ServerStartException when the address cannot be bound
     */
    public static ApiServer start(ServerSettings settings, JobSearch search, InstantSource clock) {
        ServerMetrics metrics = new ServerMetrics(search);
        ApiRoutes routes = new ApiRoutes(search, metrics, new Readiness(search, clock));
        Javalin javalin = Javalin.create(config -> configure(config, new ServedHost(settings.host()), routes, metrics));
        try {
            javalin.start(settings.host(), settings.port());
            return new ApiServer(javalin, metrics);
        } catch (JavalinBindException e) {
            javalin.stop();
            metrics.close();
            throw new ServerStartException(
                    "cannot listen on " + settings.host() + " port " + settings.port()
                            + ": the port is in use or not ours to bind; choose another with --port",
                    e);
        }
    }

    private static void configure(JavalinConfig config, ServedHost served, ApiRoutes routes, ServerMetrics metrics) {
        config.startup.showJavalinBanner = false;
        config.concurrency.useVirtualThreads = true;
        config.routes.before(context -> {
            String host = context.header("Host");
            if (host != null && !served.serves(host)) {
                throw new ForbiddenResponse("this server answers as localhost only, not as '" + host + "'");
            }
        });
        config.requestLogger.http((context, millis) -> metrics.answered(context, millis));
        routes.addTo(config.routes);
        config.routes.exception(SearchException.class, (failure, context) -> Problems.render(context, failure));
        config.routes.exception(HttpResponseException.class, ApiServer::httpFailure);
        config.routes.exception(Exception.class, (failure, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), failure);
            Problems.render(context, ProblemDetails.of(failure));
        });
        config.router.javaLangErrorHandler(Problems::render);
    }

    private static void httpFailure(HttpResponseException failure, Context context) {
        String detail = failure.getStatus() == 404
                ? "nothing at " + context.path() + "; there is " + ApiRoutes.listed()
                : String.valueOf(failure.getMessage());
        Problems.render(context, ProblemDetails.of(failure.getStatus(), detail));
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
