package org.shelfmark.registry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.archive.Fingerprint;

/**
 * An archive file that exists or existed.
 *
 * @param id its number in this index, from 1, never given twice
 * @param source name of the access point that wrote it
 * @param archive path of the active file of the history it belongs to
 * @param paths every path it was found under, the present one first
 * @param identity what the file system said of it last
 * @param fingerprint of its first record
 * @param state where it is in its life
 * @param read how far it was read when it was sealed; empty while the commit of the job index says so
 * @param gaps what of it was lost
 */
public record ArchiveFile(
        int id,
        String source,
        String archive,
        List<String> paths,
        FileIdentity identity,
        Fingerprint fingerprint,
        FileState state,
        Optional<ReadPosition> read,
        List<Gap> gaps) {

    /** Copies the lists. */
    public ArchiveFile {
        paths = List.copyOf(paths);
        gaps = List.copyOf(gaps);
    }

    /** Where it was found last. */
    public Path path() {
        return Path.of(paths.get(0));
    }

    /** Found under a path, with what the file system says of it. */
    public ArchiveFile found(Path path, FileIdentity now, FileState nowState) {
        List<String> all = new ArrayList<>(paths);
        all.remove(path.toString());
        all.add(0, path.toString());
        return new ArchiveFile(id, source, archive, all, now, fingerprint, nowState, read, gaps);
    }

    /** In another state. */
    public ArchiveFile inState(FileState nowState) {
        return new ArchiveFile(id, source, archive, paths, identity, fingerprint, nowState, read, gaps);
    }

    /** Sealed: wholly read up to a position that is durable. */
    public ArchiveFile sealed(ReadPosition position) {
        return new ArchiveFile(
                id, source, archive, paths, identity, fingerprint, FileState.SEALED, Optional.of(position), gaps);
    }

    /** With one more gap. */
    public ArchiveFile withGap(Gap gap) {
        List<Gap> all = new ArrayList<>(gaps);
        all.add(gap);
        return new ArchiveFile(id, source, archive, paths, identity, fingerprint, FileState.LOST, read, all);
    }
}
