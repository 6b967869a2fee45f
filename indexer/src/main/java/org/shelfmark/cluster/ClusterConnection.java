package org.shelfmark.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.shelfmark.index.IndexUnusableException;

/**
 * Requests to the nodes of a cluster and their answers. A request that no node answers, or for which the cluster has no
 * room, is repeated after longer and longer pauses; so every request must be harmless when it is carried out twice.
 *
 * <p>Safe for many threads.
 */
public final class ClusterConnection implements Closeable {
    /** Makes and reads what is sent and answered. */
    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private static final long USUAL_LARGEST_REQUEST = 100 << 20;

    private final ClusterSettings settings;
    private final HttpClient client;
    private final AtomicInteger node = new AtomicInteger();

    /**
     * Prepares requests; nothing is sent yet.
     *
     * @throws IOException when the certificates cannot be read
     */
    public ClusterConnection(ClusterSettings settings) throws IOException {
        this.settings = settings;
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).version(HttpClient.Version.HTTP_1_1);
        if (settings.authorities().isPresent()) {
            builder.sslContext(Authorities.context(settings.authorities().get()));
        }
        this.client = builder.build();
    }

    /** What it was told. */
    public ClusterSettings settings() {
        return settings;
    }

    /** What the cluster answers to a request without a body. */
    public JsonNode get(String path) throws IOException {
        return send("GET", path, "", null);
    }

    /** The same; missing where there is nothing under the path. */
    public JsonNode getIfThere(String path) throws IOException {
        try {
            return get(path);
        } catch (ClusterRefusedException refused) {
            if (refused.status() == 404) {
                return MissingNode.getInstance();
            }
            throw refused;
        }
    }

    /** Sends JSON; the answer. */
    public JsonNode post(String path, JsonNode body) throws IOException {
        return send("POST", path, "application/json", JSON.writeValueAsBytes(body));
    }

    /** Sends JSON; the answer. */
    public JsonNode put(String path, JsonNode body) throws IOException {
        return send("PUT", path, "application/json", JSON.writeValueAsBytes(body));
    }

    /** Sends lines of JSON; the answer. */
    public JsonNode lines(String path, byte[] body) throws IOException {
        return send("POST", path, "application/x-ndjson", body);
    }

    /** Deletes; nothing happens where nothing is there. */
    public JsonNode delete(String path, @Nullable JsonNode body) throws IOException {
        try {
            return send("DELETE", path, "application/json", body == null ? null : JSON.writeValueAsBytes(body));
        } catch (ClusterRefusedException refused) {
            if (refused.status() == 404) {
                return MissingNode.getInstance();
            }
            throw refused;
        }
    }

    /** What every node takes in one request, by their own settings; what is usual where they may not be read. */
    public long largestRequestBytes() throws IOException {
        long least = USUAL_LARGEST_REQUEST;
        JsonNode nodes;
        try {
            nodes = get("_nodes/http").path("nodes");
        } catch (ClusterRefusedException notAllowed) {
            return least;
        }
        for (JsonNode known : nodes) {
            least = Math.min(
                    least,
                    known.path("http").path("max_content_length_in_bytes").asLong(least));
        }
        return least;
    }

    private JsonNode send(String method, String path, String type, byte @Nullable [] body) throws IOException {
        Patience patience = new Patience(settings.patience(), FIRST_PAUSE, LONGEST_PAUSE);
        while (true) {
            try {
                return once(method, path, type, body);
            } catch (ClusterUnavailableException unavailable) {
                if (!patience.isWorthAnother()) {
                    throw unavailable;
                }
            }
        }
    }

    private JsonNode once(String method, String path, String type, byte @Nullable [] body) throws IOException {
        int number = Math.floorMod(node.get(), settings.urls().size());
        URI base = settings.urls().get(number);
        HttpRequest.Builder request = HttpRequest.newBuilder(resolved(base, path))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body));
        if (body != null) {
            request.header("Content-Type", type);
        }
        settings.credentials().ifPresent(known -> request.header("Authorization", "Basic " + basic(known)));
        HttpResponse<byte[]> response;
        try {
            response = answered(request.build());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the cluster at " + base, e);
        } catch (IOException e) {
            // another node may answer
            node.compareAndSet(number, number + 1);
            throw new ClusterUnavailableException("no answer from the cluster at " + base + ": " + e.getMessage(), e);
        }
        return answer(base, number, response);
    }

    /** The client's own time limit ends with the first line of an answer, of which the rest may never come. */
    private HttpResponse<byte[]> answered(HttpRequest request) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> response =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            return response.get(settings.answer().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            boolean unused = response.cancel(true);
            throw new IOException("none within " + settings.answer().toMillis() / 1_000.0 + " s", late);
        } catch (InterruptedException e) {
            boolean unused = response.cancel(true);
            throw e;
        } catch (ExecutionException failed) {
            throw new IOException(String.valueOf(failed.getCause()), failed.getCause());
        }
    }

    private JsonNode answer(URI base, int number, HttpResponse<byte[]> response) throws IOException {
        int status = response.statusCode();
        JsonNode json;
        try {
            json = JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            if (status / 100 == 2) {
                throw new IndexUnusableException("what answers at " + base + " is no OpenSearch cluster: it answered "
                        + shown(new String(response.body(), StandardCharsets.UTF_8)));
            }
            json = MissingNode.getInstance();
        }
        if (status / 100 == 2) {
            return json;
        }
        String reason = reason(json);
        if (status == 429 || status == 502 || status == 503 || status == 504) {
            node.compareAndSet(number, number + 1);
            throw new ClusterUnavailableException(
                    "the cluster at " + base + " cannot answer now (status " + status + "): " + reason);
        }
        if (status == 401) {
            throw new ClusterRefusedException(status, "", notLetIn(base));
        }
        throw new ClusterRefusedException(
                status,
                json.path("error").path("type").asText(""),
                "the cluster at " + base + " refuses (status " + status + "): " + reason);
    }

    private String notLetIn(URI base) {
        return "the cluster at " + base + " lets "
                + settings.credentials()
                        .map(known -> "'" + known.user() + "' not in with this password")
                        .orElse("nobody in without a name and a password")
                + " (status 401); accepted: --opensearch-user NAME with --opensearch-password-file FILE";
    }

    /** Why something was refused, from what says it best to what caused it: of an answer, or of one result of a bulk request. */
    public static String reason(JsonNode answer) {
        JsonNode error = answer.path("error");
        if (error.isTextual()) {
            return shown(error.asText());
        }
        JsonNode first = error.path("root_cause").path(0);
        StringBuilder text = new StringBuilder(
                first.path("reason").asText(error.path("reason").asText("no reason given")));
        for (JsonNode cause = error.path("caused_by"); !cause.isMissingNode(); cause = cause.path("caused_by")) {
            text.append(": ").append(cause.path("reason").asText());
        }
        return shown(text.toString());
    }

    private static String shown(String text) {
        return text.length() <= 500 ? text : text.substring(0, 500) + "...";
    }

    private static URI resolved(URI base, String path) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text : text + "/") + path);
    }

    private static String basic(ClusterSettings.Credentials known) {
        return Base64.getEncoder()
                .encodeToString((known.user() + ":" + known.password()).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        // what is under way is of no use any more
        client.shutdownNow();
    }
}
