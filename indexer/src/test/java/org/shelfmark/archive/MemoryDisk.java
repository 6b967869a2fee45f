package org.shelfmark.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * A disk in memory: inodes with names and open descriptors. A file outlives its name while it is open; the inode number
 * of one that is gone goes to the next file at once. Directories are listed in random order, reads give less than was
 * asked for. Belongs to one thread.
 */
public final class MemoryDisk implements ArchiveDisk, ArchiveFileSystem {
    private static final Path ROOT = Path.of("/memory");
    private static final long DEVICE = 7;

    private final Random random;
    private final Map<Path, Inode> names = new HashMap<>();
    private final Set<Path> directories = new HashSet<>(Set.of(ROOT));
    private final Deque<Long> freeNumbers = new ArrayDeque<>();
    private long nextNumber = 100;

    /** A disk whose listings and short reads are decided by a seed. */
    public MemoryDisk(long seed) {
        this.random = new Random(seed);
    }

    private static final class Inode {
        private final long number;
        private byte[] content = {};
        private boolean damaged;
        private boolean named = true;
        private int descriptors;

        private Inode(long number) {
            this.number = number;
        }
    }

    @Override
    public ArchiveFileSystem files() {
        return this;
    }

    @Override
    public Path root() {
        return ROOT;
    }

    @Override
    public void makeDirectory(Path directory) {
        directories.add(directory);
    }

    @Override
    public void moveDirectory(Path from, Path to) {
        for (Map.Entry<Path, Inode> entry : Map.copyOf(names).entrySet()) {
            Path file = entry.getKey();
            if (from.equals(file.getParent())) {
                names.remove(file);
                names.put(to.resolve(file.getFileName()), entry.getValue());
            }
        }
        directories.remove(from);
        directories.add(to);
    }

    @Override
    public void removeDirectory(Path directory) {
        directories.remove(directory);
    }

    private Inode made(Path file) {
        Inode known = names.get(file);
        if (known == null) {
            known = new Inode(freeNumbers.isEmpty() ? nextNumber++ : freeNumbers.pop());
            names.put(file, known);
        }
        return known;
    }

    private Inode existing(Path file) throws NoSuchFileException {
        Inode known = names.get(file);
        if (known == null) {
            throw new NoSuchFileException(file.toString());
        }
        return known;
    }

    @Override
    public void append(Path file, byte[] bytes) {
        Inode inode = made(file);
        byte[] longer = Arrays.copyOf(inode.content, inode.content.length + bytes.length);
        System.arraycopy(bytes, 0, longer, inode.content.length, bytes.length);
        inode.content = longer;
    }

    @Override
    public void write(Path file, byte[] bytes) {
        made(file).content = bytes.clone();
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        Inode inode = existing(file);
        inode.content = Arrays.copyOf(inode.content, (int) length);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Inode inode = existing(from);
        if (names.containsKey(to)) {
            delete(to);
        }
        names.remove(from);
        names.put(to, inode);
    }

    @Override
    public void delete(Path file) throws IOException {
        Inode inode = existing(file);
        names.remove(file);
        inode.named = false;
        freeIfUnused(inode);
    }

    @Override
    public void compress(Path file, byte[] content, boolean whole) {
        Inode inode = made(file);
        inode.content = content.clone();
        inode.damaged = !whole;
    }

    private void freeIfUnused(Inode inode) {
        if (!inode.named && inode.descriptors == 0) {
            freeNumbers.push(inode.number);
        }
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        if (!directories.contains(directory)) {
            throw names.containsKey(directory)
                    ? new NotDirectoryException(directory.toString())
                    : new NoSuchFileException(directory.toString());
        }
        List<Path> found = new ArrayList<>();
        for (Path file : names.keySet()) {
            if (directory.equals(file.getParent())) {
                found.add(file);
            }
        }
        Collections.sort(found);
        Collections.shuffle(found, random);
        return found;
    }

    @Override
    public boolean isDirectory(Path path) {
        return directories.contains(path);
    }

    @Override
    public FileIdentity identify(Path file) throws IOException {
        if (directories.contains(file)) {
            return new FileIdentity(DEVICE, 1, 0);
        }
        Inode inode = existing(file);
        checkWhole(inode);
        return new FileIdentity(DEVICE, inode.number, inode.content.length);
    }

    private static void checkWhole(Inode inode) throws DamagedCompressionException {
        if (inode.damaged) {
            throw new DamagedCompressionException("gzip data is damaged or cut off after " + inode.content.length
                    + " bytes of content: unexpected end of file");
        }
    }

    @Override
    public SeekableByteChannel open(Path file) throws IOException {
        Inode inode = existing(file);
        checkWhole(inode);
        inode.descriptors++;
        return new Descriptor(inode);
    }

    private final class Descriptor extends ReadOnlyChannel {
        private final Inode inode;

        private Descriptor(Inode inode) {
            this.inode = inode;
        }

        @Override
        int readAt(long offset, ByteBuffer to) {
            int there = inode.content.length - (int) Math.min(offset, inode.content.length);
            if (there == 0) {
                return -1;
            }
            int most = Math.min(there, to.remaining());
            int length = random.nextInt(4) == 0 ? 1 + random.nextInt(most) : most;
            to.put(inode.content, (int) offset, length);
            return length;
        }

        @Override
        long contentBytes() {
            return inode.content.length;
        }

        @Override
        void release() {
            inode.descriptors--;
            freeIfUnused(inode);
        }
    }
}
