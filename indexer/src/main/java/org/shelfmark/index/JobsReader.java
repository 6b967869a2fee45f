package org.shelfmark.index;

import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NIOFSDirectory;
import org.jspecify.annotations.Nullable;
import org.shelfmark.mapping.Mapping;

/**
 * The newest commit of an index, opened for one short question about its jobs alone: files are read, not mapped, because
 * to set mapping up takes longer than such a question, and what the registry says is left unread.
 *
 * <p>For one thread.
 */
public final class JobsReader implements Closeable {
    private final Directory jobs;
    private final DirectoryReader reader;

    private JobsReader(Directory jobs, DirectoryReader reader) {
        this.jobs = jobs;
        this.reader = reader;
    }

    /**
     * Opens an index.
     *
     * @throws IndexUnusableException when there is none, one of another version or mapping, or one without a registry
     */
    public static JobsReader open(IndexLayout layout, Mapping mapping) throws IOException {
        SnapshotSource.checkExists(layout);
        Directory jobs = new NIOFSDirectory(layout.jobs());
        DirectoryReader reader = null;
        try {
            SnapshotSource.checkParts(layout, jobs);
            reader = SnapshotSource.openReader(layout, jobs);
            IndexFormat.check(layout.root(), reader.getIndexCommit().getUserData(), mapping);
            try (Directory registry = new NIOFSDirectory(layout.registry())) {
                RegistryCheck.isThere(layout.root(), registry, reader.numDocs());
            }
            return new JobsReader(jobs, reader);
        } catch (IOException | RuntimeException e) {
            closeAfter(e, jobs, reader);
            throw e;
        }
    }

    private static void closeAfter(Exception first, Directory jobs, @Nullable DirectoryReader reader) {
        try (jobs) {
            if (reader != null) {
                reader.close();
            }
        } catch (IOException second) {
            first.addSuppressed(second);
        }
    }

    /** Reads the documents. */
    public IndexReader reader() {
        return reader;
    }

    @Override
    public void close() throws IOException {
        try (jobs) {
            reader.close();
        }
    }
}
