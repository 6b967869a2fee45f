package org.shelfmark.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveName;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.archive.UnchangedDirectory;

/**
 * Says where archive files are now: a rotation may have renamed one since the index was committed. Safe for many threads.
 */
public final class ArchivePlaces {
    private final ArchiveFileSystem files;
    /** By the active file of a history. */
    private final Map<Path, UnchangedDirectory<List<Sibling>>> listed = new ConcurrentHashMap<>();

    /** Looks through the given file system. */
    public ArchivePlaces(ArchiveFileSystem files) {
        this.files = files;
    }

    /**
     * Where a known file is now.
     *
     * @param sizeBytes its size now
     */
    public record Place(Path path, long sizeBytes) {}

    /**
     * A file that none of the known ones is: it appeared since the index was committed.
     *
     * @param source access point of the history it belongs to
     * @param archive path of that history's active file
     */
    public record Unknown(String source, String archive, Path path, long sizeBytes) {}

    /** Where a file is now, by its inode; empty when it is neither where it was nor among its siblings. */
    public Optional<Place> of(ArchiveFile file) {
        Optional<Place> asBefore = at(file, file.path());
        if (asBefore.isPresent()) {
            return asBefore;
        }
        return siblings(file.path().resolveSibling(ArchiveName.of(file.path()).base())).stream()
                .filter(sibling -> file.identity().sameInode(sibling.identity()))
                .flatMap(sibling -> at(file, sibling.path()).stream())
                .findFirst();
    }

    private Optional<Place> at(ArchiveFile file, Path path) {
        return identify(path).filter(file.identity()::sameInode).map(now -> new Place(path, now.sizeBytes()));
    }

    /** What is known: the histories, and which files of them. Safe for many threads. */
    public static final class Known {
        private final Map<String, String> sourceOfArchive = new LinkedHashMap<>();
        private final Set<Inode> inodes = new HashSet<>();

        /** Those of the files that are still there. */
        public Known(Collection<ArchiveFile> files) {
            for (ArchiveFile file : files) {
                if (file.isThere()) {
                    sourceOfArchive.put(file.archive(), file.source());
                    inodes.add(Inode.of(file.identity()));
                }
            }
        }

        private boolean contains(FileIdentity file) {
            return inodes.contains(Inode.of(file));
        }
    }

    /** Files of the same histories that appeared since the index was committed. */
    public List<Unknown> unknown(Known known) {
        List<Unknown> unknown = new ArrayList<>();
        known.sourceOfArchive.forEach((archive, source) -> {
            for (Sibling sibling : siblings(Path.of(archive))) {
                if (!known.contains(sibling.identity())) {
                    // it may have grown since it was listed
                    identify(sibling.path())
                            .filter(now -> !known.contains(now))
                            .ifPresent(
                                    now -> unknown.add(new Unknown(source, archive, sibling.path(), now.sizeBytes())));
                }
            }
        });
        return unknown;
    }

    private record Inode(long device, long number) {
        static Inode of(FileIdentity identity) {
            return new Inode(identity.device(), identity.inode());
        }
    }

    /** A file of a history as it was listed. */
    private record Sibling(Path path, FileIdentity identity) {}

    private List<Sibling> siblings(Path active) {
        Path directory = active.getParent();
        if (directory == null) {
            return List.of();
        }
        try {
            return files.tellsChanges()
                    ? listed.computeIfAbsent(active, unseen -> new UnchangedDirectory<>(directory))
                            .get(() -> list(directory, active))
                    : list(directory, active);
        } catch (IOException e) {
            // a directory that cannot be listed holds nothing for us; what was in it is said to be gone
            return List.of();
        }
    }

    private List<Sibling> list(Path directory, Path active) throws IOException {
        String base = String.valueOf(active.getFileName());
        return files.list(directory).stream()
                .filter(path -> ArchiveName.of(path).base().equals(base))
                .flatMap(path -> identify(path).map(found -> new Sibling(path, found)).stream())
                .toList();
    }

    private Optional<FileIdentity> identify(Path path) {
        try {
            return Optional.of(files.identify(path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
