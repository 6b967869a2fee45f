package org.shelfmark.cluster.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.cluster.TestCluster;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.schedd.ScheddRecords;
import org.shelfmark.schedd.ScheddWriter;

/** Nodes of a cluster of two are lost, and come back, while an archive is shipped to them. */
final class ShippingFailuresTest {
    private static final boolean THOROUGH = Boolean.getBoolean("shelfmark.thorough");
    private static final int RECORDS = THOROUGH ? 4_000 : 300;
    private static final long CYCLE_BYTES = 1 << 20;
    private static final long TIME_SECONDS = 300;

    @TempDir
    private Path directory;

    @Test
    void nodesAreLostAndComeBack_everyRecordIsThereOnce() throws Exception {
        try (TestCluster cluster = TestCluster.start(2, directory.resolve("nodes"));
                ScheddWriter schedd = new ScheddWriter(
                        Files.createDirectories(directory.resolve("spool")),
                        new ScheddRecords(SampleArchive.find()),
                        CYCLE_BYTES / 2,
                        1_000)) {
            ClusterSettings settings = new ClusterSettings(
                    List.of(cluster.node(1).url(), cluster.node(0).url()),
                    Optional.empty(),
                    Optional.empty(),
                    "failures",
                    Duration.ofMinutes(2));
            ShipShelf shelf = new ShipShelf(directory, settings);
            schedd.record();
            shelf.ship();
            cluster.awaitHealth("green");

            shipDuring(shelf, schedd, () -> {
                cluster.node(1).kill();
                cluster.start();
            });
            shipDuring(shelf, schedd, () -> {
                cluster.stop();
                cluster.start();
            });
            if (THOROUGH) {
                shipDuring(shelf, schedd, () -> {
                    cluster.node(0).kill();
                    cluster.start();
                });
                shipDuring(shelf, schedd, () -> {
                    cluster.node(1).kill();
                    cluster.node(0).kill();
                    cluster.start();
                });
            }

            shelf.both();
            shelf.both();
            shelf.assertSame();
            assertThat(shelf.indexed()).hasSize(schedd.written());
            System.out.println(schedd.written() + " records");
        }
    }

    private static void shipDuring(ShipShelf shelf, ScheddWriter schedd, Runnable event)
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        for (int record = 0; record < RECORDS; record++) {
            schedd.record();
        }
        long before = shelf.documents();
        CompletableFuture<Void> shipping = CompletableFuture.runAsync(() -> {
            try (ClusterSink sink = shelf.open()) {
                ShipShelf.read(sink, shelf.spool, CYCLE_BYTES);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        while (!shipping.isDone() && shelf.documents() == before) {
            Thread.onSpinWait();
        }
        boolean atWork = !shipping.isDone();
        event.run();
        for (int record = 0; record < 10; record++) {
            schedd.record();
        }
        shipping.get(TIME_SECONDS, TimeUnit.SECONDS);
        System.out.println("the nodes were lost " + (atWork ? "during" : "after") + " the shipping");
    }
}
