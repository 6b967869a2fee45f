package org.shelfmark.server;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.Closeable;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.shelfmark.search.JobSearch;

/** What {@code /metrics} tells: the status of the index, the requests, the virtual machine. Safe for many threads. */
final class ServerMetrics implements Closeable {
    /** The text format that every Prometheus reads. */
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter refused;
    /** Making a timer known costs more than recording a request. */
    private final Map<Answered, Timer> answered = new ConcurrentHashMap<>();

    private record Answered(String route, int status) {}

    ServerMetrics(JobSearch search) {
        // nanoseconds are no base unit, and the share of the processors says the same
        registry.config().meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
        registry.getPrometheusRegistry().register(new StatusMetrics(search));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        refused = Counter.builder("shelfmark.http.refused.requests")
                .description("Requests refused because too many were worked on")
                .register(registry);
    }

    /** Counts a request that was answered; those for no route of ours under one name, as anybody can invent paths. */
    void answered(Context context, float millis) {
        Endpoint endpoint = context.endpoints().matchedHttpEndpoint();
        answered.computeIfAbsent(
                        new Answered(endpoint == null ? "none" : endpoint.path, context.statusCode()), this::timer)
                .record(Duration.ofNanos((long) (millis * 1e6)));
    }

    private Timer timer(Answered kind) {
        return Timer.builder("shelfmark.http.requests")
                .description("Requests answered")
                .tag("route", kind.route())
                .tag("status", Integer.toString(kind.status()))
                .register(registry);
    }

    /** Counts a request that waited for its turn in vain. */
    void refused() {
        refused.increment();
    }

    /** Everything, in the text format of Prometheus. */
    String scrape() {
        return registry.scrape(CONTENT_TYPE);
    }

    @Override
    public void close() {
        registry.close();
    }
}
