package org.shelfmark.index;

import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.NoLockFactory;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.Registry;
import org.shelfmark.registry.RegistryStore;

/**
 * An index in memory of jobs that stand elsewhere, made for one question. It has the same documents in the same order as one
 * on disk would have. Belongs to one thread.
 */
public final class MemoryIndex implements Closeable {
    private final IndexLayout layout;
    private final Mapping mapping;
    private final Directory jobs = new ByteBuffersDirectory();
    private final IndexWriter writer;

    /**
     * Begins an index.
     *
     * @param layout where vault and archives of this machine are known, if they are
     */
    public MemoryIndex(IndexLayout layout, Mapping mapping) throws IOException {
        this.layout = layout;
        this.mapping = mapping;
        IndexWriterConfig config = JobIndexWriter.config(WriterSettings.DEFAULT);
        // one thread writes, and nobody waits for merges of what is thrown away soon
        this.writer = new IndexWriter(jobs, config.setMergePolicy(NoMergePolicy.INSTANCE));
    }

    /** Adds a document. */
    public void add(Iterable<? extends IndexableField> document) throws IOException {
        writer.addDocument(document);
    }

    /** Adds all documents of a {@link #part}. */
    public void add(Directory part) throws IOException {
        writer.addIndexes(part);
    }

    /** All that was added, to be added to other indexes, by several threads at once if need be; nothing may be added any more. */
    public Directory part() throws IOException {
        writer.commit();
        writer.close();
        Directory part = new ByteBuffersDirectory(NoLockFactory.INSTANCE);
        for (String file : jobs.listAll()) {
            if (!file.equals(IndexWriter.WRITE_LOCK_NAME)) {
                part.copyFrom(jobs, file, file, IOContext.DEFAULT);
            }
        }
        jobs.close();
        return part;
    }

    /** The index with all that was added, for reading; nothing may be added any more. Closes what it took. */
    public SnapshotSource finished(Registry registry, Positions positions) throws IOException {
        writer.setLiveCommitData(IndexFormat.userData(mapping, positions).entrySet());
        writer.commit();
        writer.close();
        Directory files = new ByteBuffersDirectory();
        new RegistryStore(files).save(registry);
        return SnapshotSource.open(layout, mapping, null, jobs, files);
    }

    /** Reads what was added so far; to be closed by the caller, also after this index. */
    public DirectoryReader reader() throws IOException {
        return DirectoryReader.open(writer);
    }

    /** Lets go of an index that was not finished. */
    @Override
    public void close() throws IOException {
        writer.rollback();
    }
}
