package org.shelfmark.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.NoArchives;
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

/** The jobs of a shelf in a cluster with their records, asked from a machine that has no archive. */
final class ShippedTwin implements Closeable {
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final InstantSource CLOCK = InstantSource.fixed(SearchShelf.NOW);

    private final SearchShelf shelf;
    private final Path directory;
    private final ClusterSettings settings;
    private final List<JobSearch> opened = new ArrayList<>();

    /** @param shelf closed with the twin */
    ShippedTwin(SearchShelf shelf, Path directory, String prefix) throws IOException {
        this.shelf = shelf;
        this.directory = directory;
        this.settings = ClusterSettings.of(TestCluster.shared().url()).prefixed(prefix);
        ship(true);
    }

    /** Ships what is there and was not yet. */
    void ship(boolean withRecords) throws IOException {
        IndexLayout shipped = new IndexLayout(directory.resolve("shipped"));
        try (ClusterSink sink =
                        ClusterSink.open(new ClusterConnection(settings), shipped, MAPPING, CLOCK, withRecords);
                Ingester ingester = new Ingester(
                        sink,
                        ArchiveFileSystem.local(),
                        MAPPING,
                        CLOCK,
                        new IngestSettings(2, 1L << 30, Duration.ZERO, ZoneOffset.UTC),
                        null,
                        OptionalLong.empty())) {
            ingester.cycle(new ArchiveRequest(List.of(shelf.spool()), Optional.empty()), IngestProgress.SILENT);
        }
    }

    SearchShelf shelf() {
        return shelf;
    }

    /** The answers of the machine that has the archives. */
    JobSearch here(boolean withSecrets) throws IOException {
        return shelf.search(withSecrets);
    }

    /** The answers of the machine that has none. */
    JobSearch there(boolean withSecrets) throws IOException {
        JobSearch search = new ClusterSearch(
                new ClusterConnection(settings),
                new IndexLayout(directory.resolve("elsewhere")),
                new NoArchives(),
                MAPPING,
                new SearchSettings(CLOCK, ZoneOffset.UTC, withSecrets, Duration.ofMinutes(1)),
                Optional::empty);
        opened.add(search);
        return search;
    }

    @Override
    public void close() throws IOException {
        try (shelf) {
            for (JobSearch search : opened) {
                search.close();
            }
        }
    }
}
