package org.shelfmark.archive;

import java.io.IOException;
import java.nio.file.Path;

/** A disk on which a test does to archives what schedds, administrators and accidents do. */
public interface ArchiveDisk {

    /** How Shelfmark sees it. */
    ArchiveFileSystem files();

    /** A directory that is there. */
    Path root();

    /** Makes a directory. */
    void makeDirectory(Path directory) throws IOException;

    /** Renames a directory and all in it. */
    void moveDirectory(Path from, Path to) throws IOException;

    /** Removes an empty directory. */
    void removeDirectory(Path directory) throws IOException;

    /** Writes at the end of a file, which is made if it is not there. */
    void append(Path file, byte[] bytes) throws IOException;

    /** Writes the content of a file anew in place; the file is made if it is not there. */
    void write(Path file, byte[] bytes) throws IOException;

    /** Cuts a file. */
    void truncate(Path file, long length) throws IOException;

    /** Renames a file; one that has the name already is gone then. */
    void rename(Path from, Path to) throws IOException;

    /** Takes a file's name away. */
    void delete(Path file) throws IOException;

    /** Makes a file that is the given content compressed, or such a file cut off. */
    void compress(Path file, byte[] content, boolean whole) throws IOException;
}
