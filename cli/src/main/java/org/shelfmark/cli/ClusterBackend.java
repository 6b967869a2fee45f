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
import org.shelfmark.cluster.rollup.ClusterArchivist;
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
 * @param withRecords whether jobs are shipped there with their records
 */
record ClusterBackend(ClusterSettings settings, IndexLayout layout, boolean withRecords) {
    /** Whoever asks is told soon that nobody answers; whoever ships has time. */
    private static final Duration ASKING = Duration.ofSeconds(3);

    /** A search is told its time limit; its answer may still come when it ended at that, and no later. */
    private static final Duration BEYOND_THE_LIMIT = Duration.ofSeconds(5);

    /** For a question as short as whether anybody is there. */
    private static final Duration KNOCKING = Duration.ofSeconds(5);

    /** Following tries again by itself, and ends when it is told to. */
    private static final Duration FOLLOWING = Duration.ofSeconds(20);

    /** One that jobs are shipped to without their records, if they are. */
    ClusterBackend(ClusterSettings settings, IndexLayout layout) {
        this(settings, layout, false);
    }

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
        ClusterConnection cluster = connect(asking(settings, how.timeout()));
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

    /** How a cluster is asked for somebody who waits for the answer to a question with a time limit. */
    static ClusterSettings asking(ClusterSettings settings, Duration limit) {
        Duration answer = limit.plus(BEYOND_THE_LIMIT);
        return settings.patient(ASKING)
                .answering(
                        answer.compareTo(ClusterSettings.DEFAULT_ANSWER) < 0 ? answer : ClusterSettings.DEFAULT_ANSWER);
    }

    private static ClusterConnection connect(ClusterSettings settings) throws IOException {
        try {
            return new ClusterConnection(settings);
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
    IndexArchivist orders(String command, SummarySettings how, Console console) throws IOException {
        if (ShipperNote.number(layout).isEmpty()) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    command + ": '" + layout.root()
                            + "' ships nothing to a cluster; accepted: the index directory of the"
                            + " machine that ships the archives, where their records are");
        }
        return IndexArchivist.of(
                () -> sink(ClusterSettings.DEFAULT_PATIENCE, Mapping.htcondorJob(), console),
                sink -> archivist(sink, Mapping.htcondorJob(), how, console));
    }

    /** Archives in it beside shipping, in the thread that ships. */
    ClusterArchivist archivist(ClusterSink sink, Mapping mapping, SummarySettings how, Console console)
            throws IOException {
        return new ClusterArchivist(
                sink,
                layout,
                ArchiveFileSystem.local(layout.followsLinks()),
                mapping,
                how,
                console.zone(),
                console.clock());
    }

    /** Brings an index of this machine there. */
    IndexShipment.Report ship(IndexLayout from, Console console) throws IOException {
        return IndexShipment.ship(
                from,
                connect(settings.patient(ClusterSettings.DEFAULT_PATIENCE)),
                layout,
                Mapping.htcondorJob(),
                console.clock(),
                withRecords,
                documents -> {});
    }

    /** Lets the directory go on in the place of one that was lost. */
    void adopt(int shipper) throws IOException {
        try (ClusterConnection cluster = connect(asking(settings, KNOCKING))) {
            ClusterSink.adopt(cluster, layout, Mapping.htcondorJob(), shipper);
        }
    }

    /**
     * Opens it for the archives of this machine.
     *
     * @param follow whether indexing goes on until it is told to end
     */
    ClusterSink sink(Mapping mapping, boolean follow, Console console) throws IOException {
        try (ClusterConnection cluster = connect(asking(settings, KNOCKING))) {
            // whether it is there is known sooner than whether it comes back
            ClusterFormat.requireOpenSearch(cluster);
        }
        return sink(follow ? FOLLOWING : ClusterSettings.DEFAULT_PATIENCE, mapping, console);
    }

    private ClusterSink sink(Duration patience, Mapping mapping, Console console) throws IOException {
        ClusterConnection cluster = connect(settings.patient(patience));
        try {
            return ClusterSink.open(cluster, layout, mapping, console.clock(), withRecords);
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }
}
