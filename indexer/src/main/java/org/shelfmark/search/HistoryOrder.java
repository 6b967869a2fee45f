package org.shelfmark.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shelfmark.archive.ArchiveName;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.Registry;

/** The archive files in the order in which their records were appended, which is the order of a history. */
final class HistoryOrder {
    private HistoryOrder() {}

    /**
     * The files, oldest first.
     *
     * @param source the access point; empty for all
     */
    static List<ArchiveFile> oldestFirst(Registry registry, Optional<String> source) {
        List<ArchiveFile> files = new ArrayList<>(registry.files().stream()
                .filter(file -> source.isEmpty() || source.get().equals(file.source()))
                .toList());
        boolean timed = files.stream().allMatch(file -> file.first().writtenAt() > 0);
        Comparator<ArchiveFile> byTime =
                Comparator.comparingLong(file -> file.first().writtenAt());
        // banners of old versions have no time; then names tell, as they do in the directory
        Comparator<ArchiveFile> byName = Comparator.comparing(HistoryOrder::stamp);
        files.sort((timed ? byTime : byName)
                .thenComparing(file -> file.state() == FileState.ACTIVE)
                .thenComparingInt(ArchiveFile::id));
        return files;
    }

    /** The time in a rotated name; what has none comes last. */
    private static String stamp(ArchiveFile file) {
        return file.paths().stream()
                .map(path -> ArchiveName.of(Path.of(path)).stamp())
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("active");
    }
}
