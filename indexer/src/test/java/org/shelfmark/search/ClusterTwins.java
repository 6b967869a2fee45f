package org.shelfmark.search;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.Vault;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.cluster.TestCluster;
import org.shelfmark.cluster.ask.ClusterSearch;
import org.shelfmark.cluster.rollup.SmallExchanges;
import org.shelfmark.cluster.ship.ClusterSink;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.JobSink;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.CycleReport;
import org.shelfmark.ingest.IngestProgress;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.Archivist;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.rollup.WriterArchivist;

/** The same archives in an index of this machine and in a cluster, in both of which submissions are archived. */
final class ClusterTwins implements Closeable {
    static final List<String> SOURCES = List.of("ap1", "ap2");
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final InstantSource CLOCK = InstantSource.fixed(SearchShelf.NOW);

    private final TestCluster cluster = TestCluster.shared();
    private final ClusterSettings settings;
    private final Path spool;
    private final IndexLayout live;
    private final IndexLayout embedded;
    private final IndexLayout shipping;
    private final ZoneId zone;
    private final JobSearch ofLive;
    private final JobSearch ofEmbedded;
    private final JobSearch ofCluster;
    private int rotations;

    /** @param prefix of the names of the cluster's indices, another one in each test */
    ClusterTwins(Path directory, String prefix, ZoneId zone) throws IOException {
        this.settings = ClusterSettings.of(cluster.url()).prefixed(prefix);
        this.spool = directory.resolve("spool");
        this.live = new IndexLayout(directory.resolve("live"));
        this.embedded = new IndexLayout(directory.resolve("embedded"));
        this.shipping = new IndexLayout(directory.resolve("shipping"));
        this.zone = zone;
        for (String source : SOURCES) {
            Files.createFile(Files.createDirectories(spool.resolve(source)).resolve("history"));
        }
        index();
        this.ofLive = search(live);
        this.ofEmbedded = search(embedded);
        this.ofCluster = search(cluster.url());
    }

    ClusterSettings settings() {
        return settings;
    }

    TestCluster cluster() {
        return cluster;
    }

    private SearchSettings how() {
        return new SearchSettings(CLOCK, zone, true, Duration.ofMinutes(1));
    }

    private JobSearch search(IndexLayout layout) throws IOException {
        return new IndexSearch(SnapshotSource.open(layout, MAPPING), ArchiveFileSystem.local(), MAPPING, how());
    }

    /** A search through an address of the cluster; closed by the caller. */
    JobSearch search(URI url) throws IOException {
        return ClusterSearch.open(
                new ClusterConnection(ClusterSettings.of(url).prefixed(settings.prefix())),
                shipping,
                ArchiveFileSystem.local(),
                MAPPING,
                how(),
                Optional::empty);
    }

    /** All jobs live. */
    JobSearch live() {
        return ofLive;
    }

    JobSearch embedded() {
        return ofEmbedded;
    }

    JobSearch inCluster() {
        return ofCluster;
    }

    void append(String source, String text) throws IOException {
        Files.write(
                spool.resolve(source).resolve("history"),
                text.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.APPEND);
    }

    /** What is rotated is sealed by the next indexing, and then in the vault. */
    void rotate(String source) throws IOException {
        Path history = spool.resolve(source).resolve("history");
        if (Files.size(history) > 0) {
            Files.move(history, history.resolveSibling("history.20261122T%06d".formatted(++rotations)));
            Files.createFile(history);
        }
    }

    void index() throws IOException {
        for (IndexLayout layout : List.of(live, embedded)) {
            try (JobIndexWriter writer = JobIndexWriter.open(layout, MAPPING, new WriterSettings(16))) {
                index(writer, layout);
            }
        }
        try (ClusterConnection connection = new ClusterConnection(settings);
                ClusterSink sink = ClusterSink.open(connection, shipping, MAPPING, CLOCK)) {
            index(sink, shipping);
        }
    }

    private void index(JobSink sink, IndexLayout layout) throws IOException {
        try (Vault vault = Vault.open(layout.vault());
                Ingester ingester = new Ingester(
                        sink,
                        ArchiveFileSystem.local(),
                        MAPPING,
                        CLOCK,
                        new IngestSettings(2, 1L << 30, Duration.ZERO, zone),
                        vault,
                        OptionalLong.empty())) {
            for (String source : SOURCES) {
                CycleReport report;
                do {
                    report = ingester.cycle(
                            new ArchiveRequest(List.of(spool.resolve(source)), Optional.of(source)),
                            IngestProgress.SILENT);
                } while (report.more());
            }
        }
    }

    /** What an archivist does. */
    interface Order<T> {
        T give(Archivist archivist) throws IOException;
    }

    <T> T orderEmbedded(SummarySettings how, Order<T> order) throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(embedded, MAPPING, new WriterSettings(16))) {
            return order.give(new WriterArchivist(writer, ArchiveFileSystem.local(), MAPPING, how, zone, CLOCK));
        }
    }

    <T> T orderInCluster(SummarySettings how, Order<T> order) throws IOException {
        return orderInCluster(settings, how, 3, order);
    }

    /** The same through another address, and with some submissions exchanged at once. */
    <T> T orderInCluster(ClusterSettings through, SummarySettings how, int submissions, Order<T> order)
            throws IOException {
        try (ClusterConnection connection = new ClusterConnection(through);
                ClusterSink sink = ClusterSink.open(connection, shipping, MAPPING, CLOCK)) {
            return order.give(SmallExchanges.archivist(sink, shipping, MAPPING, how, zone, CLOCK, submissions));
        }
    }

    /** The same on another machine, which ships nothing of the archives. */
    <T> T orderElsewhere(Order<T> order) throws IOException {
        IndexLayout other = new IndexLayout(spool.resolve("elsewhere"));
        try (ClusterConnection connection = new ClusterConnection(settings);
                ClusterSink sink = ClusterSink.open(connection, other, MAPPING, CLOCK)) {
            return order.give(
                    SmallExchanges.archivist(sink, other, MAPPING, SummarySettings.keeping(List.of()), zone, CLOCK, 3));
        }
    }

    /** Everything that the cluster has of jobs: index, id and document. */
    List<String> documents() {
        cluster.send("POST", "/" + settings.prefix() + "-jobs*/_refresh", "");
        return cluster.send(
                        "POST",
                        "/" + settings.prefix() + "-jobs*/_search",
                        "{\"size\":10000,\"query\":{\"match_all\":{}}}")
                .at("/hits/hits")
                .valueStream()
                .map(hit -> hit.path("_index").asText() + " " + hit.path("_id").asText() + " " + hit.path("_source"))
                .sorted()
                .toList();
    }

    /** How many summaries and pins the cluster has. */
    long summaries() {
        cluster.send("POST", "/" + settings.prefix() + "-summaries/_refresh", "");
        return cluster.get("/" + settings.prefix() + "-summaries/_count")
                .path("count")
                .asLong();
    }

    @Override
    public void close() throws IOException {
        ofLive.close();
        ofEmbedded.close();
        ofCluster.close();
        cluster.send("DELETE", "/" + settings.prefix() + "-*", "");
    }
}
