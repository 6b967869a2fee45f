package org.shelfmark.index;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LiveIndexWriterConfig;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOUtils;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.Registry;
import org.shelfmark.registry.RegistryStore;

/**
 * The one writer of an index.
 *
 * <p>Documents may be added by several threads. {@link #commit} and {@link #rollback} belong to the thread that decides
 * on positions, while nobody adds.
 */
public final class JobIndexWriter implements JobSink {
    /**
     * The order in which jobs are asked for unless another is named: a search for the newest stops after as many as it
     * wants. It must begin like the order of such a search, addresses included.
     */
    private static final Sort NEWEST_FIRST = new Sort(
            new SortField("ended", SortField.Type.LONG, true, Long.MIN_VALUE),
            new SortField(Columns.FILE, SortField.Type.LONG, true),
            new SortField(Columns.OFFSET, SortField.Type.LONG, true));

    /** Of so many documents of a segment, one may be taken back and take up room all the same. */
    private static final int MOST_TAKEN_BACK = 10;

    private static final int MOST_RECLAIMING_ROUNDS = 3;

    /**
     * A segment of half this size or more is left as it is. Sixteen as large as the buffer makes them, merged at once, are
     * about as large, so that a job is merged once.
     */
    private static final int LARGEST_MERGED_MEGABYTES = 512;

    private static final int MERGED_AT_ONCE = 16;

    /** What is less may wait for the commit. */
    private static final long WORTH_WRITING_BYTES = 1 << 20;

    private final IndexLayout layout;
    private final Mapping mapping;
    private final Directory jobs;
    private final Directory registryDirectory;
    private final WriterSettings settings;
    private final Optional<RegistryUnusableException> registryDamage;
    private final MergePolicy merges;
    private IndexWriter writer;
    private LiveIndexWriterConfig config;
    private Registry registry;
    private Positions positions;
    private boolean isOpen = true;

    private JobIndexWriter(
            IndexLayout layout,
            Mapping mapping,
            Directory jobs,
            Directory registryDirectory,
            WriterSettings settings,
            IndexWriter writer,
            Registry registry,
            Optional<RegistryUnusableException> registryDamage)
            throws IOException {
        this.layout = layout;
        this.mapping = mapping;
        this.jobs = jobs;
        this.registryDirectory = registryDirectory;
        this.settings = settings;
        this.writer = writer;
        this.registry = registry;
        this.registryDamage = registryDamage;
        this.config = writer.getConfig();
        this.merges = config.getMergePolicy();
        this.positions = committedPositions(jobs);
    }

    /**
     * Opens an index for writing and makes it if there is none.
     *
     * @throws IndexBusyException when another process writes it
     * @throws IndexUnusableException when the directory cannot be written, or the index is of
     *     another version or mapping, or its jobs are in a cluster
     */
    public static JobIndexWriter open(IndexLayout layout, Mapping mapping, WriterSettings settings) throws IOException {
        layout.requireOwnJobs();
        return openLocal(layout, mapping, settings);
    }

    /**
     * Opens what remains on this machine of an index whose jobs are in a cluster: registry and positions. Nothing may be added.
     *
     * @throws IndexUnusableException as {@link #open} does
     */
    public static JobIndexWriter openWithoutJobs(IndexLayout layout, Mapping mapping) throws IOException {
        return openLocal(layout, mapping, new WriterSettings(1));
    }

    private static JobIndexWriter openLocal(IndexLayout layout, Mapping mapping, WriterSettings settings)
            throws IOException {
        try {
            Files.createDirectories(layout.jobs());
            Files.createDirectories(layout.registry());
        } catch (IOException e) {
            String reason = e instanceof AccessDeniedException ? "permission denied" : e.toString();
            throw new IndexUnusableException("cannot make an index in '" + layout.root() + "': " + reason, e);
        }
        return open(layout, mapping, settings, FSDirectory.open(layout.jobs()), FSDirectory.open(layout.registry()));
    }

    /**
     * Opens an index whose registry may be missing or unreadable, to mend it. A registry that cannot be read is set
     * aside; nothing is merged, so that document numbers of {@link #staged} stay what they are.
     *
     * @throws IndexUnusableException when another process writes it, there is none, or it is of another version or
     *     mapping
     */
    public static JobIndexWriter openForRepair(IndexLayout layout, Mapping mapping, WriterSettings settings)
            throws IOException {
        SnapshotSource.checkExists(layout);
        Directory jobs = FSDirectory.open(layout.jobs());
        if (!DirectoryReader.indexExists(jobs)) {
            jobs.close();
            throw SnapshotSource.noIndex(layout);
        }
        Files.createDirectories(layout.registry());
        return open(layout, mapping, settings, jobs, FSDirectory.open(layout.registry()), Purpose.REPAIR);
    }

    private enum Purpose {
        INDEXING,
        REPAIR
    }

    static JobIndexWriter open(
            IndexLayout layout, Mapping mapping, WriterSettings settings, Directory jobs, Directory registry)
            throws IOException {
        return open(layout, mapping, settings, jobs, registry, Purpose.INDEXING);
    }

    private static JobIndexWriter open(
            IndexLayout layout,
            Mapping mapping,
            WriterSettings settings,
            Directory jobs,
            Directory registry,
            Purpose purpose)
            throws IOException {
        try {
            if (DirectoryReader.indexExists(jobs)) {
                IndexFormat.check(
                        layout.root(), SegmentInfos.readLatestCommit(jobs).getUserData(), mapping);
            }
            IndexWriterConfig config = config(settings);
            if (purpose == Purpose.REPAIR) {
                config.setMergePolicy(NoMergePolicy.INSTANCE);
            }
            return opened(layout, mapping, settings, jobs, registry, new IndexWriter(jobs, config), purpose);
        } catch (LockObtainFailedException e) {
            throw new IndexBusyException(
                    "the index in '" + layout.root() + "' is being written by another process" + writerNote(layout)
                            + "; one writer at a time",
                    e);
        } catch (IndexFormatTooOldException | IndexFormatTooNewException e) {
            throw new IndexUnusableException(
                    "the index in '" + layout.root() + "' was written by another version of Lucene: " + e.getMessage(),
                    e);
        }
    }

    /** Lets go of the lock when the rest of opening fails. */
    private static JobIndexWriter opened(
            IndexLayout layout,
            Mapping mapping,
            WriterSettings settings,
            Directory jobs,
            Directory registry,
            IndexWriter writer,
            Purpose purpose)
            throws IOException {
        try {
            Registry known = Registry.EMPTY;
            Optional<RegistryUnusableException> damage = Optional.empty();
            try {
                known = RegistryCheck.load(layout.root(), registry, writer.getDocStats().numDocs);
            } catch (RegistryUnusableException unusable) {
                if (purpose == Purpose.INDEXING) {
                    throw unusable;
                }
                damage = Optional.of(unusable);
                if (registry.listAll().length > 0) {
                    setRegistryAside(layout);
                }
            }
            JobIndexWriter opened =
                    new JobIndexWriter(layout, mapping, jobs, registry, settings, writer, known, damage);
            Files.writeString(
                    layout.writerNote(), Long.toString(ProcessHandle.current().pid()));
            if (!DirectoryReader.indexExists(jobs)) {
                // readers find an empty index rather than none
                opened.commit(Registry.EMPTY, Positions.NONE);
            }
            return opened;
        } catch (IOException | RuntimeException | Error failure) {
            try {
                writer.rollback();
            } catch (IOException | RuntimeException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    /** What cannot be read may still be of use to somebody: it alone remembers the gaps. */
    private static void setRegistryAside(IndexLayout layout) throws IOException {
        Path aside = layout.root().resolve("registry.damaged");
        for (int number = 2; Files.exists(aside); number++) {
            aside = layout.root().resolve("registry.damaged." + number);
        }
        Files.move(layout.registry(), aside);
        Files.createDirectories(layout.registry());
    }

    static IndexWriterConfig config(WriterSettings settings) {
        return new IndexWriterConfig()
                .setRAMBufferSizeMB(settings.bufferMegabytes())
                .setUseCompoundFile(false)
                .setCodec(new JobCodec())
                .setMergePolicy(new TieredMergePolicy()
                        .setMaxMergedSegmentMB(LARGEST_MERGED_MEGABYTES)
                        .setSegmentsPerTier(MERGED_AT_ONCE)
                        .setMaxMergeAtOnce(MERGED_AT_ONCE))
                .setIndexSort(NEWEST_FIRST)
                .setCommitOnClose(false);
    }

    private static String writerNote(IndexLayout layout) throws IOException {
        return Files.isReadable(layout.writerNote()) ? " (pid " + Files.readString(layout.writerNote()) + ")" : "";
    }

    private static Positions committedPositions(Directory jobs) throws IOException {
        return DirectoryReader.indexExists(jobs)
                ? Positions.fromUserData(SegmentInfos.readLatestCommit(jobs).getUserData())
                : Positions.NONE;
    }

    @Override
    public Registry registry() {
        return registry;
    }

    @Override
    public Positions positions() {
        return positions;
    }

    @Override
    public void add(Iterable<? extends IndexableField> document) throws IOException {
        try {
            writer.addDocument(document);
        } catch (AlreadyClosedException closed) {
            throw brokenBefore(closed);
        }
    }

    /** Another thread, or a merge, may have met what broke the writer; its reason says more than that the writer is closed. */
    private IOException brokenBefore(AlreadyClosedException closed) {
        if (writer.getTragicException() instanceof IOException reason) {
            return new IOException(reason.getMessage(), closed);
        }
        throw closed;
    }

    @Override
    public void replace(Term key, Iterable<? extends IndexableField> document) throws IOException {
        writer.updateDocument(key, document);
    }

    @Override
    public void remove(Term key) throws IOException {
        writer.deleteDocuments(key);
    }

    /** Stages that the documents which match are taken back, those staged before included. */
    public void remove(Query documents) throws IOException {
        writer.deleteDocuments(documents);
    }

    /**
     * Stages that one document is taken back. Only for a writer opened for repair.
     *
     * @param reader from {@link #staged}
     * @param document its number in that reader
     */
    public void remove(DirectoryReader reader, int document) throws IOException {
        if (writer.tryDeleteDocument(reader, document) < 0) {
            throw new IOException("document " + document + " stands in a segment that is not there any more");
        }
    }

    /** Why the registry could not be used when the index was opened for repair; it counts as empty then. */
    public Optional<RegistryUnusableException> registryDamage() {
        return registryDamage;
    }

    /**
     * What made the writer unusable until it is rolled back, for example a merge in the background that failed; whatever it
     * is asked for then fails in one way or another. Empty while it can be used.
     */
    public Optional<Throwable> brokenBy() {
        return Optional.ofNullable(writer.getTragicException());
    }

    /** What is staged and committed at this moment; to be closed by the caller. */
    public DirectoryReader staged() throws IOException {
        return DirectoryReader.open(writer);
    }

    @Override
    public EarlierRecords earlierRecords(List<Integer> files) throws IOException {
        return new StagedRecords(staged(), mapping, files);
    }

    /**
     * Makes the staged documents durable together with the positions behind them; first the registry, so that no document
     * refers to an unknown file. When it throws, the last commit stands and {@link #rollback} must follow.
     */
    @Override
    public void commit(Registry newRegistry, Positions newPositions) throws IOException {
        if (!newRegistry.equals(registry) || !DirectoryReader.indexExists(registryDirectory)) {
            new RegistryStore(registryDirectory).save(newRegistry);
        }
        Map<String, String> userData = IndexFormat.userData(mapping, newPositions);
        // asked for when all documents of the commit are written and those taken back are known
        writer.setLiveCommitData(() -> withJobs(userData).entrySet().iterator());
        writer.commit();
        registry = newRegistry;
        positions = newPositions;
    }

    /** With the number of jobs, which is that of the documents where none has ever been anything else. */
    private Map<String, String> withJobs(Map<String, String> userData) {
        return writer.getFieldNames().contains(Columns.KIND)
                ? userData
                : IndexFormat.withJobs(userData, writer.getDocStats().numDocs);
    }

    @Override
    public long collectedBytes() {
        return writer.ramBytesUsed();
    }

    /**
     * Writes out the collections that the adding threads have made, the largest first, for the next commit, which alone makes
     * them durable. Several threads may do so at once; each takes a collection that no other has taken.
     */
    @Override
    public void writeOutCollected() throws IOException {
        long before;
        long left = untakenBytes();
        do {
            before = left;
            // nothing is written when another thread has just taken the one that was the largest
            writer.flushNextBuffer();
            left = untakenBytes();
        } while (left < before && left >= WORTH_WRITING_BYTES);
    }

    /** Of {@link #collectedBytes}, those that no thread writes out at this moment. */
    private long untakenBytes() {
        return writer.ramBytesUsed() - writer.getFlushingBytes();
    }

    /**
     * Makes the staged documents durable; registry and positions stay. Does not throw once that is done, unless the disk
     * cannot even be read: what fails after it, for example deleting what is not needed any more, is left to the next
     * writer.
     */
    public void commit() throws IOException {
        long before = SegmentInfos.getLastCommitGeneration(jobs);
        try {
            commit(registry, positions);
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            if (!isCommittedSince(before, failure)) {
                throw failure;
            }
            mend();
        }
    }

    /** False as well when it cannot be known. */
    private boolean isCommittedSince(long generation, Throwable failure) {
        try {
            return SegmentInfos.getLastCommitGeneration(jobs) > generation;
        } catch (IOException | RuntimeException unreadable) {
            failure.addSuppressed(unreadable);
            return false;
        }
    }

    /**
     * Makes sure that documents which were taken back take up little room on disk: of no segment of the last commit more
     * than a tenth. Does nothing where that is so already; otherwise nothing may be staged. When it throws, the last commit
     * stands and {@link #rollback} must follow.
     */
    public void reclaim() throws IOException {
        for (int round = 0; round < MOST_RECLAIMING_ROUNDS && hasManyTakenBack(); round++) {
            // a merge that runs already would bring documents along that were taken back since it began
            awaitMerges();
            writer.forceMergeDeletes();
            commit();
        }
    }

    /**
     * Waits for the merges in the background, which may have broken the writer, and mends it then. Nothing may be staged.
     * Afterwards nothing is under way that could fail later.
     */
    public void settle() {
        awaitMerges();
        if (brokenBy().isPresent()) {
            mend();
        }
    }

    /**
     * Makes the writer usable again when nothing is staged that could be lost. If that cannot be done now {@link #reopen}
     * must do it, and tells why not.
     */
    public void mend() {
        try {
            rollback();
        } catch (IOException | RuntimeException stillBroken) {
            // isOpen is false now: whoever writes next must reopen it first
        }
    }

    /**
     * Waits for the merges in the background and makes what they made durable: closing would throw it away, and the next
     * writer would begin the same merges again. Nothing may be staged. When a merge fails, the last commit stands, and the
     * next writer tries again.
     */
    @Override
    public void finishMerges() {
        settle();
        try {
            if (isOpen && writer.hasUncommittedChanges()) {
                commit();
            }
        } catch (IOException | RuntimeException failure) {
            mend();
        }
    }

    private void awaitMerges() {
        // a writer that is broken does not tell its settings
        if (config.getMergeScheduler() instanceof ConcurrentMergeScheduler running) {
            running.sync();
        }
    }

    private boolean hasManyTakenBack() throws IOException {
        for (SegmentCommitInfo segment : SegmentInfos.readLatestCommit(jobs)) {
            if (segment.getDelCount() * MOST_TAKEN_BACK > segment.info.maxDoc()) {
                return true;
            }
        }
        return false;
    }

    /** What the jobs of the last commit take on disk. */
    public long committedBytes() throws IOException {
        long bytes = 0;
        for (String file : SegmentInfos.readLatestCommit(jobs).files(true)) {
            bytes += jobs.fileLength(file);
        }
        return bytes;
    }

    /**
     * Forgets what was staged since the last commit; the writer can be used again. When it throws, for example because the
     * disk is full, nothing is staged and {@link #reopen} must succeed first.
     */
    @Override
    public void rollback() throws IOException {
        isOpen = false;
        writer.rollback();
        // one that broke the writer may not have ended yet
        awaitMerges();
        reopen();
    }

    @Override
    public void reopen() throws IOException {
        if (!isOpen) {
            registry = new RegistryStore(registryDirectory).load();
            positions = committedPositions(jobs);
            writer = new IndexWriter(jobs, config(settings).setMergePolicy(merges));
            config = writer.getConfig();
            isOpen = true;
        }
    }

    /** Where the index stands. */
    public Path root() {
        return layout.root();
    }

    /** Closes without committing; what was not committed is forgotten. */
    @Override
    public void close() throws IOException {
        try {
            writer.rollback();
            Files.deleteIfExists(layout.writerNote());
        } finally {
            IOUtils.close(jobs, registryDirectory);
        }
    }
}
