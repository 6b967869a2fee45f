package org.shelfmark.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A real OpenSearch cluster that only this machine can reach; a node takes about 350 MB of memory and 5 s of a processor to
 * start. Whatever does not come about within 120 s is an {@link IllegalStateException}.
 *
 * <p>The first node founds the cluster. Of two it alone decides: when it is lost, the other one still answers searches, but a
 * document that it is sent waits until the first one is back. Of three any one may be missing.
 */
public final class TestCluster implements AutoCloseable {
    private static final Duration TIME = Duration.ofMinutes(2);
    private static final String NAME = "shelfmark-test";

    private final List<ClusterNode> nodes;

    private TestCluster(List<ClusterNode> nodes) {
        this.nodes = nodes;
    }

    /**
     * Starts a new cluster, or one that had the same directory before.
     *
     * @param count at least 1
     * @param directory gets a directory for each node
     */
    public static TestCluster start(int count, Path directory) {
        if (count < 1) {
            throw new IllegalArgumentException("a cluster of " + count + " nodes");
        }
        FreePorts ports = new FreePorts();
        TestCluster cluster = new TestCluster(IntStream.range(0, count)
                .mapToObj(i -> new ClusterNode("node-" + i, directory.resolve("node-" + i), ports))
                .toList());
        try {
            cluster.start();
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
        return cluster;
    }

    /**
     * The cluster of one node that all tests of this JVM share; the first call starts it. Whoever uses it makes indexes of names
     * of his own, and never stops it.
     */
    public static TestCluster shared() {
        return SharedCluster.CLUSTER;
    }

    /** Starts the nodes that do not run, where they ran before, and waits until all are in the cluster and its shards are there. */
    public void start() {
        Deadline deadline = Deadline.in(TIME);
        List<ClusterNode> missing =
                nodes.stream().filter(node -> !node.isAlive()).toList();
        String seeds = nodes.stream().map(ClusterNode::transportAddress).collect(Collectors.joining(","));
        String founder = nodes.getFirst().name();
        missing.forEach(node -> node.launch(NAME, node.name().equals(founder) ? founder : "-", seeds));
        missing.forEach(node -> node.awaitReady(deadline));
        // a replica has no place in a cluster of one
        awaitHealth(nodes.size() == 1 ? "yellow" : "green", deadline);
    }

    /**
     * Waits until all nodes that run are in the cluster and every shard is as it should be.
     *
     * @param status {@code yellow} when replicas may be missing, or {@code green}
     */
    public void awaitHealth(String status) {
        awaitHealth(status, Deadline.in(TIME));
    }

    private void awaitHealth(String status, Deadline deadline) {
        int alive = Math.toIntExact(nodes.stream().filter(ClusterNode::isAlive).count());
        ClusterNode asked = running();
        if (!asked.seesHealth(status, alive, deadline)) {
            throw new IllegalStateException(
                    "the cluster does not get " + status + " with " + alive + " nodes; see '" + asked.log() + "'");
        }
    }

    /** Stops all nodes in an orderly way; {@link #start()} brings them back with their documents. */
    public void stop() {
        nodes.forEach(ClusterNode::stop);
    }

    /** The same; what the cluster has written stays in its directory. */
    @Override
    public void close() {
        stop();
    }

    public int size() {
        return nodes.size();
    }

    /** One of them, counted from 0. */
    public ClusterNode node(int i) {
        return nodes.get(i);
    }

    /** Where the first node that runs answers requests. */
    public URI url() {
        return running().url();
    }

    /** Asks the first node that runs; see {@link ClusterNode#get}. */
    public JsonNode get(String path) {
        return running().get(path);
    }

    /** Asks the first node that runs; see {@link ClusterNode#send}. */
    public JsonNode send(String method, String path, String body) {
        return running().send(method, path, body);
    }

    private ClusterNode running() {
        return nodes.stream()
                .filter(ClusterNode::isAlive)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no node of the cluster runs"));
    }
}
