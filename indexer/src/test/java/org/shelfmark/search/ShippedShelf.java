package org.shelfmark.search;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.Assertions;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.cluster.TestCluster;
import org.shelfmark.cluster.ask.ClusterSearch;
import org.shelfmark.cluster.ship.ClusterSink;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.IngestProgress;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;

/** An archive that is indexed here and shipped to a cluster, and searches that ask both. */
final class ShippedShelf implements Closeable {
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final InstantSource CLOCK = InstantSource.fixed(SearchShelf.NOW);

    private final TestCluster cluster = TestCluster.shared();
    private final ClusterSettings settings;
    private final SearchShelf shelf;
    private final IndexLayout layout;
    private final List<JobSearch> opened = new ArrayList<>();

    /**
     * An empty archive.
     *
     * @param prefix of the names of the cluster's indices, another one in each test
     */
    ShippedShelf(Path directory, String prefix) throws IOException {
        this.settings = ClusterSettings.of(cluster.url()).prefixed(prefix);
        this.shelf = new SearchShelf(directory);
        this.layout = new IndexLayout(directory.resolve("shipper"));
    }

    /** Where the cluster is. */
    URI url() {
        return cluster.url();
    }

    /** Appends to the archive; nothing is indexed or shipped yet. */
    void append(String records) throws IOException {
        shelf.append("history", records);
    }

    /** Indexes and ships what is there and was not yet. */
    void index() throws IOException {
        shelf.index();
        ArchiveRequest request = new ArchiveRequest(List.of(shelf.spool()), Optional.empty());
        try (ClusterConnection connection = new ClusterConnection(settings);
                ClusterSink sink = ClusterSink.open(connection, layout, MAPPING, CLOCK);
                Ingester ingester = new Ingester(
                        sink,
                        ArchiveFileSystem.local(),
                        MAPPING,
                        CLOCK,
                        new IngestSettings(2, 1L << 30, Duration.ZERO, ZoneOffset.UTC),
                        null,
                        OptionalLong.empty())) {
            ingester.cycle(request, IngestProgress.SILENT);
        }
    }

    /** A search of the index alone. */
    JobSearch embedded(ZoneId zone) throws IOException {
        return shelf.search(zone);
    }

    /** A search of the cluster alone. */
    JobSearch ofCluster(ZoneId zone, Duration timeout) throws IOException {
        return ofCluster(cluster.url(), zone, timeout);
    }

    /** A search of the cluster at another address. */
    JobSearch ofCluster(URI url, ZoneId zone, Duration timeout) throws IOException {
        JobSearch search = new ClusterSearch(
                new ClusterConnection(ClusterSettings.of(url).prefixed(settings.prefix())),
                layout,
                ArchiveFileSystem.local(),
                MAPPING,
                new SearchSettings(CLOCK, zone, true, timeout),
                Optional::empty);
        opened.add(search);
        return search;
    }

    /** A search that asks both, fails when their answers differ, and gives the cluster's. */
    JobSearch ofBoth(ZoneId zone) throws IOException {
        JobSearch here = embedded(zone);
        JobSearch there = ofCluster(zone, Duration.ofMinutes(1));
        return (JobSearch) Proxy.newProxyInstance(
                JobSearch.class.getClassLoader(), new Class<?>[] {JobSearch.class}, (proxy, method, arguments) -> {
                    SummarizedShelf.Question question = search -> ask(search, method, arguments);
                    JsonNode expected = TwinShelf.answer(here, question);
                    JsonNode found = TwinShelf.answer(there, question);
                    Assertions.assertThat(found.toString())
                            .as("%s %s", method.getName(), arguments == null ? "" : arguments[0])
                            .isEqualTo(expected.toString());
                    return ask(there, method, arguments);
                });
    }

    private static Record ask(JobSearch search, java.lang.reflect.Method method, Object[] arguments)
            throws IOException {
        try {
            return (Record) method.invoke(search, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException io) {
                throw io;
            }
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (JobSearch search : opened) {
            search.close();
        }
        shelf.close();
        cluster.send("DELETE", "/" + settings.prefix() + "-*", "");
    }
}
