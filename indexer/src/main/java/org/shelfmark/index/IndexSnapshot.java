package org.shelfmark.index;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
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
    private final CommitName name;
    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Positions positions;
    private final Registry registry;
    private final Map<Class<?>, Object> foundOut = new ConcurrentHashMap<>();

    IndexSnapshot(
            CommitName name, DirectoryReader reader, IndexSearcher searcher, Positions positions, Registry registry) {
        this.name = name;
        this.reader = reader;
        this.searcher = searcher;
        this.positions = positions;
        this.registry = registry;
    }

    /** Which commit it is. */
    public CommitName name() {
        return name;
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

    /**
     * What somebody finds out about this snapshot once. It must be good for many threads, and for as long as the snapshot is
     * open.
     */
    public <T> T once(Class<T> type, Function<IndexSnapshot, T> finding) {
        return type.cast(foundOut.computeIfAbsent(type, unknown -> finding.apply(this)));
    }

    DirectoryReader reader() {
        return reader;
    }

    boolean tryAcquire() {
        return reader.tryIncRef();
    }

    /** The snapshot once more, for somebody else to close; to be asked for only by those who have not closed it. */
    public IndexSnapshot share() {
        reader.incRef();
        return this;
    }

    /** Gives the snapshot back. */
    @Override
    public void close() throws IOException {
        reader.decRef();
    }
}
