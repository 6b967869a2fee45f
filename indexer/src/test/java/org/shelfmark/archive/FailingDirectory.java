package org.shelfmark.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.IndexOutput;

/**
 * A directory in memory of which one operation fails, or that one and all after it, and which knows what a power cut
 * would leave: the content of a file that was synced, the names as they were when the directory was synced.
 */
final class FailingDirectory extends FilterDirectory {
    private final List<String> operations = new ArrayList<>();
    private final Set<String> syncedFiles = new HashSet<>();
    /** Content by name, as of the last time the directory was synced. */
    private Map<String, byte[]> syncedNames = new HashMap<>();

    private long failing = Long.MAX_VALUE;
    private boolean failingOn;
    private long garbled = -1;

    FailingDirectory() {
        super(new ByteBuffersDirectory());
    }

    /** Fails the n-th operation from now on, counted from 1, and those after it if asked to. */
    void fail(long n, boolean andAllAfter) {
        operations.clear();
        failing = n;
        failingOn = andAllAfter;
    }

    /** Writes another byte at a place of every file; -1 for none. */
    void garble(long offset) {
        garbled = offset;
    }

    /** Operations since {@link #fail}. */
    List<String> operations() {
        return operations;
    }

    private void count(String operation) throws IOException {
        operations.add(operation);
        if (operations.size() == failing || (failingOn && operations.size() > failing)) {
            throw new IOException("made up: " + operation);
        }
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        count("create");
        return new Output(super.createTempOutput(prefix, suffix, context));
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        count("open");
        return super.openInput(name, context);
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
        count("sync");
        super.sync(names);
        syncedFiles.addAll(names);
    }

    @Override
    public void rename(String source, String dest) throws IOException {
        count("rename");
        super.rename(source, dest);
        if (syncedFiles.remove(source)) {
            syncedFiles.add(dest);
        }
    }

    @Override
    public void syncMetaData() throws IOException {
        count("syncMetaData");
        super.syncMetaData();
        syncedNames = presentContent();
    }

    @Override
    public void deleteFile(String name) throws IOException {
        count("delete");
        super.deleteFile(name);
    }

    private Map<String, byte[]> presentContent() throws IOException {
        Map<String, byte[]> content = new HashMap<>();
        for (String name : in.listAll()) {
            content.put(name, syncedFiles.contains(name) ? bytes(name) : new byte[0]);
        }
        return content;
    }

    private byte[] bytes(String name) throws IOException {
        try (IndexInput input = in.openInput(name, IOContext.DEFAULT)) {
            byte[] bytes = new byte[(int) input.length()];
            input.readBytes(bytes, 0, bytes.length);
            return bytes;
        }
    }

    /** What is there after a power cut, if the names as they are now had reached the disk, or only the synced ones. */
    Directory afterPowerCut(boolean withUnsyncedNames) throws IOException {
        Directory left = new ByteBuffersDirectory();
        for (Map.Entry<String, byte[]> file : (withUnsyncedNames ? presentContent() : syncedNames).entrySet()) {
            try (IndexOutput output = left.createOutput(file.getKey(), IOContext.DEFAULT)) {
                output.writeBytes(file.getValue(), file.getValue().length);
            }
        }
        return left;
    }

    private final class Output extends FilterIndexOutput {
        private Output(IndexOutput output) {
            super(output.toString(), output.getName(), output);
        }

        @Override
        public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
            count("write");
            byte[] written = Arrays.copyOfRange(bytes, offset, offset + length);
            long place = garbled - getFilePointer();
            if (place >= 0 && place < length) {
                written[(int) place]++;
            }
            super.writeBytes(written, 0, length);
        }

        @Override
        public void writeByte(byte b) throws IOException {
            count("write");
            super.writeByte(b);
        }

        @Override
        public void close() throws IOException {
            super.close();
            count("close");
        }
    }
}
