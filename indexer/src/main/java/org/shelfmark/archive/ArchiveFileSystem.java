package org.shelfmark.archive;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The four things Shelfmark does to a file system that holds archives: list, look, tell the kind, open for reading.
 *
 * <p>A seam for tests that make any of them fail.
 */
public interface ArchiveFileSystem {

    /** The file system of this machine. */
    static ArchiveFileSystem local() {
        return Local.INSTANCE;
    }

    /** The entries of a directory, in no order. */
    List<Path> list(Path directory) throws IOException;

    /** Whether a path is a directory. */
    boolean isDirectory(Path path);

    /** Device, inode and size of a file, links followed. */
    FileIdentity identify(Path file) throws IOException;

    /** Whether a file is there, as far as can be told: one that may not be looked at is. */
    default boolean exists(Path file) {
        try {
            FileIdentity unused = identify(file);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** Opens a file for reading only. */
    SeekableByteChannel open(Path file) throws IOException;

    /** An I/O failure in words that name the file and the reason. */
    static ArchiveAccessException explain(Path file, IOException failure) {
        String reason = switch (failure) {
            case NoSuchFileException gone -> "no such file";
            case AccessDeniedException denied ->
                "permission denied: the archive must be readable by " + System.getProperty("user.name");
            default -> "cannot be read: " + failure.getMessage();
        };
        return failure instanceof ArchiveAccessException already
                ? already
                : new ArchiveAccessException(file, "'" + file + "': " + reason, failure);
    }

    /** The real one. */
    enum Local implements ArchiveFileSystem {
        /** Has no state. */
        INSTANCE;

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
            Map<String, Object> attributes = Files.readAttributes(file, "unix:dev,ino,size");
            return new FileIdentity(number(attributes, "dev"), number(attributes, "ino"), number(attributes, "size"));
        }

        private static long number(Map<String, Object> attributes, String name) throws IOException {
            if (attributes.get(name) instanceof Number number) {
                return number.longValue();
            }
            throw new IOException("this file system has no attribute '" + name + "'");
        }

        @Override
        public SeekableByteChannel open(Path file) throws IOException {
            return Files.newByteChannel(file, StandardOpenOption.READ);
        }
    }
}
