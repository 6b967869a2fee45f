package org.shelfmark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

final class TestClusterTest {
    private static final String ONE_REPLICA = "{\"settings\":{\"number_of_shards\":1,\"number_of_replicas\":1}}";

    @TempDir
    private Path directory;

    @Test
    @EnabledIfSystemProperty(
            named = "shelfmark.thorough",
            matches = "true",
            disabledReason = "ShippingFailuresTest loses nodes of two in every build")
    void twoNodes_documentsSurviveTheLossOfOne() {
        long from = System.nanoTime();
        try (TestCluster cluster = TestCluster.start(2, directory)) {
            long started = tell("two nodes start", from);
            cluster.node(0).send("PUT", "/jobs", ONE_REPLICA);
            cluster.awaitHealth("green");
            cluster.node(1).send("POST", "/_bulk?refresh=true", bulk("jobs", 100));

            cluster.node(1).kill();

            assertThat(cluster.node(1).isAlive()).isFalse();
            assertThat(count(cluster.node(0))).isEqualTo(100);
            cluster.awaitHealth("yellow");
            cluster.node(0).send("POST", "/jobs/_doc?refresh=true", "{\"n\":100}");
            started = tell("one is lost", started);
            URI before = cluster.node(1).url();
            cluster.start();
            tell("it comes back", started);

            assertThat(cluster.node(1).url()).isEqualTo(before);
            assertThat(cluster.get("/_cluster/health").get("number_of_nodes").asInt())
                    .isEqualTo(2);
            assertThat(count(cluster.node(1))).isEqualTo(101);
        }
    }

    @Test
    void stopAndStart_keepDocuments() {
        long from = System.nanoTime();
        try (TestCluster cluster = TestCluster.start(1, directory)) {
            long started = tell("one node starts", from);
            cluster.send("POST", "/_bulk?refresh=true", bulk("jobs", 100));
            URI before = cluster.url();
            ProcessHandle process =
                    cluster.node(0).pid().flatMap(ProcessHandle::of).orElseThrow();

            cluster.stop();

            assertThat(process.isAlive()).isFalse();
            assertThat(cluster.node(0).pid()).isEmpty();
            assertThatThrownBy(cluster::url)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no node of the cluster runs");
            started = tell("it stops", started);
            cluster.start();
            tell("it starts again", started);
            assertThat(cluster.url()).isEqualTo(before);
            assertThat(count(cluster.node(0))).isEqualTo(100);
        }
    }

    @Test
    void shared_isOneClusterForAll() {
        TestCluster cluster = TestCluster.shared();

        assertThat(TestCluster.shared()).isSameAs(cluster);
        assertThat(cluster.size()).isEqualTo(1);
        assertThat(cluster.get("/").at("/version/distribution").asText()).isEqualTo("opensearch");
        assertThatThrownBy(() -> cluster.get("/absent/_count"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("node-0 answers GET /absent/_count with 404: ")
                .hasMessageContaining("no such index [absent]");
    }

    @Test
    void nodeThatCannotStart_saysWhy() throws IOException {
        ClusterNode node = new ClusterNode("node-0", directory.resolve("node-0"), new FreePorts());
        int port = node.url().getPort();
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();

            node.launch("taken-port", "node-0", "-");

            assertThatThrownBy(() -> node.awaitReady(Deadline.in(Duration.ofMinutes(2))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("does not start: ")
                    .hasMessageContaining("BindHttpException[Failed to bind to 127.0.0.1:" + port + "]");
        }
        assertThat(node.isAlive()).isFalse();
    }

    @Test
    void deadline_endsAWait() {
        ClusterNode node = new ClusterNode("node-0", directory.resolve("node-0"), new FreePorts());
        node.launch("short-of-time", "node-0", "-");

        assertThatThrownBy(() -> node.awaitReady(Deadline.in(Duration.ofMillis(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("does not start: ");
        assertThat(node.isAlive()).isFalse();
    }

    private static long count(ClusterNode node) {
        return node.get("/jobs/_count").get("count").asLong();
    }

    private static String bulk(String index, int documents) {
        return IntStream.range(0, documents)
                .mapToObj(n -> "{\"index\":{\"_index\":\"" + index + "\"}}\n{\"n\":" + n + "}\n")
                .collect(Collectors.joining());
    }

    private static long tell(String what, long from) {
        long now = System.nanoTime();
        System.out.println(what + ": " + Duration.ofNanos(now - from).toMillis() + " ms");
        return now;
    }
}
