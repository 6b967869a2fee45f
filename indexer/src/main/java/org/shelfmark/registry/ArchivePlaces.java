package org.shelfmark.registry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
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

    /** Where a file is now, by its inode; empty when it is neither where it was nor among its siblings. */
    public Optional<Path> of(ArchiveFile file) {
        if (isAt(file, file.path())) {
            return Optional.of(file.path());
        }
        return siblings(file.path().resolveSibling(ArchiveName.of(file.path()).base())).stream()
                .filter(path -> isAt(file, path))
                .findFirst();
    }

    /** Files of the same histories that none of the known ones is: they appeared since the index was committed. */
    public List<Path> unknown(Collection<ArchiveFile> known) {
        Set<Path> actives = new LinkedHashSet<>();
        known.forEach(file -> actives.add(Path.of(file.archive())));
        List<Path> unknown = new ArrayList<>();
        for (Path active : actives) {
            for (Path path : siblings(active)) {
                Optional<FileIdentity> identity = identify(path);
                if (identity.isPresent()
                        && known.stream().noneMatch(file -> file.identity().sameInode(identity.get()))) {
                    unknown.add(path);
                }
            }
        }
        return unknown;
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

    private boolean isAt(ArchiveFile file, Path path) {
        return identify(path).filter(file.identity()::sameInode).isPresent();
    }

    private Optional<FileIdentity> identify(Path path) {
        try {
            return Optional.of(files.identify(path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
