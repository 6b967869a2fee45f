package org.shelfmark.archive;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.NIOFSDirectory;

/**
 * Byte-exact compressed copies of sealed archive files. An entry is a file {@code <name>.zst}: zstd frames of 2 MiB
 * content with checksums, then a seek table; {@code zstd -d} of it is the original.
 *
 * <p>An entry is never changed and never replaced: new content under a name that is taken gets a name of its own, and
 * the old entry stays until it is removed. Replacing a file in place would break whoever still refers to the old one,
 * above all a registry that was not yet committed when the machine crashed. So the order is: store, commit the new
 * {@link VaultEntry}, remove the old name. What a crash leaves behind in between is found by comparing {@link #names}
 * with what is referred to.
 *
 * <p>After a crash at any moment: an entry that {@link #store} returned is there, whole; one that it did not return is
 * there whole or not at all.
 *
 * <p>Several threads may store, each under a name of its own, and any number of others read beside them; removing belongs
 * to one thread. A channel belongs to one thread.
 */
public final class Vault implements Closeable {
    /** Marks temporary files; Lucene ends their names with {@code .tmp}. */
    static final String UNFINISHED = "unfinished";

    private static final String TEMPORARY_SUFFIX = ".tmp";
    private static final String SUFFIX = ".zst";
    private static final int MAX_NAME_BYTES = 200;

    private final Directory directory;
    private final int frameBytes;

    private Vault(Directory directory, int frameBytes) {
        this.directory = directory;
        this.frameBytes = frameBytes;
    }

    /** Opens the vault in a directory for its one writer: makes the directory, removes what a crash left unfinished. */
    public static Vault open(Path directory) throws IOException {
        // no memory mapping: a file that is cut while it is mapped is an error of the machine, not an exception
        Directory opened = new NIOFSDirectory(directory);
        try {
            return open(opened);
        } catch (IOException | RuntimeException | Error e) {
            try {
                opened.close();
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    /** The same in a Lucene directory, which is closed with the vault. */
    public static Vault open(Directory directory) throws IOException {
        return open(directory, VaultWriter.FRAME_BYTES);
    }

    /** The same with new entries in frames of another size; entries of any size are read. */
    static Vault open(Directory directory, int frameBytes) throws IOException {
        for (String file : directory.listAll()) {
            if (file.endsWith(TEMPORARY_SUFFIX)) {
                directory.deleteFile(file);
            }
        }
        return new Vault(directory, frameBytes);
    }

    /** Opens the vault to read beside a writer in another process; changes nothing. A missing directory is empty. */
    public static Vault openForReading(Path directory) throws IOException {
        return new Vault(
                Files.isDirectory(directory) ? new NIOFSDirectory(directory) : new ByteBuffersDirectory(),
                VaultWriter.FRAME_BYTES);
    }

    /**
     * Stores the beginning of a file. When this returns the copy is durable and was read back and compared with the
     * source.
     *
     * @param name wanted for the entry. If it is taken by the same content, that entry is the answer; if it is taken
     *     by other content, the new entry is called {@code name-2}, {@code name-3}, and so on.
     * @param source from which it is read twice; positioned here
     * @param lengthBytes how much of it
     * @throws IOException when anything fails or the source is shorter; all older entries are as they were
     */
    public VaultEntry store(String name, SeekableByteChannel source, long lengthBytes) throws IOException {
        Set<String> taken = new HashSet<>(names());
        for (int number = 1; ; number++) {
            String entry = number == 1 ? name : name + "-" + number;
            VaultWriter writer = new VaultWriter(directory, entry, frameBytes);
            if (!taken.contains(entry)) {
                return writer.write(encoded(entry), fileOf(entry), source, lengthBytes);
            }
            VaultEntry present = new VaultEntry(entry, lengthBytes, directory.fileLength(fileOf(entry)), "");
            try {
                String sha256 = writer.compare(present, fileOf(entry), source);
                // it may stem from a call that failed between the rename and this
                directory.syncMetaData();
                return new VaultEntry(entry, lengthBytes, present.storedBytes(), sha256);
            } catch (VaultEntryException other) {
                // other content, or damaged: it is not touched, and the next name is tried
            }
        }
    }

    /**
     * Opens an entry for reading at any place; getting at a byte costs decompressing one frame.
     *
     * @throws VaultEntryException when it is missing, of another size or damaged; damage inside a frame shows when that
     *     frame is read
     */
    public SeekableByteChannel open(VaultEntry entry) throws IOException {
        return VaultChannel.open(
                directory, fileOf(entry.name()), entry.name(), entry.contentBytes(), entry.storedBytes());
    }

    /**
     * Decompresses all of an entry and compares length and hash.
     *
     * @throws VaultEntryException when it is not what was stored
     */
    public void check(VaultEntry entry) throws IOException {
        ContentHash hash = new ContentHash();
        ByteBuffer buffer = ByteBuffer.allocate(frameBytes);
        try (SeekableByteChannel channel = open(entry)) {
            while (channel.read(buffer) >= 0) {
                hash.update(buffer.array(), buffer.position());
                buffer.clear();
            }
        }
        String found = hash.hex();
        if (!found.equals(entry.sha256())) {
            throw new VaultEntryException(
                    entry.name(), "has other content: its SHA-256 is " + found + ", not " + entry.sha256());
        }
    }

    /**
     * What is to be known of an entry, made out from the entry itself: for the case that nobody remembers it any more.
     *
     * @throws VaultEntryException when there is none of that name or it is damaged
     */
    public VaultEntry describe(String name) throws IOException {
        long storedBytes;
        try {
            storedBytes = directory.fileLength(fileOf(name));
        } catch (NoSuchFileException | FileNotFoundException e) {
            throw new VaultEntryException(name, "is missing", e);
        }
        ContentHash hash = new ContentHash();
        long contentBytes = 0;
        ByteBuffer buffer = ByteBuffer.allocate(frameBytes);
        try (SeekableByteChannel channel = VaultChannel.open(directory, fileOf(name), name, storedBytes)) {
            while (channel.read(buffer) >= 0) {
                contentBytes += buffer.position();
                hash.update(buffer.array(), buffer.position());
                buffer.clear();
            }
        }
        return new VaultEntry(name, contentBytes, storedBytes, hash.hex());
    }

    /** Removes an entry; nothing happens when there is none. Channels open on it can still be read. */
    public void remove(String name) throws IOException {
        try {
            directory.deleteFile(fileOf(name));
        } catch (NoSuchFileException | FileNotFoundException e) {
            // a removal that was begun before a crash is done again
            return;
        }
        directory.syncMetaData();
    }

    /** Names of all finished entries, sorted. */
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        for (String file : directory.listAll()) {
            if (file.endsWith(SUFFIX)) {
                names.add(
                        URLDecoder.decode(file.substring(0, file.length() - SUFFIX.length()), StandardCharsets.UTF_8));
            }
        }
        names.sort(Comparator.naturalOrder());
        return names;
    }

    /** Bytes of all finished entries on disk. */
    public long sizeBytes() throws IOException {
        long total = 0;
        for (String name : names()) {
            try {
                total += directory.fileLength(fileOf(name));
            } catch (NoSuchFileException | FileNotFoundException e) {
                // removed after it was listed
            }
        }
        return total;
    }

    @Override
    public void close() throws IOException {
        directory.close();
    }

    private static String fileOf(String name) {
        return encoded(name) + SUFFIX;
    }

    /** Any text becomes a file name of ASCII letters, digits and a few signs, whatever the locale. */
    private static String encoded(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
        if (encoded.isEmpty() || encoded.length() > MAX_NAME_BYTES) {
            throw new IllegalArgumentException("'" + name + "' cannot name a vault entry: 1 to " + MAX_NAME_BYTES
                    + " bytes, those of other than ASCII letters, digits, '.', '-', '_' counted three times");
        }
        return encoded;
    }
}
