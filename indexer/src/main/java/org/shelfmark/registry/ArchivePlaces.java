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
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveName;
import org.shelfmark.archive.FileIdentity;

/** Says where archive files are now: a rotation may have renamed one since the index was committed. */
public final class ArchivePlaces {
    private final ArchiveFileSystem files;

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
                .flatMap(path -> at(file, path).stream())
                .findFirst();
    }

    private Optional<Place> at(ArchiveFile file, Path path) {
        return identify(path).filter(file.identity()::sameInode).map(now -> new Place(path, now.sizeBytes()));
    }

    /** Files of the same histories that appeared since the index was committed. */
    public List<Unknown> unknown(Collection<ArchiveFile> known) {
        Map<String, String> sourceOfArchive = new LinkedHashMap<>();
        Set<Inode> inodes = new HashSet<>();
        for (ArchiveFile file : known) {
            if (file.isThere()) {
                sourceOfArchive.put(file.archive(), file.source());
                inodes.add(Inode.of(file.identity()));
            }
        }
        List<Unknown> unknown = new ArrayList<>();
        sourceOfArchive.forEach((archive, source) -> {
            for (Path path : siblings(Path.of(archive))) {
                identify(path)
                        .filter(identity -> !inodes.contains(Inode.of(identity)))
                        .ifPresent(identity -> unknown.add(new Unknown(source, archive, path, identity.sizeBytes())));
            }
        });
        return unknown;
    }

    private record Inode(long device, long number) {
        static Inode of(FileIdentity identity) {
            return new Inode(identity.device(), identity.inode());
        }
    }

    private List<Path> siblings(Path active) {
        Path directory = active.getParent();
        if (directory == null) {
            return List.of();
        }
        try {
            String base = String.valueOf(active.getFileName());
            return files.list(directory).stream()
                    .filter(path -> ArchiveName.of(path).base().equals(base))
                    .toList();
        } catch (IOException e) {
            // a directory that cannot be listed holds nothing for us; what was in it is said to be gone
            return List.of();
        }
    }

    private Optional<FileIdentity> identify(Path path) {
        try {
            return Optional.of(files.identify(path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
