package org.shelfmark.cluster.ship;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.cluster.ShipperNote;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobFields;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.index.IndexUnusableException;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.Registry;

/**
 * Brings an index of this machine to a cluster, also the jobs whose archives are gone. The cluster has then what it would have
 * had if the archives had been shipped, by the same ids, and the directory that ships goes on where the index was.
 *
 * <p>Nothing counts before all of it is there: one that was ended half-way is begun again, and everything is there once. The
 * index is only read.
 */
public final class IndexShipment {
    /** About 50 MB of terms. */
    private static final int WINDOW = 32_768;

    /** While one waits for the cluster, the other reads. */
    private static final int THREADS = 2;

    private static final Duration TIME = Duration.ofMinutes(5);

    /** Files whose documents are counted in one request. */
    private static final int FILES_COUNTED = 5_000;

    private final IndexLayout from;
    private final Mapping mapping;
    private final InstantSource clock;
    private final IndexSnapshot snapshot;
    private final ClusterSink sink;
    private final Progress progress;
    private final Map<Integer, Counts> inIndex = new ConcurrentHashMap<>();

    /** Hears how far it is; called from several threads. */
    public interface Progress {
        /** So many more documents were handed over. */
        void shipped(int documents);
    }

    /** Documents of a file. */
    public record Counts(long jobs, long problems) {
        /** None. */
        static final Counts NONE = new Counts(0, 0);

        Counts plus(Counts other) {
            return new Counts(jobs + other.jobs, problems + other.problems);
        }
    }

    /**
     * A file of which index and cluster have different numbers of documents.
     *
     * @param path where the file was found last
     */
    public record Difference(String path, Counts inIndex, Counts inCluster) {}

    /**
     * What became of an index.
     *
     * @param shipper the number under which the cluster knows where it came from
     * @param documents of the index
     * @param differences empty when the cluster has as many of each file. Records that the cluster refused are problems there and
     *     jobs here
     */
    public record Report(int shipper, Counts documents, List<Difference> differences) {
        /** Copies the list. */
        public Report {
            differences = List.copyOf(differences);
        }
    }

    private IndexShipment(
            IndexLayout from,
            Mapping mapping,
            InstantSource clock,
            IndexSnapshot snapshot,
            ClusterSink sink,
            Progress progress) {
        this.from = from;
        this.mapping = mapping;
        this.clock = clock;
        this.snapshot = snapshot;
        this.sink = sink;
        this.progress = progress;
    }

    /**
     * Ships the last commit of an index and compares the numbers.
     *
     * @param from the index
     * @param cluster closed in any case
     * @param layout the directory that ships from now on; made where there is nothing
     * @param withRecords whether jobs are shipped with what everybody may have of their records, where archives or vault of
     *     the index still have them
     * @throws IndexUnusableException when the index has what a cluster does not keep, or the directory has shipped
     *     something else already
     * @throws IOException when the index cannot be read, or the cluster does not take all of it
     */
    public static Report ship(
            IndexLayout from,
            ClusterConnection cluster,
            IndexLayout layout,
            Mapping mapping,
            InstantSource clock,
            boolean withRecords,
            Progress progress)
            throws IOException {
        try (cluster;
                SnapshotSource source = SnapshotSource.open(from, mapping);
                IndexSnapshot snapshot = source.acquire()) {
            requireJobs(from, snapshot);
            try (ClusterSink sink = ClusterSink.open(cluster, layout, mapping, clock, withRecords)) {
                IndexShipment shipment = new IndexShipment(from, mapping, clock, snapshot, sink, progress);
                shipment.requireUnused(layout);
                shipment.ship();
                if (Files.isDirectory(from.vault())) {
                    layout.keepVaultIn(from.vault());
                }
                layout.followLinks(from.followsLinks());
                return shipment.report(cluster, new ClusterFields(mapping));
            }
        }
    }

    private static void requireJobs(IndexLayout from, IndexSnapshot snapshot) throws IOException {
        int summaries = snapshot.searcher().count(new TermQuery(new Term(Columns.KIND, Columns.SUMMARY)));
        if (summaries > 0) {
            throw new IndexUnusableException(
                    "'" + from.root() + "' has " + summaries + " archived submissions, which are"
                            + " not shipped; bring their jobs back first with: shelfmark unarchive --index "
                            + from.root() + " '*', and archive them in the cluster");
        }
    }

    /** One that was ended half-way has announced files, and committed nothing. */
    private void requireUnused(IndexLayout layout) throws IndexUnusableException {
        boolean isOther = sink.registry().files().stream()
                .anyMatch(file -> snapshot.registry()
                        .file(file.id())
                        .filter(indexed -> indexed.fingerprint().equals(file.fingerprint()))
                        .isEmpty());
        if (isOther || !sink.positions().equals(Positions.NONE)) {
            throw new IndexUnusableException(
                    "'" + layout.root() + "' has shipped archives already; name an empty" + " directory with --index");
        }
    }

    private void ship() throws IOException {
        sink.announce(unread(snapshot.registry()));
        ExecutorService threads = Executors.newFixedThreadPool(
                THREADS, Thread.ofPlatform().daemon().name("ship-", 0).factory());
        try {
            List<Future<?>> windows = new ArrayList<>();
            for (LeafReaderContext leaf : snapshot.searcher().getIndexReader().leaves()) {
                int documents = leaf.reader().maxDoc();
                for (int from = 0; from < documents; from += WINDOW) {
                    int first = from;
                    int to = Math.min(documents, from + WINDOW);
                    windows.add(threads.submit(() -> {
                        ship(leaf.reader(), first, to);
                        return to;
                    }));
                }
            }
            for (Future<?> window : windows) {
                await(window);
            }
        } finally {
            // nobody may add any more when the sink commits or is closed
            List<Runnable> unused = threads.shutdownNow();
            threads.close();
        }
        sink.commit(snapshot.registry(), snapshot.positions());
    }

    /** Until everything is there, whoever goes on with the archives instead has to read all of them. */
    private static Registry unread(Registry registry) {
        Map<Integer, ArchiveFile> files = new HashMap<>();
        for (ArchiveFile file : registry.files()) {
            files.put(
                    file.id(),
                    new ArchiveFile(
                            file.id(),
                            file.source(),
                            file.archive(),
                            file.paths(),
                            file.identity(),
                            file.fingerprint(),
                            file.first(),
                            file.state() == FileState.SEALED ? FileState.ROTATED : file.state(),
                            Optional.empty(),
                            file.gaps(),
                            file.earlier(),
                            file.goneSince(),
                            file.vault()));
        }
        return new Registry(files);
    }

    private static void await(Future<?> window) throws IOException {
        try {
            Object unused = window.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the index was shipped", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException("a document cannot be shipped", e.getCause());
        }
    }

    private void ship(LeafReader segment, int first, int to) throws IOException {
        try (RecordsAtHand records = new RecordsAtHand(from, snapshot.registry(), mapping, clock)) {
            RecordsAtHand.Segment own = records.of(segment);
            new IndexedDocuments(segment, first, to)
                    .forEach((number, document, kinds, fragment) -> ship(own, number, document, kinds, fragment));
        }
    }

    private void ship(RecordsAtHand.Segment records, int number, JobFields document, Set<String> kinds, String fragment)
            throws IOException {
        boolean isProblem = kinds.contains(Columns.QUARANTINED);
        if (!kinds.isEmpty() && !isProblem) {
            // a note of Shelfmark's own
            return;
        }
        if (fragment.isEmpty() && !isProblem) {
            sink.add(document, () -> records.of(number).bytes());
        } else if (fragment.isEmpty()) {
            sink.add(document);
        } else {
            sink.replace(new Term(Columns.FRAGMENT, fragment), document);
        }
        Counts unused = inIndex.merge(document.file(), isProblem ? new Counts(0, 1) : new Counts(1, 0), Counts::plus);
        progress.shipped(1);
    }

    private Report report(ClusterConnection cluster, ClusterFields fields) throws IOException {
        Map<Integer, Counts> inCluster = new HashMap<>();
        int last = snapshot.registry().nextId();
        for (int file = 0; file < last; file += FILES_COUNTED) {
            count(cluster, fields, file, inCluster);
        }
        List<Difference> differences = new ArrayList<>();
        Counts all = Counts.NONE;
        for (ArchiveFile file : snapshot.registry().files()) {
            Counts here = inIndex.getOrDefault(file.id(), Counts.NONE);
            Counts there = inCluster.getOrDefault(file.id(), Counts.NONE);
            all = all.plus(here);
            if (!here.equals(there)) {
                differences.add(new Difference(file.path().toString(), here, there));
            }
        }
        return new Report(sink.shipper(), all, differences);
    }

    private void count(ClusterConnection cluster, ClusterFields fields, int from, Map<Integer, Counts> counts)
            throws IOException {
        int firstFile = sink.shipper() * ShipperNote.FILES;
        String number = fields.of(Columns.FILE).name();
        ObjectNode search = ClusterConnection.JSON.createObjectNode().put("size", 0);
        search.putObject("query")
                .putObject("range")
                .putObject(number)
                .put("gte", firstFile + from)
                .put("lt", (long) firstFile + from + FILES_COUNTED);
        ObjectNode files = search.putObject("aggs").putObject("files");
        files.putObject("terms").put("field", number).put("size", FILES_COUNTED);
        files.putObject("aggs")
                .putObject("problems")
                .putObject("filter")
                .putObject("term")
                .put(fields.of(Columns.KIND).name(), Columns.QUARANTINED);
        for (JsonNode file : new ClusterQueries(cluster).search(search, TIME).at("/aggregations/files/buckets")) {
            long problems = file.at("/problems/doc_count").asLong();
            counts.put(
                    (int) (file.path("key").asLong() - firstFile),
                    new Counts(file.path("doc_count").asLong() - problems, problems));
        }
    }
}
