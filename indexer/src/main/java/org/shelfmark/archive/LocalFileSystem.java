package org.shelfmark.archive;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/** The real one. Remembers how long the content of compressed files is; safe for many threads. */
final class LocalFileSystem implements ArchiveFileSystem {
    static final ArchiveFileSystem REFUSING = new LocalFileSystem(new ContentSizes(), false);
    static final ArchiveFileSystem FOLLOWING = new LocalFileSystem(new ContentSizes(), true);

    private final ContentSizes contentSizes;
    private final LinkOption[] links;

    LocalFileSystem(ContentSizes contentSizes, boolean followLinks) {
        this.contentSizes = contentSizes;
        this.links = followLinks ? new LinkOption[0] : new LinkOption[] {LinkOption.NOFOLLOW_LINKS};
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
    public boolean tellsChanges() {
        return links.length > 0;
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

    private SeekableByteChannel openRaw(Path file) throws IOException {
        Set<OpenOption> options = new HashSet<>(List.of(links));
        options.add(StandardOpenOption.READ);
        return Files.newByteChannel(file, options);
    }

    /** A file as it is now. */
    ContentSizes.Version version(Path file) throws IOException {
        Map<String, Object> attributes = Files.readAttributes(
                file, "unix:dev,ino,size,lastModifiedTime,ctime,isRegularFile,isSymbolicLink", links);
        if (Boolean.TRUE.equals(attributes.get("isSymbolicLink"))) {
            throw new ArchiveAccessException(
                    file, "'" + file + "' is a symbolic link; links are indexed with --follow-links only");
        }
        if (!Boolean.TRUE.equals(attributes.get("isRegularFile"))) {
            throw new ArchiveAccessException(file, "'" + file + "' is no regular file; accepted: a history file");
        }
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
