package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.cluster.TestCluster;
import org.shelfmark.cluster.TlsKey;

/** A real node that is reached by TLS, and by those who have the password only: what stands before it ends TLS and looks. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ClusterBehindTlsTest {
    /** "shelf:geheim". */
    private static final String AUTHORIZATION = "Basic c2hlbGY6Z2VoZWlt";

    private static final AtomicInteger LET_IN = new AtomicInteger();
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    @TempDir
    private static Path directory;

    private static HttpClient client;
    private static HttpsServer server;
    private static TlsKey key;

    @BeforeAll
    static void start() throws IOException, InterruptedException, GeneralSecurityException {
        key = TlsKey.of(directory, "node");
        client = HttpClient.newHttpClient();
        server = key.server();
        server.setExecutor(THREADS);
        server.createContext("/", ClusterBehindTlsTest::handOn);
        server.start();
    }

    @AfterAll
    static void stop() {
        server.stop(0);
        THREADS.close();
        client.close();
    }

    private static void handOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] request = exchange.getRequestBody().readAllBytes();
            if (!AUTHORIZATION.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            LET_IN.incrementAndGet();
            HttpRequest.Builder inner = HttpRequest.newBuilder(
                            URI.create(TestCluster.shared().url()
                                    + exchange.getRequestURI().toString()))
                    .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(request));
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            HttpResponse<byte[]> answer = client.send(
                    (type == null ? inner : inner.header("Content-Type", type)).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(given -> exchange.getResponseHeaders().set("Content-Type", given));
            boolean isEmpty = answer.body().length == 0;
            exchange.sendResponseHeaders(answer.statusCode(), isEmpty ? -1 : answer.body().length);
            if (!isEmpty) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    private static CommandRun run(String password, List<String> more, String... words) throws IOException {
        Path file = Files.writeString(directory.resolve("password"), password + "\n", StandardCharsets.UTF_8);
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--opensearch-url", url(), "--opensearch-prefix", "behindtls"));
        arguments.addAll(List.of("--opensearch-user", "shelf", "--opensearch-password-file", file.toString()));
        arguments.addAll(List.of("--index", directory.resolve("shipper").toString()));
        arguments.addAll(more);
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private static CommandRun run(String... words) throws IOException {
        return run("geheim", List.of("--opensearch-ca", key.pem().toString()), words);
    }

    @Test
    void jobs_areShippedAndAskedForByWhoeverHasCertificateAndPassword() throws IOException {
        Path history = Files.writeString(directory.resolve("history"), SmallRecords.records(1, 30));

        CommandRun shipped = run("index", history.toString());
        assertThat(shipped.code()).as(shipped.err()).isZero();
        assertThat(shipped.err()).contains("30 records indexed").contains(url());
        assertThat(run("count", "owner:alice").out()).isEqualTo("30\n");
        assertThat(run("show", "7.0").out()).isEqualTo(SmallRecords.record(7, 0));
        assertThat(run("status").out()).contains(url());
        assertThat(TestCluster.shared()
                        .get("/behindtls-jobs-*/_count")
                        .path("count")
                        .asInt())
                .isEqualTo(30);

        int letIn = LET_IN.get();
        assertThat(letIn).isPositive();
        CommandRun wrongPassword =
                run("falsch", List.of("--opensearch-ca", key.pem().toString()), "count");
        assertThat(wrongPassword.code()).isEqualTo(ExitCode.USAGE);
        assertThat(wrongPassword.err()).contains("lets 'shelf' not in with this password (status 401)");
        CommandRun untrusted = run("geheim", List.of(), "count");
        assertThat(untrusted.code()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(untrusted.err()).contains("SSLHandshakeException");
        assertThat(LET_IN).hasValue(letIn);
    }
}
