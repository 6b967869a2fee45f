package org.shelfmark.cluster;

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
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Stands before a cluster: tells of each request that changes something, and can go away at one of them. */
public final class CutCluster implements AutoCloseable {
    private static final int UNAVAILABLE = 503;
    private static final int REFUSED = 400;
    private static final String SCRIPTS_REFUSED = "{\"error\":{\"type\":\"illegal_argument_exception\","
            + "\"reason\":\"cannot execute [inline] scripts\"},\"status\":400}";

    private final URI behind;
    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Listener listener;
    private final long cutAt;
    private final boolean isCarriedOut;
    private Listener beforeSearches = path -> {};
    private volatile boolean refusesScripts;
    private int searches;
    private long changes;
    private volatile boolean isCut;
    private volatile @Nullable Throwable failure;

    /** Is told of requests. */
    @FunctionalInterface
    public interface Listener {
        /** One is about to be carried out: method and path. */
        void request(String request) throws IOException;
    }

    /**
     * Stands before a cluster.
     *
     * @param cutAt the number of the change at which it goes away, from 1; 0 for none
     * @param isCarriedOut whether that change is carried out all the same
     */
    public CutCluster(URI behind, Listener listener, long cutAt, boolean isCarriedOut) throws IOException {
        this.behind = behind;
        this.listener = listener;
        this.cutAt = cutAt;
        this.isCarriedOut = isCarriedOut;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** One that never goes away, and does something before the first search or count of jobs is carried out. */
    public static CutCluster atSearches(URI behind, Work work) throws IOException {
        boolean[] isDone = new boolean[1];
        CutCluster cluster = new CutCluster(behind, request -> {}, 0, false);
        cluster.beforeSearches = path -> {
            boolean isAboutJobs = path.contains("-jobs-*/_count") || path.contains("-jobs-*/_search");
            if (isAboutJobs && !isDone[0] && ++cluster.searches > 1) {
                isDone[0] = true;
                work.work();
            }
        };
        return cluster;
    }

    /** One that never goes away, and refuses scripts as a cluster does that may run none. */
    public static CutCluster withoutScripts(URI behind) throws IOException {
        CutCluster cluster = new CutCluster(behind, request -> {}, 0, false);
        cluster.refusesScripts = true;
        return cluster;
    }

    /** Something to do. */
    @FunctionalInterface
    public interface Work {
        /** Does it. */
        void work() throws IOException;
    }

    /** Where it is asked. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Whether it has gone away. */
    public boolean isCut() {
        return isCut;
    }

    /** What the listener threw. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    private static boolean isChange(String method, String path) {
        return !method.equals("GET")
                && !path.contains("_search")
                && !path.contains("_count")
                && !path.contains("_refresh");
    }

    private void answer(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestMethod();
        String path = exchange.getRequestURI().toString();
        byte[] body = exchange.getRequestBody().readAllBytes();
        boolean isLast = false;
        tell(beforeSearches, path);
        if (!isCut && isChange(method, path)) {
            tell(listener, method + " " + path);
            isLast = ++changes == cutAt;
        }
        if (isCut || (isLast && !isCarriedOut)) {
            isCut = true;
            refuse(exchange, UNAVAILABLE, "{\"error\":\"gone\"}");
            return;
        }
        if (refusesScripts && new String(body, StandardCharsets.UTF_8).contains("\"script\"")) {
            refuse(exchange, REFUSED, SCRIPTS_REFUSED);
            return;
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(behind.resolve(path))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type != null) {
            request.header("Content-Type", type);
        }
        HttpResponse<byte[]> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        if (isLast) {
            isCut = true;
            refuse(exchange, UNAVAILABLE, "{\"error\":\"gone\"}");
            return;
        }
        byte[] answer = response.body();
        exchange.sendResponseHeaders(response.statusCode(), answer.length == 0 ? -1 : answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private void tell(Listener told, String request) {
        try {
            told.request(request);
        } catch (IOException | RuntimeException | AssertionError e) {
            if (failure == null) {
                failure = e;
            }
        }
    }

    private static void refuse(HttpExchange exchange, int status, String text) throws IOException {
        byte[] answer = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }
}
