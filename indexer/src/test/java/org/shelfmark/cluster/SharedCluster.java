package org.shelfmark.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The one cluster of this JVM, started when it is first used; it and its directory go when the JVM does. */
final class SharedCluster {
    static final TestCluster CLUSTER = start();

    private SharedCluster() {}

    private static TestCluster start() {
        try {
            Path directory = Files.createTempDirectory("shelfmark-opensearch");
            TestCluster cluster = TestCluster.start(1, directory);
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> end(cluster, directory), "end of the shared cluster"));
            return cluster;
        } catch (IOException e) {
            throw new UncheckedIOException("no directory for the shared cluster", e);
        }
    }

    private static void end(TestCluster cluster, Path directory) {
        cluster.close();
        try (Stream<Path> all = Files.walk(directory)) {
            List<Path> innerFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : innerFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove '" + directory + "'", e);
        }
    }
}
