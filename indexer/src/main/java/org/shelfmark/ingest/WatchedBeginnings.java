package org.shelfmark.ingest;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.shelfmark.archive.ArchiveName;
import org.shelfmark.registry.Registry;

/**
 * Histories that began under our eyes: a complete look found no file of them while their directory was watched. Whatever
 * came and went unread since then was counted by the watch, so the first files found need not be asked for predecessors.
 *
 * <p>Once a file of a history is on record, its successors are judged by what is known of it.
 */
final class WatchedBeginnings {
    private Set<Path> watched = Set.of();
    private final Set<Path> empty = new HashSet<>();

    /** From now on these active files' directories are watched, instead of those before. */
    void watching(Set<Path> actives) {
        watched = Set.copyOf(actives);
        empty.clear();
    }

    /**
     * Takes note of a look.
     *
     * @param known what was on record before it
     * @return active files of the histories that began since an earlier look
     */
    Set<Path> after(Sightings.Seen seen, Registry known) {
        known.files().forEach(file -> empty.remove(Path.of(file.archive())));
        Set<Path> begun = Set.copyOf(empty);
        if (seen.isComplete()) {
            Set<Path> there = seen.paths().stream()
                    .map(path -> path.resolveSibling(ArchiveName.of(path).base()))
                    .collect(Collectors.toSet());
            seen.sightings().forEach(sighting -> there.add(sighting.set().active()));
            Set<Path> recorded =
                    known.files().stream().map(file -> Path.of(file.archive())).collect(Collectors.toSet());
            watched.stream()
                    .filter(active -> !there.contains(active) && !recorded.contains(active))
                    .forEach(empty::add);
        }
        return begun;
    }
}
