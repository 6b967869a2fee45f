package org.shelfmark.index;

import java.io.Closeable;
import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.IndexSearcher;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.Registry;

/**
 * One commit of the index, held open: its documents, the positions that belong to them, the files they came from.
 *
 * <p>Shared by many readers; everybody who acquires it closes it once.
 */
public final class IndexSnapshot implements Closeable {
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Positions positions;
    private final Registry registry;

    IndexSnapshot(DirectoryReader reader, IndexSearcher searcher, Positions positions, Registry registry) {
        this.reader = reader;
        this.searcher = searcher;
        this.positions = positions;
        this.registry = registry;
    }

    /** Searches the documents. */
    public IndexSearcher searcher() {
        return searcher;
    }

    /** How far each file that is still being read is in this commit. */
    public Positions positions() {
        return positions;
    }

    /** The files known when the snapshot was taken. */
    public Registry registry() {
        return registry;
    }

    DirectoryReader reader() {
        return reader;
    }

    boolean tryAcquire() {
        return reader.tryIncRef();
    }

    /** Gives the snapshot back. */
    @Override
    public void close() throws IOException {
        reader.decRef();
    }
}
