package org.shelfmark.search;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/** A directory that can be changed only so many times more: whoever writes in it dies at some step, as by a crash. */
final class DyingDirectory extends FilterDirectory {
    private int stepsLeft;

    DyingDirectory(Directory directory, int stepsLeft) {
        super(directory);
        this.stepsLeft = stepsLeft;
    }

    private synchronized void step() throws IOException {
        if (stepsLeft-- <= 0) {
            throw new IOException("the machine is gone");
        }
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        step();
        return super.createOutput(name, context);
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
        step();
        super.sync(names);
    }

    @Override
    public void rename(String source, String dest) throws IOException {
        step();
        super.rename(source, dest);
    }

    @Override
    public void syncMetaData() throws IOException {
        step();
        super.syncMetaData();
    }

    @Override
    public void deleteFile(String name) throws IOException {
        step();
        super.deleteFile(name);
    }
}
