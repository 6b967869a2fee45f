package org.shelfmark.archive;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The real one. Remembers how long the content of compressed files is; safe for many threads. */
final class LocalFileSystem implements ArchiveFileSystem {
    static final ArchiveFileSystem INSTANCE = new LocalFileSystem(new ContentSizes());

    private final ContentSizes contentSizes;

    LocalFileSystem(ContentSizes contentSizes) {
        this.contentSizes = contentSizes;
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.toList();
        }
    }

    @Override
    public boolean isDirectory(Path path) {
        return Files.isDirectory(path);
    }

    @Override
    public FileIdentity identify(Path file) throws IOException {
        ContentSizes.Version version = version(file);
        FileIdentity stored = version.identity();
        Compression compression = ArchiveName.of(file).compression();
        if (compression == Compression.NONE) {
            return stored;
        }
        OptionalLong known = contentSizes.known(version);
        long sizeBytes = known.isPresent() ? known.getAsLong() : measure(file, version, compression);
        return new FileIdentity(stored.device(), stored.inode(), sizeBytes);
    }

    /** Decompresses all of a file and remembers the outcome, if the file stays what it is all the while. */
    private long measure(Path file, ContentSizes.Version version, Compression compression) throws IOException {
        long sizeBytes;
        try (SeekableByteChannel channel = new CompressedChannel(openRaw(file), compression, OptionalLong.empty())) {
            sizeBytes = channel.size();
        } catch (DamagedCompressionException e) {
            if (version(file).equals(version)) {
                contentSizes.put(version, e);
            }
            throw e;
        }
        if (!version(file).equals(version)) {
            throw new IOException("the file was changed while it was read");
        }
        contentSizes.put(version, sizeBytes);
        return sizeBytes;
    }

    @Override
    public SeekableByteChannel open(Path file) throws IOException {
        Compression compression = ArchiveName.of(file).compression();
        if (compression == Compression.NONE) {
            return openRaw(file);
        }
        // the same before and after: the length belongs to the file that was opened
        ContentSizes.Version before = version(file);
        OptionalLong known = contentSizes.known(before);
        SeekableByteChannel raw = openRaw(file);
        try {
            return new CompressedChannel(raw, compression, version(file).equals(before) ? known : OptionalLong.empty());
        } catch (IOException | RuntimeException | Error e) {
            try {
                raw.close();
            } catch (IOException alsoFailed) {
                e.addSuppressed(alsoFailed);
            }
            throw e;
        }
    }

    private static SeekableByteChannel openRaw(Path file) throws IOException {
        return Files.newByteChannel(file, StandardOpenOption.READ);
    }

    /** A file as it is now. */
    static ContentSizes.Version version(Path file) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(file, "unix:dev,ino,size,lastModifiedTime,ctime");
        FileIdentity identity =
                new FileIdentity(number(attributes, "dev"), number(attributes, "ino"), number(attributes, "size"));
        return new ContentSizes.Version(identity, time(attributes, "lastModifiedTime"), time(attributes, "ctime"));
    }

    private static long number(Map<String, Object> attributes, String name) throws IOException {
        if (attributes.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw missing(name);
    }

    private static FileTime time(Map<String, Object> attributes, String name) throws IOException {
        if (attributes.get(name) instanceof FileTime time) {
            return time;
        }
        throw missing(name);
    }

    private static IOException missing(String name) {
        return new IOException("this file system has no attribute '" + name + "'");
    }
}
