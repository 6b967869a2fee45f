package org.shelfmark.index;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.StandardDirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.MMapDirectory;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.UnchangedDirectory;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.Positions;

/**
 * Gives out the newest commit of an index that this or another process writes.
 *
 * <p>Safe for many threads.
 */
public final class SnapshotSource implements Closeable {
    private final IndexLayout layout;
    private final Mapping mapping;
    private final Directory jobs;
    private final Directory registry;
    private final @Nullable Executor executor;
    private final DenseTerms terms = DenseTerms.ofProcess(IndexSearcher.getDefaultQueryCache());
    /** Null where the commits are not in a directory of this machine. */
    private final @Nullable UnchangedDirectory<IndexSnapshot> commits;

    private @Nullable IndexSnapshot current;

    private SnapshotSource(
            IndexLayout layout, Mapping mapping, Directory jobs, Directory registry, @Nullable Executor executor) {
        this.layout = layout;
        this.mapping = mapping;
        this.jobs = jobs;
        this.registry = registry;
        this.executor = executor;
        this.commits = jobs instanceof FSDirectory local ? new UnchangedDirectory<>(local.getDirectory()) : null;
    }

    /**
     * Opens an index for reading.
     *
     * @throws IndexUnusableException when there is none, or one of another version or mapping
     */
    public static SnapshotSource open(IndexLayout layout, Mapping mapping) throws IOException {
        return open(layout, mapping, null);
    }

    /** Opens an index for reading by queries that work on several segments at a time. */
    public static SnapshotSource open(IndexLayout layout, Mapping mapping, @Nullable Executor executor)
            throws IOException {
        checkExists(layout);
        Directory jobs = new MMapDirectory(layout.jobs());
        try {
            checkParts(layout, jobs);
        } catch (IOException e) {
            jobs.close();
            throw e;
        }
        return open(layout, mapping, executor, jobs, FSDirectory.open(layout.registry()));
    }

    /** Refuses a directory without an index; to be asked before Lucene would make one. */
    static void checkExists(IndexLayout layout) throws IndexUnusableException {
        layout.requireOwnJobs();
        if (!layout.exists()) {
            throw noIndex(layout);
        }
    }

    /** Refuses an index of which parts are missing. */
    static void checkParts(IndexLayout layout, Directory jobs) throws IOException {
        if (!DirectoryReader.indexExists(jobs)) {
            throw noIndex(layout);
        }
        if (!Files.isDirectory(layout.registry())) {
            throw new RegistryUnusableException("the index in '" + layout.root()
                    + "' is not whole: its registry is missing; rebuild it with: shelfmark verify --repair --index "
                    + layout.root() + " HISTORY");
        }
    }

    /** The same in directories of the caller's choice, which are closed with it. */
    static SnapshotSource open(
            IndexLayout layout, Mapping mapping, @Nullable Executor executor, Directory jobs, Directory registry)
            throws IOException {
        SnapshotSource source = new SnapshotSource(layout, mapping, jobs, registry, executor);
        try {
            source.acquire().close();
            return source;
        } catch (IOException | RuntimeException e) {
            try {
                source.close();
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    static IndexUnusableException noIndex(IndexLayout layout) {
        return new IndexUnusableException("no index in '" + layout.root() + "'; make one with: shelfmark index --index "
                + layout.root() + " HISTORY");
    }

    /** Where the index stands. */
    public Path root() {
        return layout.root();
    }

    /** Bytes of the index on disk, as of this moment. */
    public long sizeBytes() throws IOException {
        long bytes = 0;
        for (Directory directory : List.of(jobs, registry)) {
            for (String file : directory.listAll()) {
                try {
                    bytes += directory.fileLength(file);
                } catch (NoSuchFileException e) {
                    // the writer has merged it away since the listing: it has no size any more
                    bytes += 0;
                }
            }
        }
        return bytes;
    }

    /** The newest commit; to be closed by the caller. */
    public synchronized IndexSnapshot acquire() throws IOException {
        IndexSnapshot newest;
        if (current == null) {
            newest = snapshot(openReader(layout, jobs));
            current = newest;
        } else {
            newest = commits == null ? refreshed() : commits.get(this::refreshed);
        }
        if (!newest.tryAcquire()) {
            throw new IllegalStateException("the current snapshot is closed");
        }
        return newest;
    }

    private synchronized IndexSnapshot refreshed() throws IOException {
        IndexSnapshot older = Objects.requireNonNull(current);
        DirectoryReader changed = DirectoryReader.openIfChanged(older.reader());
        if (changed == null) {
            return older;
        }
        IndexSnapshot newer = snapshot(changed);
        current = newer;
        older.close();
        return newer;
    }

    static DirectoryReader openReader(IndexLayout layout, Directory jobs) throws IOException {
        try {
            return DirectoryReader.open(jobs);
        } catch (IndexFormatTooOldException | IndexFormatTooNewException e) {
            throw new IndexUnusableException(
                    "the index in '" + layout.root() + "' was written by another version of Lucene: " + e.getMessage(),
                    e);
        }
    }

    private IndexSnapshot snapshot(DirectoryReader reader) throws IOException {
        try {
            IndexFormat.check(layout.root(), reader.getIndexCommit().getUserData(), mapping);
            Positions positions = Positions.fromUserData(reader.getIndexCommit().getUserData());
            IndexSearcher searcher = executor == null ? new IndexSearcher(reader) : new IndexSearcher(reader, executor);
            searcher.setQueryCache(terms);
            return new IndexSnapshot(
                    nameOf(reader),
                    reader,
                    searcher,
                    positions,
                    RegistryCheck.load(layout.root(), registry, reader.numDocs()));
        } catch (IOException | RuntimeException e) {
            try {
                reader.close();
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    private static CommitName nameOf(DirectoryReader reader) {
        return CommitName.of(
                ((StandardDirectoryReader) reader).getSegmentInfos().getId());
    }

    /** Lets go of the current commit; snapshots given out stay usable until they are closed. */
    @Override
    public synchronized void close() throws IOException {
        if (current != null) {
            current.close();
            current = null;
        }
        jobs.close();
        registry.close();
    }
}
