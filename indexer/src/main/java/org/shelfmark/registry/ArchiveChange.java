package org.shelfmark.registry;

import java.nio.file.Path;
import org.shelfmark.archive.ArchiveHead;

/** What a look at a path found, compared with the registry. */
public sealed interface ArchiveChange {

    /** The path that was looked at. */
    Path path();

    /** A file that was never seen before. */
    record Appeared(Path path, ArchiveHead head) implements ArchiveChange {}

    /** A known file, under its old name or a new one; it may have grown. */
    record Present(Path path, ArchiveHead head, ArchiveFile known) implements ArchiveChange {}

    /** A copy of a known file that is still there itself: its records are not counted again. */
    record Copy(Path path, ArchiveFile original) implements ArchiveChange {}

    /** A known file that is shorter than what was read of it. */
    record Shrunk(Path path, ArchiveHead head, ArchiveFile known) implements ArchiveChange {}

    /** A file without a whole record yet. */
    record Unstarted(Path path, long sizeBytes) implements ArchiveChange {}
}
