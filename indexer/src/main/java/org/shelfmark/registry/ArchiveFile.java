package org.shelfmark.registry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.archive.Fingerprint;
import org.shelfmark.archive.VaultEntry;

/**
 * An archive file that exists or existed.
 *
 * @param id its number in this index, from 1, never given twice
 * @param source name of the access point that wrote it
 * @param archive path of the active file of the history it belongs to
 * @param paths every path it was found under, the present one first
 * @param identity what the file system said of it last
 * @param fingerprint of its first record; {@link Fingerprint#NONE} when nobody ever saw one
 * @param first its first record
 * @param state where it is in its life
 * @param read how far it was read when it was sealed; empty while the commit of the job index says so
 * @param gaps what of it was lost
 * @param earlier other files with the same beginning, mostly earlier ones, whose records may stand in this one too: they are not counted again
 * @param goneSince when it was found to be gone from disk, in seconds since 1970; 0 while it is there
 * @param vault its copy in the vault
 */
public record ArchiveFile(
        int id,
        String source,
        String archive,
        List<String> paths,
        FileIdentity identity,
        Fingerprint fingerprint,
        RecordStamp first,
        FileState state,
        Optional<ReadPosition> read,
        List<Gap> gaps,
        List<Integer> earlier,
        long goneSince,
        Optional<VaultEntry> vault) {

    /** Copies the lists. */
    public ArchiveFile {
        paths = List.copyOf(paths);
        gaps = List.copyOf(gaps);
        earlier = List.copyOf(earlier);
    }

    /** A file seen for the first time. */
    public static ArchiveFile appeared(
            int id,
            String source,
            Path archive,
            Path path,
            FileIdentity identity,
            Fingerprint fingerprint,
            RecordStamp first,
            FileState state) {
        return new ArchiveFile(
                id,
                source,
                archive.toString(),
                List.of(path.toString()),
                identity,
                fingerprint,
                first,
                state,
                Optional.empty(),
                List.of(),
                List.of(),
                0,
                Optional.empty());
    }

    /** Where it was found last. */
    public Path path() {
        return Path.of(paths.get(0));
    }

    /** Whether it was on disk when it was looked for last. */
    public boolean isThere() {
        return state != FileState.DELETED && state != FileState.LOST;
    }

    /** Found under a path, with what the file system says of it. */
    public ArchiveFile found(Path archiveNow, Path path, FileIdentity now, FileState nowState) {
        List<String> all = new ArrayList<>(paths);
        all.remove(path.toString());
        all.add(0, path.toString());
        return new ArchiveFile(
                id,
                source,
                archiveNow.toString(),
                all,
                now,
                fingerprint,
                first,
                nowState,
                read,
                gaps,
                earlier,
                0,
                vault);
    }

    /** Read up to a position that is durable, and not read on. */
    public ArchiveFile readTo(ReadPosition position) {
        return new ArchiveFile(
                id,
                source,
                archive,
                paths,
                identity,
                fingerprint,
                first,
                state,
                Optional.of(position),
                gaps,
                earlier,
                goneSince,
                vault);
    }

    /** Sealed: wholly read up to a position that is durable. */
    public ArchiveFile sealed(ReadPosition position) {
        FileIdentity whole = new FileIdentity(identity.device(), identity.inode(), position.end());
        return new ArchiveFile(
                id,
                source,
                archive,
                paths,
                whole,
                fingerprint,
                first,
                FileState.SEALED,
                Optional.of(position),
                gaps,
                earlier,
                0,
                vault);
    }

    /** Gone from disk. What was read of it stays; a file with a gap is lost, one without is merely deleted. */
    public ArchiveFile gone(long since) {
        return inState(gaps.isEmpty() ? FileState.DELETED : FileState.LOST, since);
    }

    /** With one more gap. */
    public ArchiveFile withGap(Gap gap) {
        List<Gap> all = new ArrayList<>(gaps);
        all.add(gap);
        return new ArchiveFile(
                id, source, archive, paths, identity, fingerprint, first, state, read, all, earlier, goneSince, vault);
    }

    /** Said to hold records of earlier files with the same beginning. */
    public ArchiveFile continuing(List<Integer> earlierFiles) {
        return new ArchiveFile(
                id,
                source,
                archive,
                paths,
                identity,
                fingerprint,
                first,
                state,
                read,
                gaps,
                earlierFiles,
                goneSince,
                vault);
    }

    /** Said to hold records of one more file with the same beginning. */
    public ArchiveFile sharing(int otherFile) {
        List<Integer> all = new ArrayList<>(earlier);
        all.add(otherFile);
        return continuing(all);
    }

    /** With a copy in the vault, or without one. */
    public ArchiveFile keptAs(Optional<VaultEntry> entry) {
        return new ArchiveFile(
                id, source, archive, paths, identity, fingerprint, first, state, read, gaps, earlier, goneSince, entry);
    }

    private ArchiveFile inState(FileState nowState, long since) {
        return new ArchiveFile(
                id, source, archive, paths, identity, fingerprint, first, nowState, read, gaps, earlier, since, vault);
    }
}
