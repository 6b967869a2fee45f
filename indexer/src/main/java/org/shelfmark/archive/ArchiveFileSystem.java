package org.shelfmark.archive;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * The four things Shelfmark does to a file system that holds archives: list, look, tell the kind, open for reading.
 *
 * <p>A seam for tests that make any of them fail.
 */
public interface ArchiveFileSystem {

    /** The file system of this machine; symbolic links are refused. */
    static ArchiveFileSystem local() {
        return local(false);
    }

    /**
     * The file system of this machine.
     *
     * @param followLinks whether a symbolic link stands for the file it leads to; otherwise it is refused, so that nobody
     *     who may write to a spool directory can have other files read
     */
    static ArchiveFileSystem local(boolean followLinks) {
        return followLinks ? LocalFileSystem.FOLLOWING : LocalFileSystem.REFUSING;
    }

    /** The entries of a directory, in no order. */
    List<Path> list(Path directory) throws IOException;

    /** Whether a path is a directory. */
    boolean isDirectory(Path path);

    /**
     * Device, inode and size of a file. The size of a file with a compressed file's name is that of its content; a damaged
     * one has none, which is an exception.
     *
     * @throws ArchiveAccessException when it is a symbolic link that is not followed, or no regular file
     */
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

    /**
     * Whether a directory whose time of change is the same as before has the same files under the same names, so that
     * {@link UnchangedDirectory} tells. It does not where a name may lead elsewhere.
     */
    default boolean tellsChanges() {
        return false;
    }

    /** Opens a file for reading only; of a file with a compressed file's name the content. */
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
}
