package org.shelfmark.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One history with its rotated siblings.
 *
 * @param active path of the active file, whether or not it exists at this moment
 * @param withSiblings whether all files of the history belong to it, or just the one that was named
 * @param files the files found, oldest name first, the active one last
 */
public record ArchiveSet(Path active, boolean withSiblings, List<Path> files) {
    /** Copies the files. */
    public ArchiveSet {
        files = List.copyOf(files);
    }

    /**
     * Finds what the paths a user gave stand for; all of them must be there.
     *
     * @throws ArchiveAccessException when a path does not exist or cannot be listed, or a directory holds no history
     */
    public static List<ArchiveSet> discover(ArchiveFileSystem files, List<Path> given) throws ArchiveAccessException {
        return discover(files, given, false);
    }

    /**
     * Finds what the paths a user gave stand for: the active file of a history stands for it and its rotated siblings,
     * a rotated file for itself, a directory for the {@code history} in it.
     *
     * @param mayAppear whether a history that is not there yet is waited for; its directory must be there
     * @throws ArchiveAccessException when a path does not exist or cannot be listed, or a directory holds no history
     */
    public static List<ArchiveSet> discover(ArchiveFileSystem files, List<Path> given, boolean mayAppear)
            throws ArchiveAccessException {
        List<ArchiveSet> sets = new ArrayList<>();
        Set<Path> seen = new LinkedHashSet<>();
        for (Path path : given) {
            Path absolute = path.toAbsolutePath().normalize();
            ArchiveSet set = files.isDirectory(absolute)
                    ? inDirectory(files, absolute, mayAppear)
                    : ArchiveName.of(absolute).isRotated()
                            ? single(files, absolute)
                            : withSiblings(files, absolute, mayAppear);
            List<Path> fresh = set.files().stream().filter(seen::add).toList();
            sets.add(new ArchiveSet(set.active(), set.withSiblings(), fresh));
        }
        return sets;
    }

    /**
     * The same history as it is now; a moment without any file is normal while a schedd rotates.
     *
     * @throws ArchiveAccessException when its directory cannot be listed
     */
    public ArchiveSet refreshed(ArchiveFileSystem fileSystem) throws ArchiveAccessException {
        return withSiblings ? siblings(fileSystem, active) : this;
    }

    private static ArchiveSet inDirectory(ArchiveFileSystem files, Path directory, boolean mayAppear)
            throws ArchiveAccessException {
        ArchiveSet set = siblings(files, directory.resolve("history"));
        if (set.files().isEmpty() && !mayAppear) {
            throw new ArchiveAccessException(
                    directory,
                    "'" + directory
                            + "' holds no job history: neither 'history' nor 'history.YYYYMMDDTHHMMSS' is in it");
        }
        return set;
    }

    private static ArchiveSet single(ArchiveFileSystem files, Path rotated) throws ArchiveAccessException {
        mustExist(files, rotated);
        String base = ArchiveName.of(rotated).base();
        return new ArchiveSet(rotated.resolveSibling(base), false, List.of(rotated));
    }

    private static ArchiveSet withSiblings(ArchiveFileSystem files, Path active, boolean mayAppear)
            throws ArchiveAccessException {
        ArchiveSet set = siblings(files, active);
        if (set.files().isEmpty() && !mayAppear) {
            mustExist(files, active);
        }
        return set;
    }

    private static void mustExist(ArchiveFileSystem files, Path file) throws ArchiveAccessException {
        try {
            FileIdentity unused = files.identify(file);
        } catch (IOException e) {
            throw ArchiveFileSystem.explain(file, e);
        }
    }

    private static ArchiveSet siblings(ArchiveFileSystem files, Path active) throws ArchiveAccessException {
        Path directory = active.getParent();
        String base = String.valueOf(active.getFileName());
        List<Path> found = new ArrayList<>();
        if (directory != null) {
            try {
                for (Path entry : files.list(directory)) {
                    ArchiveName name = ArchiveName.of(entry);
                    if ((entry.equals(active)
                                    || (name.isRotated() && name.base().equals(base)))
                            && !files.isDirectory(entry)) {
                        found.add(entry);
                    }
                }
            } catch (IOException e) {
                throw ArchiveFileSystem.explain(directory, e);
            }
        }
        // the active file is the youngest, whatever its name sorts like
        found.sort(Comparator.comparingInt((Path file) -> ArchiveName.of(file).isRotated() ? 0 : 1)
                .thenComparing(Path::toString));
        return new ArchiveSet(active, true, found);
    }
}
