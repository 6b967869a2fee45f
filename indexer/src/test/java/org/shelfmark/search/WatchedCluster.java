package org.shelfmark.search;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands on loopback before a cluster, hands everything on, and counts. */
final class WatchedCluster implements AutoCloseable {
    private static final String DOCUMENT = "\"_source\":{";

    private final URI cluster;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger searches = new AtomicInteger();
    private final AtomicInteger jobs = new AtomicInteger();

    WatchedCluster(URI cluster) throws IOException {
        this.cluster = cluster;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        HttpRequest request = HttpRequest.newBuilder(URI.create(cluster + path))
                .method(
                        exchange.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                exchange.getRequestBody().readAllBytes()))
                .header("Content-Type", "application/json")
                .build();
        HttpResponse<byte[]> answer;
        try {
            answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        // what stands beside the jobs is asked for by the names of its indices
        if (path.startsWith("/_search?") || (path.contains("-jobs") && path.contains("/_search?"))) {
            searches.incrementAndGet();
            String text = new String(answer.body(), StandardCharsets.UTF_8);
            jobs.addAndGet(text.split(java.util.regex.Pattern.quote(DOCUMENT), -1).length - 1);
        }
        exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
        exchange.getResponseBody().write(answer.body());
        exchange.close();
    }

    /** Searches of jobs so far. */
    int searches() {
        return searches.get();
    }

    /** Jobs that were fetched so far. */
    int jobs() {
        return jobs.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
