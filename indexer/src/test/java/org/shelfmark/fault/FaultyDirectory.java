package org.shelfmark.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.OutputStreamIndexOutput;

/**
 * A directory in memory whose steps are counted and may fail, and which knows what a crash would leave: content reaches
 * the disk when its file is synced, names when the directory is. Closing it does nothing, so that a process that is
 * started again finds it.
 */
public final class FaultyDirectory extends FilterDirectory {
    /** Small, so that most files take more than one write. */
    private static final int BUFFER_BYTES = 256;

    private final String store;
    private final Faults faults;
    private final Map<String, Long> names = new HashMap<>();
    private final Map<Long, byte[]> synced = new HashMap<>();
    private Map<String, Long> syncedNames = new HashMap<>();
    private long lastFile;

    /**
     * A directory.
     *
     * @param store what its steps are called after
     * @param content files that are there and durable, by name
     */
    public FaultyDirectory(String store, Faults faults, Map<String, byte[]> content) throws IOException {
        super(filled(content));
        this.store = store;
        this.faults = faults;
        content.forEach((name, bytes) -> {
            created(name);
            synced.put(names.get(name), bytes);
        });
        syncedNames = new HashMap<>(names);
    }

    private static Directory filled(Map<String, byte[]> content) throws IOException {
        Directory directory = new ByteBuffersDirectory();
        for (Map.Entry<String, byte[]> file : content.entrySet()) {
            try (IndexOutput output = directory.createOutput(file.getKey(), IOContext.DEFAULT)) {
                output.writeBytes(file.getValue(), file.getValue().length);
            }
        }
        return directory;
    }

    /** The same files, to be looked at without being counted. */
    public Directory bare() {
        return in;
    }

    /** What a crash at this moment would leave. */
    public synchronized Map<String, byte[]> after(Survival survival) throws IOException {
        Map<String, byte[]> left = new HashMap<>();
        if (survival == Survival.ALL_WRITTEN) {
            for (String name : in.listAll()) {
                left.put(name, isOpen(name) ? new byte[0] : bytes(name));
            }
            return left;
        }
        Map<String, Long> leftNames = survival == Survival.ALL_NAMES ? names : syncedNames;
        leftNames.forEach((name, file) -> left.put(name, synced.getOrDefault(file, new byte[0])));
        return left;
    }

    /** Whether it is being written; what is in memory of it is lost with the process. */
    private boolean isOpen(String name) throws IOException {
        try {
            in.openInput(name, IOContext.DEFAULT).close();
            return false;
        } catch (AccessDeniedException e) {
            return true;
        }
    }

    private byte[] bytes(String name) throws IOException {
        try (IndexInput input = in.openInput(name, IOContext.DEFAULT)) {
            byte[] bytes = new byte[(int) input.length()];
            input.readBytes(bytes, 0, bytes.length);
            return bytes;
        }
    }

    private synchronized void created(String name) {
        names.put(name, ++lastFile);
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        faults.step(store, Operation.CREATE);
        return counted(super.createOutput(name, context));
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        faults.step(store, Operation.CREATE);
        return counted(super.createTempOutput(prefix, suffix, context));
    }

    private IndexOutput counted(IndexOutput output) {
        created(output.getName());
        return new OutputStreamIndexOutput(
                output.toString(), output.getName(), new CountedWrites(output), BUFFER_BYTES);
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        faults.step(store, Operation.OPEN);
        return super.openInput(name, context);
    }

    @Override
    public String[] listAll() throws IOException {
        faults.step(store, Operation.LIST);
        return super.listAll();
    }

    @Override
    public long fileLength(String name) throws IOException {
        faults.step(store, Operation.LENGTH);
        return super.fileLength(name);
    }

    @Override
    public Lock obtainLock(String name) throws IOException {
        faults.step(store, Operation.LOCK);
        return super.obtainLock(name);
    }

    @Override
    public void sync(Collection<String> files) throws IOException {
        for (String name : files) {
            faults.step(store, Operation.SYNC);
            synchronized (this) {
                synced.put(names.getOrDefault(name, 0L), bytes(name));
            }
        }
    }

    @Override
    public void rename(String source, String dest) throws IOException {
        faults.step(store, Operation.RENAME);
        super.rename(source, dest);
        synchronized (this) {
            names.put(dest, names.getOrDefault(source, 0L));
            names.remove(source);
        }
    }

    @Override
    public void syncMetaData() throws IOException {
        faults.step(store, Operation.SYNC_NAMES);
        synchronized (this) {
            syncedNames = new HashMap<>(names);
        }
    }

    @Override
    public void deleteFile(String name) throws IOException {
        faults.step(store, Operation.DELETE);
        super.deleteFile(name);
        synchronized (this) {
            names.remove(name);
        }
    }

    @Override
    public void close() {}

    private final class CountedWrites extends OutputStream {
        private final IndexOutput output;

        private CountedWrites(IndexOutput output) {
            this.output = output;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                faults.step(store, Operation.WRITE);
            } catch (IOException | Error failure) {
                // a write that fails may have written some of it
                output.writeBytes(bytes, offset, length / 2);
                throw failure;
            }
            output.writeBytes(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            output.close();
            faults.step(store, Operation.CLOSE);
        }
    }
}
