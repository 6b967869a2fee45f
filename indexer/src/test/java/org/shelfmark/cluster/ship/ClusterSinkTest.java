package org.shelfmark.cluster.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.cluster.ClusterUnavailableException;
import org.shelfmark.cluster.TestCluster;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.IndexUnusableException;
import org.shelfmark.sample.SampleArchive;

final class ClusterSinkTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    private Path directory;

    private ShipShelf shelf;

    @BeforeEach
    void open() throws IOException {
        ClusterSettings settings =
                ClusterSettings.of(TestCluster.shared().url()).prefixed("sink" + NUMBER.incrementAndGet());
        shelf = new ShipShelf(directory, settings);
    }

    @Test
    void sample_isTheSameInTheCluster() throws IOException {
        SampleArchive.find().copyTo(shelf.spool);

        shelf.both();
        shelf.assertSame();
    }

    @Test
    void damagedRecordsAndFragment_areTheSame() throws IOException {
        shelf.append("history.20261101T000000", SmallRecords.records(1, 3) + "no record\n" + SmallRecords.banner(9, 9));
        shelf.append("history.20261102T000000", SmallRecords.records(5, 2) + "Owner = \"bo");
        shelf.append("history", SmallRecords.records(10, 2) + "Owner = \"bo");
        shelf.both();
        shelf.both();
        shelf.assertSame();

        shelf.append("history.20261102T000000", "b\"\nClusterId = 77\nProcId = 0\n" + SmallRecords.banner(77, 0));
        shelf.append("history.20261101T000000", "again unfinished");
        shelf.both();
        shelf.both();
        shelf.assertSame();
        shelf.append("history.20261101T000000", " and longer");
        shelf.both();
        shelf.both();
        shelf.assertSame();
    }

    @Test
    void fileThatWasCutAndWrittenOn_isRecognised() throws IOException {
        shelf.append("history", SmallRecords.records(1, 600) + "damaged\n" + SmallRecords.banner(9, 9));
        shelf.both();
        shelf.write("history", SmallRecords.records(1, 400) + SmallRecords.records(5000, 3));
        shelf.both();
        shelf.append("history", SmallRecords.record(9000, 1));
        shelf.both();

        shelf.assertSame();
        shelf.write(
                "history",
                SmallRecords.records(1, 600) + "damaged\n" + SmallRecords.banner(9, 9) + SmallRecords.records(7000, 2));
        shelf.both();
        shelf.assertSame();
    }

    @Test
    void longNamesAndValues_areShipped() throws IOException {
        String name = "A".repeat(990);
        shelf.append(
                "history",
                SmallRecords.record(1, 0, name + " = 5", "Long = \"" + "x\u00e9".repeat(20_000) + "\"")
                        + SmallRecords.record(2, 0, "a" + name + " = \"Mixed\"", "ControlS = \"\u0001\u0002\""));

        shelf.both();
        shelf.assertSame();
    }

    @Test
    void impossibleDates_makeNoIndicesOfTheirOwn() throws IOException {
        StringBuilder records = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            records.append(SmallRecords.record(i, 0)
                    .replaceFirst(
                            "CompletionDate = [0-9]+\n",
                            "CompletionDate = " + (3_000_000_000L + i * 40_000_000L) + "\n"));
        }
        shelf.append("history", records.toString());

        shelf.both();
        shelf.assertSame();
        assertThat(shelf.counts()).isEqualTo(Map.of("jobs-undated", 40L, "jobs-problems", 0L));
    }

    @Test
    void localDirectoryLost_everyRecordIsThereOnce() throws IOException {
        shelf.append("history", SmallRecords.records(1, 50));
        shelf.both();
        IndexLayout other = new IndexLayout(directory.resolve("other"));
        shelf.append("history", SmallRecords.records(100, 50));

        shelf.index();
        shelf.ship(other);

        shelf.assertSame(2);
    }

    @Test
    void shippersOfTheSameArchive_shipItOnce() throws IOException {
        IndexLayout other = new IndexLayout(directory.resolve("other"));
        for (int round = 0; round < 4; round++) {
            shelf.append("history", SmallRecords.records(1 + round * 100, 50));
            shelf.both();
            shelf.ship(other);
            shelf.assertSame(2);
        }
    }

    @Test
    void lostDirectory_canBeTakenOver() throws IOException {
        shelf.append("history.20261101T000000", SmallRecords.records(1, 20));
        shelf.append("history", SmallRecords.records(50, 50));
        shelf.both();
        shelf.both();
        Files.delete(shelf.spool.resolve("history.20261101T000000"));
        shelf.append("history", SmallRecords.records(200, 5));
        IndexLayout other = new IndexLayout(directory.resolve("other"));

        try (ClusterConnection cluster = new ClusterConnection(shelf.settings)) {
            ClusterSink.adopt(cluster, other, ShipShelf.MAPPING, 0);
        }
        shelf.index();
        shelf.ship(other);

        shelf.assertSame(1);
        try (ClusterSink sink = shelf.open(other)) {
            assertThat(sink.shipper()).isZero();
            assertThat(sink.registry().files()).hasSize(2);
        }
        assertThatThrownBy(shelf::ship)
                .isInstanceOf(IndexUnusableException.class)
                .hasMessageContaining("or another directory has taken over what it shipped");
    }

    @Test
    void unknownShipper_cannotBeTakenOver() throws IOException {
        shelf.append("history", SmallRecords.records(1, 2));
        shelf.ship();
        IndexLayout other = new IndexLayout(directory.resolve("other"));

        try (ClusterConnection cluster = new ClusterConnection(shelf.settings)) {
            assertThatThrownBy(() -> ClusterSink.adopt(cluster, other, ShipShelf.MAPPING, 7))
                    .isInstanceOf(IndexUnusableException.class)
                    .hasMessageContaining("knows no shipper 7 under the name '" + shelf.settings.prefix() + "'");
            assertThatThrownBy(() -> ClusterSink.adopt(cluster, shelf.shipping, ShipShelf.MAPPING, 0))
                    .isInstanceOf(IndexUnusableException.class)
                    .hasMessageContaining("has an index of its own");
        }
    }

    @Test
    void directoryFromABackup_goesOnWhereTheClusterIs() throws IOException {
        shelf.append("history", SmallRecords.records(1, 20));
        shelf.both();
        IndexLayout backup = new IndexLayout(directory.resolve("backup"));
        copy(shelf.shipping.root(), backup.root());
        shelf.rename("history", "history.20261101T000000");
        shelf.append("history", SmallRecords.records(30, 20));
        shelf.both();
        shelf.rename("history", "history.20261102T000000");
        shelf.append("history", SmallRecords.records(60, 20));

        shelf.index();
        shelf.ship(backup);

        shelf.assertSame();
    }

    @Test
    void copyOfTheDirectory_isRefusedWhenItCommits() throws IOException {
        shelf.append("history", SmallRecords.records(1, 20));
        shelf.ship();
        IndexLayout copy = new IndexLayout(directory.resolve("copy"));
        copy(shelf.shipping.root(), copy.root());
        try (ClusterSink first = shelf.open();
                ClusterSink second = shelf.open(copy)) {
            shelf.append("history", SmallRecords.records(100, 20));
            shelf.read(second);
            shelf.append("history", SmallRecords.records(200, 20));

            assertThatThrownBy(() -> shelf.read(first))
                    .isInstanceOf(IndexUnusableException.class)
                    .hasMessageContaining("another Shelfmark ships to the cluster")
                    .hasMessageContaining("as shipper 0");
            shelf.read(second);
        }
        shelf.index();
        shelf.assertSame();
    }

    @Test
    void directoryWithAnIndex_isRefused() throws IOException {
        shelf.append("history", SmallRecords.records(1, 2));
        shelf.index();

        assertThatThrownBy(() -> shelf.open(shelf.embedded))
                .isInstanceOf(IndexUnusableException.class)
                .hasMessageContaining("has an index of its own")
                .hasMessageContaining("shelfmark ship --from " + shelf.embedded.root());
        assertThat(shelf.indexed()).hasSize(2);
    }

    @Test
    void documentThatDoesNotFitAnIndex_aloneIsQuarantined() throws IOException {
        shelf.append("history", SmallRecords.record(1, 0));
        shelf.ship();
        // as if somebody had made next month's index by hand
        TestCluster.shared()
                .send(
                        "PUT",
                        "/" + shelf.settings.prefix() + "-jobs-2026.12",
                        "{\"mappings\":{\"dynamic\":false,\"properties\":{\"Owner\":{\"type\":\"integer\"}}}}");
        String december = "CompletionDate = 1797000000\n";
        for (int i = 2; i < 42; i++) {
            String owner = i % 4 == 0 ? "\"" + i + "\"" : i % 4 == 1 ? "\"carl\"" : "\"alice\"";
            String record = SmallRecords.record(i, 0).replace("\"alice\"\nProcId", owner + "\nProcId");
            shelf.append("history", i < 22 ? record.replaceFirst("CompletionDate = [0-9]+\n", december) : record);
        }

        shelf.both();

        int refused = 0;
        for (int i = 2; i < 22; i++) {
            refused += i % 4 == 0 ? 0 : 1;
        }
        assertThat(shelf.counts())
                .containsEntry("jobs-problems", (long) refused)
                .containsEntry("jobs-2026.12", 20L - refused)
                .containsEntry("jobs-2026.11", 21L);
        List<String> there = shelf.shipped(1);
        List<String> problems =
                there.stream().filter(job -> job.contains("@reason")).toList();
        assertThat(problems)
                .hasSize(refused)
                .allMatch(job -> job.contains("@reason the cluster refuses it: failed to parse field [Owner] of type"
                        + " [integer] in document with id"));
        assertThat(shelf.indexed())
                .containsAll(
                        there.stream().filter(job -> !job.contains("@reason")).toList());
        try (ClusterSink sink = shelf.open()) {
            assertThat(sink.positions().of(1).orElseThrow().records()).isEqualTo(41);
            assertThat(sink.positions().of(1).orElseThrow().quarantined()).isEqualTo(refused);
        }
    }

    @Test
    void blockedIndex_isNoFaultOfTheRecords() throws IOException {
        shelf.append("history", SmallRecords.records(1, 20));
        shelf.both();
        String index = "/" + shelf.settings.prefix() + "-jobs-2026.11/_settings";
        shelf.append("history", SmallRecords.records(100, 20));
        for (String block : List.of("index.blocks.write", "index.blocks.read_only_allow_delete")) {
            TestCluster.shared().send("PUT", index, "{\"" + block + "\":true}");
            try {
                assertThatThrownBy(() -> impatient().ship())
                        .isInstanceOf(ClusterUnavailableException.class)
                        .hasMessageContaining("had no room for 20 documents")
                        .hasMessageContaining("blocked by");
            } finally {
                TestCluster.shared().send("PUT", index, "{\"" + block + "\":null}");
            }
        }

        shelf.both();

        shelf.assertSame();
        assertThat(shelf.counts()).containsEntry("jobs-problems", 0L);
    }

    @Test
    void blockThatIsLifted_delaysOnly() throws Exception {
        shelf.append("history", SmallRecords.records(1, 20));
        shelf.both();
        String index = "/" + shelf.settings.prefix() + "-jobs-2026.11/_settings";
        shelf.append("history", SmallRecords.records(100, 20));
        TestCluster.shared().send("PUT", index, "{\"index.blocks.write\":true}");
        Thread lifting =
                new Thread(() -> TestCluster.shared().send("PUT", index, "{\"index.blocks.write\":null}"), "lifting");
        lifting.start();

        shelf.both();

        lifting.join();
        shelf.assertSame();
    }

    @Test
    void limitOfShards_isNoFaultOfTheRecords() throws IOException {
        shelf.append("history", SmallRecords.records(1, 5));
        shelf.ship();
        shelf.append(
                "history",
                SmallRecords.record(50, 0).replaceFirst("CompletionDate = [0-9]+\n", "CompletionDate = 1700000000\n"));
        String limit = "{\"persistent\":{\"cluster.max_shards_per_node\":%s}}";
        TestCluster.shared().send("PUT", "/_cluster/settings", limit.formatted("1"));
        try {
            assertThatThrownBy(() -> impatient().ship())
                    .isInstanceOf(ClusterUnavailableException.class)
                    .hasMessageContaining("had no room for 1 documents")
                    .hasMessageContaining("maximum LOCAL_ONLY shards open");
        } finally {
            TestCluster.shared().send("PUT", "/_cluster/settings", limit.formatted("null"));
        }
        shelf.both();
        shelf.assertSame();
    }

    private ShipShelf impatient() throws IOException {
        return new ShipShelf(directory, shelf.settings.patient(Duration.ofMillis(500)));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
