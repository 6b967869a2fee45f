package org.shelfmark.cluster.ship;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.Fingerprint;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterFormat;
import org.shelfmark.cluster.ClusterIndices;
import org.shelfmark.cluster.JobJson;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.index.EarlierRecords;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.JobSink;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.Registry;

/**
 * Ships documents to a cluster. Registry and positions stay on this machine, in an index directory without jobs, and move
 * when the cluster has acknowledged every document before them; copies of them go to the cluster for those who ask there.
 *
 * <p>Whoever adds the document that fills a request sends it and waits for the answer: no more is read than the cluster
 * takes.
 */
public final class ClusterSink implements JobSink {
    /** Large enough that the request itself costs little, small enough for a cluster of small nodes. */
    private static final int REQUEST_BYTES = 5 << 20;

    private final ClusterConnection cluster;
    private final ClusterIndices indices;
    private final ClusterFields fields;
    private final Mapping mapping;
    private final InstantSource clock;
    private final Shipper shipper;
    private final JobIndexWriter local;
    private final BulkSender sender;
    private final ShippedNames names;
    private final ShippedFiles files;
    private final ConcurrentLinkedQueue<Writing> idle = new ConcurrentLinkedQueue<>();
    private final Set<String> touched = ConcurrentHashMap.newKeySet();
    private final Object lock = new Object();
    private List<BulkAction> collected = new ArrayList<>();
    private long collectedBytes;
    private volatile Registry announced;

    /** What one thread writes with. */
    private record Writing(JobJson json, DocumentIds ids) {}

    private ClusterSink(
            ClusterConnection cluster, Mapping mapping, InstantSource clock, Shipper shipper, JobIndexWriter local)
            throws IOException {
        this.cluster = cluster;
        this.indices = new ClusterIndices(cluster.settings().prefix());
        this.fields = new ClusterFields(mapping);
        this.mapping = mapping;
        this.clock = clock;
        this.shipper = shipper;
        this.local = local;
        this.sender = new BulkSender(cluster, this::quarantined);
        this.names = new ShippedNames(cluster, sender);
        this.files = new ShippedFiles(cluster, shipper, sender);
        this.announced = local.registry();
    }

    /**
     * Opens a cluster for the archives of this machine.
     *
     * @param cluster closed with the sink
     * @param layout where registry and positions are; made where there is nothing
     * @throws IOException when the cluster cannot be reached, or the directory is in use or holds something else
     */
    public static ClusterSink open(ClusterConnection cluster, IndexLayout layout, Mapping mapping, InstantSource clock)
            throws IOException {
        ClusterFormat.prepare(cluster, mapping);
        Shipper shipper = Shipper.of(layout, cluster);
        JobIndexWriter local = JobIndexWriter.openWithoutJobs(layout, mapping);
        try {
            ClusterSink sink = new ClusterSink(cluster, mapping, clock, shipper, local);
            // the last process may have ended between its commit here and there
            sink.publish();
            return sink;
        } catch (IOException | RuntimeException e) {
            try {
                local.close();
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /** Which of the Shelfmarks that ship to the cluster this is, from 0. */
    public int shipper() {
        return shipper.number();
    }

    /** By how much the numbers of archive files are raised in the cluster. */
    public int firstFile() {
        return shipper.firstFile();
    }

    private void publish() throws IOException {
        files.send(local.registry());
        files.send(local.positions(), clock.instant().getEpochSecond());
    }

    @Override
    public Registry registry() {
        return local.registry();
    }

    @Override
    public Positions positions() {
        return local.positions();
    }

    @Override
    public void announce(Registry next) throws IOException {
        // no job may refer to a file that nobody knows
        files.send(next);
        announced = next;
    }

    @Override
    public void add(Iterable<? extends IndexableField> document) throws IOException {
        add(action(document, null));
    }

    @Override
    public void replace(Term key, Iterable<? extends IndexableField> document) throws IOException {
        add(action(document, key));
    }

    @Override
    public void remove(Term key) throws IOException {
        add(new BulkAction(indices.problems(), fragmentId(key), null, null));
    }

    private BulkAction action(Iterable<? extends IndexableField> document, @Nullable Term key) throws IOException {
        Writing known = idle.poll();
        Writing writing =
                known == null ? new Writing(new JobJson(fields, shipper.firstFile()), new DocumentIds()) : known;
        DocumentIds ids = writing.ids();
        ids.clear();
        JobJson json = writing.json();
        byte[] text = json.of(document, term -> {
            ids.add(term);
            names.note(term);
        });
        RecordAddress record =
                new RecordAddress(json.source(), json.file(), new RecordLocation(json.offset(), json.length()));
        String id = key != null ? fragmentId(key) : id(ids, record);
        BulkAction action =
                new BulkAction(json.isJob() ? indices.jobs(json.ended()) : indices.problems(), id, text, record);
        idle.add(writing);
        return action;
    }

    private String id(DocumentIds ids, RecordAddress record) {
        return ids.id(
                record.source(),
                identity(record.fileId()),
                record.location().offset(),
                record.location().lengthBytes());
    }

    /** What a file is known by wherever it is read: what it begins with; one that nobody saw the beginning of, by its number. */
    private String identity(int fileId) {
        ArchiveFile file = announced
                .file(fileId)
                .orElseThrow(() -> new IllegalStateException("file " + fileId + " was not announced"));
        return file.fingerprint().equals(Fingerprint.NONE)
                ? "file-" + (fileId + shipper.firstFile())
                : file.fingerprint().hex();
    }

    private String fragmentId(Term key) {
        if (!key.field().equals(Columns.FRAGMENT)) {
            throw new IllegalArgumentException("documents are taken back by the place of a fragment, not by " + key);
        }
        return "fragment-" + shipper.number() + "-" + key.text();
    }

    private void add(BulkAction action) throws IOException {
        List<BulkAction> full = null;
        synchronized (lock) {
            collected.add(action);
            collectedBytes += action.lengthBytes();
            if (collectedBytes >= REQUEST_BYTES) {
                full = take();
            }
        }
        if (full != null) {
            send(full);
        }
    }

    private List<BulkAction> take() {
        List<BulkAction> taken = collected;
        collected = new ArrayList<>(taken.size());
        collectedBytes = 0;
        return taken;
    }

    private void send(List<BulkAction> actions) throws IOException {
        names.send();
        for (BulkAction action : actions) {
            touched.add(action.index());
        }
        sender.send(actions, false);
    }

    /** What the cluster will not take is remembered as a record that could not be understood, with the cluster's reason. */
    private BulkAction quarantined(BulkAction refused, String reason) throws IOException {
        RecordAddress record = refused.record();
        if (record == null || refused.index().equals(indices.problems())) {
            throw new IOException("the cluster at " + cluster.settings().shown()
                    + " refuses even to remember document '" + refused.id() + "': " + reason);
        }
        DocumentIds ids = new DocumentIds();
        byte[] text = new JobJson(fields, shipper.firstFile())
                .of(JobDocumentBuilder.quarantined(record, "the cluster refuses it: " + reason), ids::add);
        touched.add(indices.problems());
        return new BulkAction(indices.problems(), id(ids, record), text, record);
    }

    @Override
    public EarlierRecords earlierRecords(List<Integer> earlier) throws IOException {
        writeOutLargest();
        refresh();
        return new ShippedRecords(
                cluster,
                mapping,
                earlier.stream().map(file -> file + shipper.firstFile()).toList());
    }

    @Override
    public long collectedBytes() {
        synchronized (lock) {
            return collectedBytes;
        }
    }

    @Override
    public void writeOutLargest() throws IOException {
        List<BulkAction> rest;
        synchronized (lock) {
            rest = take();
        }
        if (!rest.isEmpty()) {
            send(rest);
        }
    }

    /** Everything that was sent is found from now on. */
    private void refresh() throws IOException {
        if (!touched.isEmpty()) {
            cluster.post(
                    String.join(",", touched) + "/_refresh?ignore_unavailable=true",
                    ClusterConnection.JSON.createObjectNode());
            touched.clear();
        }
    }

    @Override
    public void commit(Registry registry, Positions positions) throws IOException {
        writeOutLargest();
        refresh();
        files.send(registry);
        local.commit(registry, positions);
        announced = registry;
        files.send(positions, clock.instant().getEpochSecond());
    }

    @Override
    public void rollback() throws IOException {
        synchronized (lock) {
            take();
        }
        announced = local.registry();
        local.rollback();
    }

    @Override
    public void reopen() throws IOException {
        local.reopen();
    }

    @Override
    public void close() throws IOException {
        try (cluster) {
            local.close();
        }
    }
}
