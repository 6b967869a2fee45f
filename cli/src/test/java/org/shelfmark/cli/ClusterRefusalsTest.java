package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.cluster.TestCluster;

/** What commands and requests say of a cluster that cannot be used. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ClusterRefusalsTest {
    @TempDir
    private Path directory;

    private final Queue<String> authorizations = new ConcurrentLinkedQueue<>();
    private HttpServer server;
    private String url = "";
    private int status = 200;
    private String body = "";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private CommandRun count(int answeredStatus, String answeredBody) {
        status = answeredStatus;
        body = answeredBody;
        return CommandRun.of("count", "--opensearch-url", url);
    }

    private static CommandRun refusal(int code, String message) {
        return new CommandRun(code, "", "shelfmark: " + message + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "{\"version\":{\"number\":\"8.1.0\"}}|no OpenSearch 8.1.0",
                "{\"version\":{\"distribution\":\"opensearch\",\"number\":\"1.3.2\"}}|opensearch 1.3.2",
                "{}|no OpenSearch"
            })
    void anotherProduct_isNamed(String answer, String product) {
        assertThat(count(200, answer))
                .isEqualTo(refusal(
                        ExitCode.USAGE, "what answers at " + url + " is " + product + "; accepted: OpenSearch 2 or 3"));
    }

    @Test
    void pageOfAWebServer_isNoCluster() {
        assertThat(count(200, "<html>"))
                .isEqualTo(refusal(
                        ExitCode.USAGE, "what answers at " + url + " is no OpenSearch cluster: it answered <html>"));
        assertThat(count(404, "<html>"))
                .isEqualTo(refusal(
                        ExitCode.USAGE, "what answers at " + url + " is no OpenSearch; accepted: OpenSearch 2 or 3"));
    }

    @Test
    void missingName_isSaid() {
        assertThat(count(401, "Unauthorized"))
                .isEqualTo(refusal(
                        ExitCode.USAGE,
                        "the cluster at " + url
                                + " lets nobody in without a name and a password (status 401); accepted:"
                                + " --opensearch-user NAME with --opensearch-password-file FILE"));
    }

    @Test
    void wrongPassword_isSaidAndNotShown() throws IOException {
        Path password = Files.writeString(directory.resolve("password"), "geheim\n");
        status = 401;
        CommandRun run = CommandRun.of(
                "count",
                "--opensearch-url",
                url,
                "--opensearch-user",
                "shelf",
                "--opensearch-password-file",
                password.toString());

        assertThat(run)
                .isEqualTo(refusal(
                        ExitCode.USAGE,
                        "the cluster at " + url + " lets 'shelf' not in with this password (status 401); accepted:"
                                + " --opensearch-user NAME with --opensearch-password-file FILE"));
        // "shelf:geheim"
        assertThat(authorizations).containsExactly("Basic c2hlbGY6Z2VoZWlt");
    }

    @Test
    void nameAndPasswordOfTheEnvironment_areSent() {
        status = 403;
        body = "{\"error\":{\"reason\":\"no permissions\"},\"status\":403}";
        CommandRun run = CommandRun.in(
                Map.of(
                        "SHELFMARK_OPENSEARCH_URL", url,
                        "SHELFMARK_OPENSEARCH_USER", "shelf",
                        "SHELFMARK_OPENSEARCH_PASSWORD", "geheim"),
                "status");

        assertThat(run)
                .isEqualTo(refusal(ExitCode.USAGE, "the cluster at " + url + " refuses (status 403): no permissions"));
        assertThat(authorizations).containsExactly("Basic c2hlbGY6Z2VoZWlt");
    }

    @Test
    void clusterWithoutRoom_isSaidWithTheCodeOfOneThatIsAway() {
        CommandRun run = count(503, "{\"error\":{\"reason\":\"no manager\"},\"status\":503}");

        assertThat(run)
                .isEqualTo(refusal(
                        ExitCode.UNREACHABLE, "the cluster at " + url + " cannot answer now (status 503): no manager"));
    }

    @Test
    void jobsOfAnotherFormat_areRefusedWithTheRemedy() throws IOException {
        Path history = Files.writeString(directory.resolve("history"), SmallRecords.records(1, 1));
        ClusterIndex cluster = new ClusterIndex("otherformat", directory.resolve("index"));
        cluster.ship(history);
        TestCluster.shared().send("PUT", "/otherformat-format/_doc/shelfmark?refresh=true", "{\"cluster_format\":99}");

        for (CommandRun run : new CommandRun[] {cluster.run("count"), cluster.run("index", history.toString())}) {
            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err())
                    .startsWith("shelfmark: the jobs under 'otherformat' in the cluster at " + cluster.url()
                            + " were written in format {\"cluster_format\":99}, ")
                    .endsWith("; ship the archives again under another name: --opensearch-prefix NAME\n");
        }
    }

    @Test
    void directoryOfAShipper_isNoIndex() throws IOException {
        Path history = Files.writeString(directory.resolve("history"), SmallRecords.records(1, 1));
        Path index = directory.resolve("index");
        new ClusterIndex("shipperonly", index).ship(history);

        for (String command : new String[] {"count", "status", "verify"}) {
            CommandRun run = CommandRun.of(command, "--index", index.toString());
            assertThat(run.code()).as(command).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).as(command).startsWith("shelfmark: the jobs of '" + index + "' are in an OpenSearch");
        }
    }

    @Test
    void indicesThatAreDeletedMeanwhile_areNoDefectOfOurs() throws IOException, InterruptedException {
        Path history = Files.writeString(directory.resolve("history"), SmallRecords.records(1, 1));
        ClusterIndex cluster = new ClusterIndex("deleted", directory.resolve("index"));
        cluster.ship(history);
        try (TestServer asked = new TestServer(cluster.search(false))) {
            assertThat(asked.get("/api/v1/count").statusCode()).isEqualTo(200);
            TestCluster.shared().send("DELETE", "/deleted-*", "");
            assertThat(asked.get("/api/v1/count").statusCode()).isEqualTo(503);
            assertThat(asked.get("/api/v1/count").body())
                    .contains("\"kind\":\"unavailable\"")
                    .contains("refuses (status 404): no such index [deleted-");
            assertThat(asked.get("/readyz").statusCode()).isEqualTo(503);
        }
    }
}
