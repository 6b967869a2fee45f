package org.shelfmark.cluster.ship;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
import org.shelfmark.document.PublicRecord;
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
 * Ships documents to a cluster. How far the archives are read is said by a document there, written when the cluster has
 * acknowledged every document before it: that is the commit. An index directory without jobs on this machine keeps a copy; it
 * is made new when it is opened, so it may be lost, or come back from a backup, or the cluster may.
 *
 * <p>Ids are made from what documents say, so a record that is sent again after a crash, or by another shipper of the same
 * archive, is there once, at the address that was sent last.
 *
 * <p>Whoever adds the document that fills a request sends it and waits for the answer: no more is read than the cluster
 * takes.
 */
public final class ClusterSink implements JobSink {
    /** Whoever wrote a larger document begins with a new buffer. */
    private static final int LARGE_BYTES = 4 << 20;

    private final ClusterConnection cluster;
    private final IndexLayout layout;
    private final ClusterIndices indices;
    private final ClusterFields fields;
    private final Mapping mapping;
    private final Shipper shipper;
    private final TouchedIndices touched;
    private final BulkSender sender;
    private final ShippedNames names;
    private final ShippedCommits commits;
    private final ShippedFragments fragments;
    private final CarriedRecords records;
    private final ConcurrentLinkedQueue<Writing> idle = new ConcurrentLinkedQueue<>();
    private final Object lock = new Object();
    private List<BulkAction> collected = new ArrayList<>();
    private long collectedBytes;
    private volatile boolean fragmentsChanged;

    /** What one thread writes with. */
    private record Writing(JobJson json, DocumentIds ids) {}

    private ClusterSink(
            ClusterConnection cluster,
            IndexLayout layout,
            Mapping mapping,
            InstantSource clock,
            Shipper shipper,
            JobIndexWriter local,
            boolean withRecords)
            throws IOException {
        this.cluster = cluster;
        this.layout = layout;
        this.indices = new ClusterIndices(cluster.settings().prefix());
        this.fields = new ClusterFields(mapping);
        this.mapping = mapping;
        this.shipper = shipper;
        this.touched = new TouchedIndices(cluster);
        this.sender = new BulkSender(cluster, cluster.largestRequestBytes(), this::quarantined);
        this.names = new ShippedNames(cluster, sender);
        this.commits = new ShippedCommits(local, new ShippedFiles(cluster, shipper, sender), clock);
        this.fragments = new ShippedFragments(cluster, fields, shipper, sender);
        this.records = new CarriedRecords(withRecords);
    }

    /**
     * Opens a cluster for the archives of this machine. Registry and positions are the cluster's from then on, whatever the
     * directory says.
     *
     * @param cluster closed with the sink
     * @param layout where copies of registry and positions are; made where there is nothing
     * @throws IOException when the cluster cannot be reached, or the directory is in use or holds something else
     */
    public static ClusterSink open(ClusterConnection cluster, IndexLayout layout, Mapping mapping, InstantSource clock)
            throws IOException {
        return open(cluster, layout, mapping, clock, false);
    }

    /**
     * The same.
     *
     * @param withRecords whether jobs are shipped with what everybody may have of their records
     */
    public static ClusterSink open(
            ClusterConnection cluster, IndexLayout layout, Mapping mapping, InstantSource clock, boolean withRecords)
            throws IOException {
        ClusterFormat.prepare(cluster, mapping);
        // with its lock: two who begin at once must not become two shippers of one directory
        JobIndexWriter local = JobIndexWriter.openWithoutJobs(layout, mapping);
        try {
            Shipper shipper = Shipper.of(layout, local.registry().files().isEmpty(), cluster);
            ClusterSink sink = new ClusterSink(cluster, layout, mapping, clock, shipper, local, withRecords);
            sink.takeUp();
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

    /**
     * Lets an empty directory go on in the place of one that was lost: {@link #open} then takes up what that one has shipped.
     * Without it the archives would be shipped again under another number; each record would be there once all the same, but
     * files that exist no more would stay with the lost one. The lost one, should it appear again, is refused.
     *
     * @param shipper the number of the lost one
     * @throws org.shelfmark.index.IndexUnusableException when the cluster knows none of this number, or the directory has an
     *     index already
     */
    public static void adopt(ClusterConnection cluster, IndexLayout layout, Mapping mapping, int shipper)
            throws IOException {
        ClusterFormat.require(cluster, mapping);
        try (JobIndexWriter local = JobIndexWriter.openWithoutJobs(layout, mapping)) {
            Shipper.adopt(layout, local.registry().files().isEmpty(), cluster, shipper);
        }
    }

    /** The number under which the cluster knows this directory. */
    public int shipper() {
        return shipper.number();
    }

    /** By which it ships; closed with it. */
    public ClusterConnection cluster() {
        return cluster;
    }

    /** By how much the numbers of archive files are raised in the cluster. */
    public int firstFile() {
        return shipper.firstFile();
    }

    private void takeUp() throws IOException {
        commits.takeUp();
        touched.refreshAll();
        // the last process may have ended between a commit and this, or before one
        fragments.sweep(commits.registry(), commits.positions());
    }

    @Override
    public Registry registry() {
        return commits.registry();
    }

    @Override
    public Positions positions() {
        return commits.positions();
    }

    @Override
    public void announce(Registry next) throws IOException {
        // no job may refer to a file that nobody knows
        commits.announce(next);
    }

    @Override
    public void add(Iterable<? extends IndexableField> document) throws IOException {
        add(document, PublicRecord.NONE);
    }

    @Override
    public void add(Iterable<? extends IndexableField> document, PublicRecord record) throws IOException {
        add(action(document, null, record));
    }

    @Override
    public void replace(Term key, Iterable<? extends IndexableField> document) throws IOException {
        requireFragment(key);
        fragmentsChanged = true;
        add(action(document, key, PublicRecord.NONE));
    }

    /** It goes when the positions have moved that do not mention it any more. */
    @Override
    public void remove(Term key) {
        requireFragment(key);
        fragmentsChanged = true;
    }

    private BulkAction action(
            Iterable<? extends IndexableField> document, @Nullable Term key, PublicRecord publicRecord)
            throws IOException {
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
        String id =
                key != null ? ShippedFragments.id(shipper, json.file(), json.offset(), json.length()) : id(ids, record);
        BulkAction action = json.isJob()
                ? new BulkAction(
                        indices.jobs(json.ended()), id, text, record, records.of(publicRecord, json.recordAt()))
                : new BulkAction(indices.problems(), id, text, record);
        if (text.length < LARGE_BYTES) {
            idle.add(writing);
        }
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
        ArchiveFile file = commits.file(fileId);
        return file.fingerprint().equals(Fingerprint.NONE)
                ? "file-" + (fileId + shipper.firstFile())
                : file.fingerprint().hex();
    }

    private static void requireFragment(Term key) {
        if (!key.field().equals(Columns.FRAGMENT)) {
            throw new IllegalArgumentException("documents are taken back by the place of a fragment, not by " + key);
        }
    }

    private void add(BulkAction action) throws IOException {
        List<BulkAction> full = null;
        synchronized (lock) {
            collected.add(action);
            collectedBytes += action.lengthBytes();
            if (collectedBytes >= BulkSender.REQUEST_BYTES) {
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
        commits.refused(record.fileId());
        return new BulkAction(indices.problems(), id(ids, record), text, record);
    }

    @Override
    public EarlierRecords earlierRecords(List<Integer> earlier) throws IOException {
        writeOutCollected();
        return new ShippedRecords(
                cluster,
                layout,
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
    public void writeOutCollected() throws IOException {
        List<BulkAction> rest;
        synchronized (lock) {
            rest = take();
        }
        if (!rest.isEmpty()) {
            send(rest);
        }
    }

    /**
     * The document of the positions is the commit. When this throws because its acknowledgement was lost, what was staged may
     * count already; staging it again changes nothing.
     */
    @Override
    public void commit(Registry registry, Positions positions) throws IOException {
        writeOutCollected();
        touched.refresh();
        commits.commit(registry, positions);
        if (fragmentsChanged) {
            fragments.sweep(commits.registry(), commits.positions());
            fragmentsChanged = false;
        }
    }

    @Override
    public void rollback() throws IOException {
        synchronized (lock) {
            take();
        }
        commits.rollback();
    }

    @Override
    public void reopen() throws IOException {
        commits.reopen();
    }

    @Override
    public void close() throws IOException {
        try (cluster;
                records) {
            commits.close();
        }
    }
}
