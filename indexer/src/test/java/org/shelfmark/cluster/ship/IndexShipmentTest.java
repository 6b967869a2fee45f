package org.shelfmark.cluster.ship;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.cluster.TestCluster;
import org.shelfmark.document.Columns;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.IndexUnusableException;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.search.RandomTexts;

final class IndexShipmentTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    private Path directory;

    private ShipShelf shelf;
    private ShipShelf fromArchives;

    @BeforeEach
    void open() throws IOException {
        int number = NUMBER.incrementAndGet();
        shelf = shelf(directory, "fromindex" + number);
        fromArchives = new ShipShelf(
                directory, ClusterSettings.of(TestCluster.shared().url()).prefixed("fromarchives" + number));
    }

    private static ShipShelf shelf(Path directory, String prefix) throws IOException {
        return new ShipShelf(
                directory,
                ClusterSettings.of(TestCluster.shared().url()).prefixed(prefix).patient(Duration.ofSeconds(10)));
    }

    @Test
    void sample_isWhatTheArchivesWouldHaveGiven() throws IOException {
        SampleArchive.find().copyTo(shelf.spool);
        shelf.append("history.20261101T000000", SmallRecords.records(1, 3) + "no record\n" + SmallRecords.banner(9, 9));
        shelf.append("history.20261102T000000", SmallRecords.records(5, 2) + "Owner = \"bo");
        assertSameFromBoth();
        shelf.append("history.20261102T000000", "b\"\nClusterId = 77\nProcId = 0\n" + SmallRecords.banner(77, 0));
        shelf.append("history", SmallRecords.records(8000, 5));

        shelf.both();
        shelf.both();

        shelf.assertSame();
    }

    @Test
    void randomArchive_isWhatItWouldHaveGiven() throws IOException {
        long seed = Long.getLong("shelfmark.seed", 5);
        System.out.println("seed " + seed);
        shelf.append("history", RandomTexts.of(new Random(seed), 400));
        assertSameFromBoth();
        // taken back and written anew
        shelf.write("history", RandomTexts.of(new Random(seed), 100) + SmallRecords.records(9000, 4));
        shelf.both();

        shelf.assertSame();
    }

    private void assertSameFromBoth() throws IOException {
        shelf.index();
        shelf.index();
        AtomicInteger shipped = new AtomicInteger();
        IndexShipment.Report report = IndexShipment.ship(
                shelf.embedded,
                new ClusterConnection(shelf.settings),
                shelf.shipping,
                ShipShelf.MAPPING,
                ShipShelf.CLOCK,
                true,
                shipped::addAndGet);

        assertThat(report.differences()).isEmpty();
        assertThat(report.shipper()).isZero();
        assertThat(report.documents().jobs() + report.documents().problems())
                .isEqualTo(shelf.indexed().size())
                .isEqualTo(shipped.get());
        shelf.assertSame();
        for (int time = 0; time < 2; time++) {
            try (ClusterSink sink = fromArchives.openWithRecords(new IndexLayout(directory.resolve("other")))) {
                fromArchives.read(sink);
            }
        }
        Map<String, JsonNode> sources = sources(shelf);
        sources(fromArchives)
                .forEach((id, source) -> assertThat(sources.get(id)).as(id).isEqualTo(source));
        assertThat(sources).hasSize(shipped.get());
        assertThat(sources.values()).anyMatch(source -> source.path("shelfmark").has("record"));
    }

    /** What the cluster was given, by index and id. */
    private static Map<String, JsonNode> sources(ShipShelf shelf) {
        Map<String, JsonNode> sources = new TreeMap<>();
        String prefix = shelf.settings.prefix();
        TestCluster.shared().send("POST", "/" + prefix + "-jobs-*/_refresh", "{}");
        for (JsonNode hit : TestCluster.shared()
                .send("POST", "/" + prefix + "-jobs-*/_search", "{\"size\":10000}")
                .at("/hits/hits")) {
            sources.put(
                    hit.path("_index").asText().substring(prefix.length()) + " "
                            + hit.path("_id").asText(),
                    hit.path("_source"));
        }
        return sources;
    }

    @Test
    void documentsThatWereRefused_areReported() throws IOException {
        shelf.append("history.20261101T000000", SmallRecords.records(1, 4));
        shelf.append("history", SmallRecords.records(10, 4));
        shelf.index();
        shelf.index();
        shelf.open().close();
        TestCluster.shared()
                .send(
                        "PUT",
                        "/" + shelf.settings.prefix() + "-jobs-2026.11",
                        "{\"mappings\":{\"dynamic\":false,\"properties\":{\"Owner\":{\"type\":\"integer\"}}}}");

        IndexShipment.Report report = ship(shelf.shipping);

        assertThat(report.documents()).isEqualTo(new IndexShipment.Counts(8, 0));
        assertThat(report.differences()).hasSize(2).allSatisfy(difference -> {
            assertThat(difference.inIndex()).isEqualTo(new IndexShipment.Counts(4, 0));
            assertThat(difference.inCluster()).isEqualTo(new IndexShipment.Counts(0, 4));
        });
        try (ClusterSink sink = shelf.open()) {
            assertThat(sink.registry().files())
                    .allMatch(file ->
                            sink.registry().position(file, sink.positions()).quarantined() == 4);
        }
    }

    private IndexShipment.Report ship(IndexLayout layout) throws IOException {
        return IndexShipment.ship(
                shelf.embedded,
                new ClusterConnection(shelf.settings),
                layout,
                ShipShelf.MAPPING,
                ShipShelf.CLOCK,
                false,
                shipped -> {});
    }

    @Test
    void shipmentThatWasEnded_canBeBegunAgainOrGivenUp() throws IOException {
        shelf.append("history.20261101T000000", SmallRecords.records(1, 4));
        shelf.append("history", SmallRecords.records(10, 4));
        shelf.index();
        shelf.index();
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> IndexShipment.ship(
                            shelf.embedded,
                            new ClusterConnection(shelf.settings),
                            shelf.shipping,
                            ShipShelf.MAPPING,
                            ShipShelf.CLOCK,
                            false,
                            shipped -> {
                                throw new IllegalArgumentException("ended");
                            }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("ended");
        }

        shelf.ship();
        shelf.ship();

        shelf.assertSame();
        assertThatThrownBy(() -> ship(shelf.shipping))
                .isInstanceOf(IndexUnusableException.class)
                .hasMessage("'" + shelf.shipping.root()
                        + "' has shipped archives already; name an empty directory with --index");
        assertThat(ship(new IndexLayout(directory.resolve("new"))).differences())
                .isEmpty();
        shelf.assertSame(2);
    }

    @Test
    void archivedSubmissions_areRefused() throws IOException {
        shelf.append("history", SmallRecords.records(1, 4));
        shelf.index();
        try (JobIndexWriter writer = JobIndexWriter.open(shelf.embedded, ShipShelf.MAPPING, new WriterSettings(16))) {
            Document summary = new Document();
            summary.add(new StringField(Columns.KIND, Columns.NO_JOB, Field.Store.NO));
            summary.add(new StringField(Columns.KIND, Columns.SUMMARY, Field.Store.NO));
            writer.add(summary);
            writer.commit(writer.registry(), writer.positions());
        }

        assertThatThrownBy(() -> ship(shelf.shipping))
                .isInstanceOf(IndexUnusableException.class)
                .hasMessage("'" + shelf.embedded.root() + "' has 1 archived submissions, which are not shipped;"
                        + " bring their jobs back first with: shelfmark unarchive --index " + shelf.embedded.root()
                        + " '*', and archive them in the cluster");
        assertThat(Files.exists(shelf.shipping.root())).isFalse();
    }
}
