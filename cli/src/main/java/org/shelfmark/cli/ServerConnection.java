package org.shelfmark.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchJson;

/** How a server is asked: addresses, time-outs, and what its refusals mean. */
final class ServerConnection {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY_REQUESTS = 429;

    private final URI base;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    ServerConnection(URI base) {
        this.base = base;
    }

    /**
     * The address of a server.
     *
     * @param where it was given, and how, for the message
     * @throws SearchException when it is none
     */
    static URI base(String where, String url) {
        try {
            URI uri = new URI(url.contains("://") ? url : "http://" + url);
            if (uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw notAServer(where);
        }
        throw notAServer(where);
    }

    private static SearchException notAServer(String where) {
        return new SearchException(SearchException.Kind.BAD_REQUEST, where + "; accepted: http://127.0.0.1:8642");
    }

    /** Reads the body of an answer while it comes. */
    interface BodyReading {
        void read(InputStream body) throws IOException;
    }

    /** Asks, and hands on the body of the answer. */
    void stream(String path, Map<String, String> parameters, BodyReading reading) throws IOException {
        HttpResponse<InputStream> response = send(path, parameters, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = new BufferedInputStream(response.body(), 1 << 16)) {
            if (response.statusCode() != OK) {
                throw failure(response, body.readAllBytes());
            }
            reading.read(body);
        }
    }

    /** Asks, and reads the JSON of the answer. */
    <T> T get(String path, Map<String, String> parameters, Class<T> type) throws IOException {
        return read(send(path, parameters), type);
    }

    private <T> T read(HttpResponse<byte[]> response, Class<T> type) throws IOException {
        try {
            return SearchJson.read(new String(response.body(), StandardCharsets.UTF_8), type);
        } catch (JsonProcessingException e) {
            throw new IOException("the server at " + base + " answered something that is not Shelfmark's: " + e, e);
        }
    }

    /** Has something changed, however long it takes, and reads the JSON of the report. */
    <T> T post(String path, Map<String, String> parameters, Class<T> type) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri(path, parameters))
                .header("Shelfmark-Request", "command line")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<byte[]> response = send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != OK) {
            throw failure(response, response.body());
        }
        return read(response, type);
    }

    /** Asks; the answer. */
    HttpResponse<byte[]> send(String path, Map<String, String> parameters) throws IOException {
        HttpResponse<byte[]> response = send(path, parameters, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != OK) {
            throw failure(response, response.body());
        }
        return response;
    }

    private <B> HttpResponse<B> send(String path, Map<String, String> parameters, HttpResponse.BodyHandler<B> bodies)
            throws IOException {
        return send(
                HttpRequest.newBuilder(uri(path, parameters))
                        .timeout(ANSWER_TIMEOUT)
                        .build(),
                bodies);
    }

    private URI uri(String path, Map<String, String> parameters) {
        List<String> pairs = new ArrayList<>();
        parameters.forEach((name, value) -> {
            if (!value.isEmpty()) {
                pairs.add(name + "=" + encoded(value));
            }
        });
        String query = pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
        String prefix = base.toString().endsWith("/") ? base.toString() : base + "/";
        return URI.create(prefix + "api/v1/" + path + query);
    }

    private <B> HttpResponse<B> send(HttpRequest request, HttpResponse.BodyHandler<B> bodies) throws IOException {
        try {
            return client.send(request, bodies);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnreachableException("interrupted while waiting for the server at " + base, e);
        } catch (IOException e) {
            throw new ServerUnreachableException("no answer from a server at " + base + ": " + e, e);
        }
    }

    /** The failure that the server describes, as the embedded search would have thrown it. */
    private IOException failure(HttpResponse<?> response, byte[] body) throws IOException {
        int status = response.statusCode();
        if (status == TOO_MANY_REQUESTS) {
            return new ServerUnreachableException("the server at " + base + " is busy with other requests"
                    + response.headers()
                            .firstValue("Retry-After")
                            .map(seconds -> "; ask again in " + seconds + " s")
                            .orElse(""));
        }
        JsonNode problem;
        try {
            problem = SearchJson.read(new String(body, StandardCharsets.UTF_8), JsonNode.class);
        } catch (JsonProcessingException e) {
            return new IOException("the server at " + base + " answered with status " + status, e);
        }
        String kind = problem.path("kind").asText();
        if (kind.equals("busy")) {
            return new ServerUnreachableException("the server at " + base + " is busy: "
                    + problem.path("detail").asText());
        }
        if (status == FORBIDDEN) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "the server at " + base + " refuses: "
                            + problem.path("detail").asText());
        }
        for (SearchException.Kind known : SearchException.Kind.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(kind)) {
                List<String> candidates = new ArrayList<>();
                problem.path("candidates").forEach(candidate -> candidates.add(candidate.asText()));
                problem.path("suggestions").forEach(candidate -> candidates.add(candidate.asText()));
                throw new SearchException(
                        known,
                        problem.path("detail").asText(),
                        problem.path("column").asInt(),
                        problem.path("query").asText(),
                        candidates);
            }
        }
        return new IOException("the server at " + base + " answered with status " + status + ": "
                + problem.path("detail").asText());
    }

    /** Text as it stands in an address. */
    static String encoded(String text) {
        // in a path a plus sign is a plus sign
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    void close() {
        client.close();
    }
}
