package org.shelfmark.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One node of a {@link TestCluster}. Its directory and ports stay the same however often it is started. */
public final class ClusterNode {
    private static final Duration REQUEST = Duration.ofMinutes(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String name;
    private final Path directory;
    private final int httpPort;
    private final int transportPort;
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable NodeProcess process;

    ClusterNode(String name, Path directory, FreePorts ports) {
        this.name = name;
        this.directory = directory;
        this.httpPort = ports.next();
        this.transportPort = ports.next();
    }

    String name() {
        return name;
    }

    String transportAddress() {
        return "127.0.0.1:" + transportPort;
    }

    /** Where it answers requests while it runs, without a slash at the end. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    /** What it has written about its work; may not exist yet. */
    public Path log() {
        return directory.resolve("logs").resolve("node.log");
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The process's id; empty while the node does not run. */
    public Optional<Long> pid() {
        return process == null || !process.isAlive() ? Optional.empty() : Optional.of(process.pid());
    }

    /** Ends it at once, as a loss of power of its machine would, and waits until it has ended. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** Asks it for something. A status other than 2xx is an {@link IllegalStateException} that says it and the answer. */
    public JsonNode get(String path) {
        return send("GET", path, "");
    }

    /**
     * The same with a method and a body, which is JSON or lines of JSON.
     *
     * @param path with the slash at its start and the query
     */
    public JsonNode send(String method, String path, String body) {
        HttpResponse<String> answer;
        try {
            answer = exchange(method, path, body);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not answer " + method + " " + path, e);
        }
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(
                    name + " answers " + method + " " + path + " with " + answer.statusCode() + ": " + answer.body());
        }
        return json(answer.body());
    }

    private HttpResponse<String> exchange(String method, String path, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(REQUEST)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + name + " was asked", e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + text, e);
        }
    }

    /** Whether the cluster comes to have so many nodes and at least this status before the deadline, as this node sees it. */
    boolean seesHealth(String status, int nodes, Deadline deadline) {
        while (isAlive() && !deadline.isOver()) {
            // it answers when the condition holds or after the time given, which is shorter than the request's own
            long seconds = Math.clamp(deadline.left().toSeconds(), 1, 20);
            String path = "/_cluster/health?wait_for_status=" + status + "&wait_for_nodes=" + nodes + "&timeout="
                    + seconds + "s&cluster_manager_timeout=" + seconds + "s";
            try {
                if (exchange("GET", path, "").statusCode() == 200) {
                    return true;
                }
            } catch (IOException e) {
                // a node that ends meanwhile; the loop sees it
                Thread.onSpinWait();
            }
        }
        return false;
    }

    /** Does not wait until it answers. */
    void launch(String cluster, String founders, String seeds) {
        try {
            Files.createDirectories(directory);
            process = NodeProcess.start(
                    directory,
                    List.of(
                            cluster,
                            name,
                            directory.toString(),
                            Integer.toString(httpPort),
                            Integer.toString(transportPort),
                            founders,
                            seeds));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + name + " in '" + directory + "'", e);
        }
    }

    void awaitReady(Deadline deadline) {
        if (process == null) {
            throw new IllegalStateException(name + " was not launched");
        }
        process.awaitReady(deadline);
    }

    void stop() {
        if (process != null) {
            process.stop();
        }
    }
}
