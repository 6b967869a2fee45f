package org.shelfmark.cluster.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterRefusedException;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.cluster.ClusterUnavailableException;
import org.shelfmark.document.RecordAddress;

/** Answers that a cluster gives rarely, from a server that gives them when it is told to. */
final class BulkSenderTest {
    private static final String DONE = "{\"errors\":false,\"items\":[]}";

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private HttpServer server;
    private ClusterConnection cluster;
    private BulkSender sender;

    private record Answer(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        cluster = new ClusterConnection(ClusterSettings.of(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .patient(Duration.ofSeconds(4)));
        sender = new BulkSender(cluster, 1 << 20, (action, reason) -> {
            refused.add(action.id() + ": " + reason);
            return action("instead-" + action.id(), 10);
        });
    }

    @AfterEach
    void stop() {
        cluster.close();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            Answer answer = answers.isEmpty() ? new Answer(200, DONE) : answers.remove();
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static BulkAction action(String id, int bytes) {
        return new BulkAction(
                "jobs", id, ("\"" + "x".repeat(bytes) + "\"").getBytes(StandardCharsets.UTF_8), address());
    }

    private static RecordAddress address() {
        return new RecordAddress("ap1", 1, new RecordLocation(0, 10));
    }

    private void say(int status, String... results) {
        List<String> items = new ArrayList<>();
        for (String result : results) {
            items.add("{\"index\":" + result + "}");
        }
        answers.add(new Answer(status, "{\"errors\":true,\"items\":[" + String.join(",", items) + "]}"));
    }

    private static String failed(int status, String type) {
        return "{\"status\":" + status + ",\"error\":{\"type\":\"" + type + "\",\"reason\":\"why\"}}";
    }

    /** The ids in a request, in order. */
    private List<String> ids(int request) {
        List<String> ids = new ArrayList<>();
        for (String line : requests.get(request).lines().toList()) {
            if (line.startsWith("{\"index\"")) {
                ids.add(line.replaceFirst(".*\"_id\":\"", "").replaceFirst("\".*", ""));
            }
        }
        return ids;
    }

    @Test
    void manyDocuments_areSharedOutOverRequests() throws IOException {
        List<BulkAction> actions = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            actions.add(action("a" + i, 900_000));
        }

        sender.send(actions, false);

        assertThat(requests).hasSize(3).allMatch(request -> request.length() <= BulkSender.REQUEST_BYTES);
    }

    @Test
    void documentLargerThanARequest_isRefusedWithoutBeingSent() throws IOException {
        sender.send(List.of(action("small", 10), action("large", 1 << 20)), false);

        assertThat(refused).hasSize(1);
        assertThat(refused.get(0))
                .startsWith("large: its document has 10")
                .endsWith("bytes; a node takes at most 1048576 in one request");
        assertThat(ids(0)).containsExactly("small", "instead-large");
    }

    private static BulkAction withRecord(String id, int bytes) {
        BulkAction alone = action(id, 10);
        return new BulkAction(
                alone.index(),
                id,
                "{\"own\":{\"a\":1}}".getBytes(StandardCharsets.UTF_8),
                alone.record(),
                new CarriedRecord(8, ("\"record\":\"" + "x".repeat(bytes) + "\",").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void recordOfAJob_standsInItsDocument() throws IOException {
        sender.send(List.of(withRecord("a", 3)), false);

        assertThat(requests.get(0).lines().toList().get(1)).isEqualTo("{\"own\":{\"record\":\"xxx\",\"a\":1}}");
    }

    @Test
    void recordThatDoesNotFit_staysWhileItsJobGoes() throws IOException {
        say(200, failed(400, "mapper_parsing_exception"), "{\"status\":201}");

        sender.send(List.of(withRecord("a", 3), withRecord("large", 1 << 20)), false);

        assertThat(refused).isEmpty();
        assertThat(requests).hasSize(2);
        assertThat(requests.get(0).lines().toList().get(3)).isEqualTo("{\"own\":{\"a\":1}}");
        assertThat(requests.get(1).lines().toList().get(1)).isEqualTo("{\"own\":{\"a\":1}}");

        answers.add(new Answer(413, ""));
        sender.send(List.of(withRecord("b", 3)), false);

        assertThat(refused).isEmpty();
        assertThat(requests.get(3).lines().toList().get(1)).isEqualTo("{\"own\":{\"a\":1}}");
    }

    @Test
    void requestThatIsTooLargeAfterAll_isHalved() throws IOException {
        answers.add(new Answer(413, ""));
        answers.add(new Answer(200, DONE));
        answers.add(new Answer(413, ""));

        sender.send(List.of(action("a", 10), action("b", 10)), false);

        assertThat(ids(1)).containsExactly("a");
        assertThat(ids(2)).containsExactly("b");
        assertThat(ids(3)).containsExactly("instead-b");
        assertThat(refused).hasSize(1);
    }

    @Test
    void results_areToldApart() throws IOException {
        say(
                200,
                "{\"status\":201}",
                failed(429, "rejected_execution_exception"),
                failed(400, "mapper_parsing_exception"),
                failed(503, "unavailable_shards_exception"),
                failed(403, "cluster_block_exception"),
                failed(400, "validation_exception"),
                failed(409, "version_conflict_engine_exception"),
                "{\"status\":400,\"error\":{\"type\":\"illegal_argument_exception\",\"reason\":\"immense\","
                        + "\"caused_by\":{\"type\":\"max_bytes_length_exceeded_exception\",\"reason\":\"long\"}}}");

        List<BulkAction> actions = new ArrayList<>();
        for (char id = 'a'; id <= 'h'; id++) {
            actions.add(action(Character.toString(id), 10));
        }
        sender.send(actions, false);

        assertThat(refused).containsExactly("c: why", "h: immense: long");
        assertThat(ids(1)).containsExactly("b", "instead-c", "d", "e", "f", "g", "instead-h");
    }

    @Test
    void whatIsNoFaultOfADocument_failsClearly() {
        say(200, failed(400, "illegal_argument_exception"));
        assertThatThrownBy(() -> sender.send(List.of(action("a", 10)), false))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("the cluster at " + cluster.settings().shown()
                        + " takes no document 'a' in index 'jobs' (status 400): why");
        answers.add(new Answer(401, ""));
        assertThatThrownBy(() -> sender.send(List.of(action("a", 10)), false))
                .isInstanceOf(ClusterRefusedException.class)
                .hasMessageContaining("(status 401)");
        say(200);
        assertThatThrownBy(() -> sender.send(List.of(action("a", 10)), false))
                .hasMessageEndingWith("answered a request of 1 documents with 0 results");
        assertThat(refused).isEmpty();
    }

    @Test
    void fullCluster_isTriedForAWhile() {
        for (int i = 0; i < 100; i++) {
            say(200, failed(429, "rejected_execution_exception"));
        }

        assertThatThrownBy(() -> sender.send(List.of(action("a", 10)), false))
                .isInstanceOf(ClusterUnavailableException.class)
                .hasMessage("the cluster at " + cluster.settings().shown() + " had no room for 1 documents: why");
        assertThat(requests).hasSizeGreaterThan(2);
    }

    @Test
    void documentOfShelfmarksOwn_isNeverReplaced() {
        say(200, failed(400, "mapper_parsing_exception"));
        BulkAction own = new BulkAction("files", "file-1", new byte[] {'1'}, null);

        assertThatThrownBy(() -> sender.send(List.of(own), true))
                .hasMessage("the cluster at " + cluster.settings().shown()
                        + " refuses document 'file-1' of index 'files': why");
    }

    @Test
    void documentThatIsGoneAlready_isTakenOut() throws IOException {
        answers.add(new Answer(
                200, "{\"errors\":true,\"items\":[{\"delete\":{\"status\":404,\"result\":\"not_found\"}}]}"));

        sender.send(List.of(new BulkAction("problems", "fragment-0-1:0-5", null, null)), true);

        assertThat(requests).containsExactly("{\"delete\":{\"_index\":\"problems\",\"_id\":\"fragment-0-1:0-5\"}}\n");
    }
}
