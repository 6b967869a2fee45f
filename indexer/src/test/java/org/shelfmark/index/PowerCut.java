package org.shelfmark.index;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.NoLockFactory;

/**
 * A directory as a process sees it that may die at any change of its files: from then on nothing changes any more. What it left
 * is found in the directory behind this one, which stays open. Safe for many threads.
 */
public final class PowerCut extends FilterDirectory {
    /** The power of one process, for all of its directories. */
    public static final class Power {
        private long callsUntil = Long.MAX_VALUE;

        /** Cuts it at the n-th change from now on, counted from 1. */
        public synchronized void cutAt(long change) {
            callsUntil = change;
        }

        /** Whether it is cut. */
        public synchronized boolean isCut() {
            return callsUntil <= 0;
        }

        private synchronized void use() throws IOException {
            if (callsUntil != Long.MAX_VALUE) {
                callsUntil--;
            }
            if (callsUntil <= 0) {
                throw new IOException("the process is dead");
            }
        }
    }

    private final Power power;

    /** A directory that needs power. */
    public PowerCut(Directory directory, Power power) {
        super(directory);
        this.power = power;
    }

    @Override
    public Lock obtainLock(String name) throws IOException {
        // the lock of a dead process is free
        return NoLockFactory.INSTANCE.obtainLock(in, name);
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        power.use();
        return in.createOutput(name, context);
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        power.use();
        return in.createTempOutput(prefix, suffix, context);
    }

    @Override
    public void deleteFile(String name) throws IOException {
        power.use();
        in.deleteFile(name);
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
        power.use();
        in.sync(names);
    }

    @Override
    public void syncMetaData() throws IOException {
        power.use();
        in.syncMetaData();
    }

    @Override
    public void rename(String source, String dest) throws IOException {
        power.use();
        in.rename(source, dest);
    }

    @Override
    public void close() {
        // what it holds outlives the process
    }
}
