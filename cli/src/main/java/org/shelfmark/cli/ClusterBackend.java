package org.shelfmark.cli;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFormat;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.cluster.ShipperNote;
import org.shelfmark.cluster.ask.ClusterSearch;
import org.shelfmark.cluster.ship.ClusterSink;
import org.shelfmark.cluster.ship.IndexShipment;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchSettings;

/**
 * A cluster as the place of the jobs: opens it for those who ask and those who ship.
 *
 * @param settings where it is
 * @param layout the index directory of this machine, where there is one: without jobs
 */
record ClusterBackend(ClusterSettings settings, IndexLayout layout) {
    /** Whoever asks is told soon that nobody answers; whoever ships has time. */
    private static final Duration ASKING = Duration.ofSeconds(3);

    /** Following tries again by itself, and ends when it is told to. */
    private static final Duration FOLLOWING = Duration.ofSeconds(20);

    /** What the index is called. */
    String name() {
        return settings.indexName();
    }

    /**
     * Opens it for a command that asks.
     *
     * @param recordsFrom addresses of servers by the access points whose records they give out
     */
    JobSearch search(SearchSettings how, Map<String, URI> recordsFrom) throws IOException {
        return ClusterJobs.opened(() -> opened(how, Optional::empty), places(how, recordsFrom));
    }

    /**
     * Opens it for a server; the cluster may be away, and come later.
     *
     * @param filledHere whether the same process ships
     */
    JobSearch served(
            SearchSettings how,
            Map<String, URI> recordsFrom,
            boolean filledHere,
            Supplier<Optional<Responses.Activity>> activity)
            throws IOException {
        return ClusterJobs.opening(() -> opened(how, activity), places(how, recordsFrom), filledHere);
    }

    private static RecordPlaces places(SearchSettings how, Map<String, URI> recordsFrom) {
        return new RecordPlaces(recordsFrom, Mapping.htcondorJob(), how);
    }

    private JobSearch opened(SearchSettings how, Supplier<Optional<Responses.Activity>> activity) throws IOException {
        ClusterConnection cluster = connect(ASKING);
        try {
            return ClusterSearch.open(
                    cluster,
                    layout,
                    ArchiveFileSystem.local(layout.followsLinks()),
                    Mapping.htcondorJob(),
                    how,
                    activity);
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private ClusterConnection connect(Duration patience) throws IOException {
        try {
            return new ClusterConnection(settings.patient(patience));
        } catch (IOException e) {
            // nothing but certificates is read before the first request
            throw new SearchException(SearchException.Kind.BAD_REQUEST, "--opensearch-ca " + e.getMessage());
        }
    }

    /**
     * Opens it for orders to archive.
     *
     * @param command whose orders
     */
    ClusterOrders orders(String command, SummarySettings how, Console console) throws IOException {
        if (ShipperNote.number(layout).isEmpty()) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    command + ": '" + layout.root()
                            + "' ships nothing to a cluster; accepted: the index directory of the"
                            + " machine that ships the archives, where their records are");
        }
        ClusterConnection cluster = connect(ClusterSettings.DEFAULT_PATIENCE);
        try {
            return new ClusterOrders(cluster, layout, how, console);
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Brings an index of this machine there, with or without the records of its jobs. */
    IndexShipment.Report ship(IndexLayout from, boolean withRecords, Console console) throws IOException {
        return IndexShipment.ship(
                from,
                connect(ClusterSettings.DEFAULT_PATIENCE),
                layout,
                Mapping.htcondorJob(),
                console.clock(),
                withRecords,
                documents -> {});
    }

    /** Lets the directory go on in the place of one that was lost. */
    void adopt(int shipper) throws IOException {
        try (ClusterConnection cluster = connect(ASKING)) {
            ClusterSink.adopt(cluster, layout, Mapping.htcondorJob(), shipper);
        }
    }

    /**
     * Opens it for the archives of this machine.
     *
     * @param withRecords whether jobs are shipped with their records
     * @param follow whether indexing goes on until it is told to end
     */
    ClusterSink sink(Mapping mapping, boolean withRecords, boolean follow, Console console) throws IOException {
        try (ClusterConnection cluster = connect(ASKING)) {
            // whether it is there is known sooner than whether it comes back
            ClusterFormat.requireOpenSearch(cluster);
        }
        ClusterConnection cluster = connect(follow ? FOLLOWING : ClusterSettings.DEFAULT_PATIENCE);
        try {
            return ClusterSink.open(cluster, layout, mapping, console.clock(), withRecords);
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }
}
