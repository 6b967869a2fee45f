package org.shelfmark.search;

import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.cluster.TestCluster;
import org.shelfmark.cluster.ask.ClusterSearch;
import org.shelfmark.cluster.rollup.SmallExchanges;
import org.shelfmark.cluster.ship.ClusterSink;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.SummarySettings;

/** The same archives in an index of this machine and in a cluster, in both of which submissions are archived. */
final class ClusterTwins implements Closeable {
    private static final Mapping MAPPING = ArchivedSpool.MAPPING;
    private static final InstantSource CLOCK = ArchivedSpool.CLOCK;

    private final TestCluster cluster = TestCluster.shared();
    private final ClusterSettings settings;
    private final ArchivedSpool spool;
    private final IndexLayout live;
    private final IndexLayout embedded;
    private final IndexLayout shipping;
    private final ZoneId zone;
    private final JobSearch ofLive;
    private final JobSearch ofEmbedded;
    private final JobSearch ofCluster;

    /** @param prefix of the names of the cluster's indices, another one in each test */
    ClusterTwins(Path directory, String prefix, ZoneId zone) throws IOException {
        this.settings = ClusterSettings.of(cluster.url()).prefixed(prefix);
        this.spool = new ArchivedSpool(directory.resolve("spool"), zone);
        this.live = new IndexLayout(directory.resolve("live"));
        this.embedded = new IndexLayout(directory.resolve("embedded"));
        this.shipping = new IndexLayout(directory.resolve("shipping"));
        this.zone = zone;
        index();
        this.ofLive = spool.search(live);
        this.ofEmbedded = spool.search(embedded);
        this.ofCluster = search(cluster.url());
    }

    ClusterSettings settings() {
        return settings;
    }

    TestCluster cluster() {
        return cluster;
    }

    /** A search through an address of the cluster; closed by the caller. */
    JobSearch search(URI url) throws IOException {
        return ClusterSearch.open(
                new ClusterConnection(ClusterSettings.of(url).prefixed(settings.prefix())),
                shipping,
                ArchiveFileSystem.local(),
                MAPPING,
                spool.how(),
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
        spool.append(source, text);
    }

    void rotate(String source) throws IOException {
        spool.rotate(source);
    }

    void index() throws IOException {
        for (IndexLayout layout : List.of(live, embedded)) {
            spool.index(layout, OptionalLong.empty());
        }
        try (ClusterConnection connection = new ClusterConnection(settings);
                ClusterSink sink = ClusterSink.open(connection, shipping, MAPPING, CLOCK)) {
            spool.index(sink, shipping, OptionalLong.empty());
        }
    }

    <T> T orderEmbedded(SummarySettings how, ArchivedSpool.Order<T> order) throws IOException {
        return spool.order(embedded, how, order);
    }

    <T> T orderInCluster(SummarySettings how, ArchivedSpool.Order<T> order) throws IOException {
        return orderInCluster(settings, how, 3, order);
    }

    /** The same through another address, and with some submissions exchanged at once. */
    <T> T orderInCluster(ClusterSettings through, SummarySettings how, int submissions, ArchivedSpool.Order<T> order)
            throws IOException {
        try (ClusterConnection connection = new ClusterConnection(through);
                ClusterSink sink = ClusterSink.open(connection, shipping, MAPPING, CLOCK)) {
            return order.give(SmallExchanges.archivist(sink, shipping, MAPPING, how, zone, CLOCK, submissions));
        }
    }

    /** The same on another machine, which ships nothing of the archives. */
    <T> T orderElsewhere(ArchivedSpool.Order<T> order) throws IOException {
        IndexLayout other = new IndexLayout(spool.directory("elsewhere"));
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
