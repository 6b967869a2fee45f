package org.shelfmark.registry;

import java.nio.file.Path;
import java.util.List;
import org.shelfmark.archive.ArchiveHead;

/** What a look at a path found, compared with the registry. */
public sealed interface ArchiveChange {

    /** The path that was looked at. */
    Path path();

    /**
     * A file that was never seen before.
     *
     * @param earlier numbers of known files that begin with the same record, so that some of its records may be theirs
     */
    record Appeared(Path path, ArchiveHead head, List<Integer> earlier) implements ArchiveChange {
        /** Copies the numbers. */
        public Appeared {
            earlier = List.copyOf(earlier);
        }
    }

    /** A known file, under its old name or a new one; it may have grown. */
    record Present(Path path, ArchiveHead head, ArchiveFile known) implements ArchiveChange {}

    /** A copy of a known file that is still there itself: its records are not counted again. */
    record Copy(Path path, ArchiveFile original) implements ArchiveChange {}

    /** A known file, the same to the file system, that was cut or written anew: it does not hold what was read of it. */
    record Rewritten(Path path, ArchiveHead head, ArchiveFile known, List<Integer> earlier) implements ArchiveChange {
        /** Copies the numbers. */
        public Rewritten {
            earlier = List.copyOf(earlier);
        }
    }

    /** A file without a whole record yet. */
    record Unstarted(Path path, long sizeBytes) implements ArchiveChange {}
}
