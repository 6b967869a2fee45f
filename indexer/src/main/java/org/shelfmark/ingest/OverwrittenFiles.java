package org.shelfmark.ingest;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.shelfmark.archive.ArchiveName;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.Registry;

/**
 * Finds files that HTCondor itself overwrote: rotated names have seconds, and two rotations within one second give the
 * same name, so the second rename replaces the first file.
 *
 * <p>The survivor tells. A schedd makes a file right after renaming the one before it, so a file whose name says that it
 * was rotated in the very second of its first record had a predecessor of the same name. Unless that predecessor is known,
 * it is gone unread.
 */
final class OverwrittenFiles {
    private static final String REASON = "overwritten by a rotation within the same second, before it was read;"
            + " a larger MAX_HISTORY_LOG makes this rarer";

    private final RotationTimes times;
    private final InstantSource clock;

    OverwrittenFiles(RotationTimes times, InstantSource clock) {
        this.times = times;
        this.clock = clock;
    }

    void mark(List<Survey.Pending> readable, ArchiveRequest request, Registry before, SurveyDraft draft) {
        List<ArchiveFile> survivors = new ArrayList<>();
        for (Survey.Pending file : readable) {
            if (before.file(file.entry().id()).isEmpty()
                    && nameWhenBegun(file.entry()).isPresent()) {
                survivors.add(file.entry());
            }
        }
        survivors.sort(Comparator.comparingLong(file -> file.first().writtenAt()));
        Set<Integer> overwritten = new HashSet<>();
        for (ArchiveFile survivor : survivors) {
            Optional<ArchiveFile> known = knownPredecessor(survivor, before, draft.registry(), overwritten);
            if (known.isPresent()) {
                overwritten.add(known.get().id());
                continue;
            }
            draft.put(LostFiles.entry(
                    draft.registry(),
                    request,
                    Path.of(survivor.archive()),
                    nameWhenBegun(survivor).orElseThrow(),
                    OptionalLong.empty(),
                    REASON,
                    clock.instant().getEpochSecond()));
        }
    }

    /** Puts files on record that appeared under the active name and were gone before they could be opened. */
    void markMissed(Map<Path, Integer> missed, ArchiveRequest request, SurveyDraft draft) {
        missed.forEach((active, count) -> {
            for (int i = 0; i < count; i++) {
                draft.put(LostFiles.entry(
                        draft.registry(),
                        request,
                        active,
                        active,
                        OptionalLong.empty(),
                        "appeared and was overwritten before it could be opened;"
                                + " a larger MAX_HISTORY_LOG makes this rarer",
                        clock.instant().getEpochSecond()));
            }
        });
    }

    /** The name that says that a file was rotated in the second in which it began. */
    private Optional<Path> nameWhenBegun(ArchiveFile file) {
        return file.paths().stream()
                .map(Path::of)
                .filter(path -> file.first().writtenAt() > 0
                        && times.isRotatedAt(path, file.first().writtenAt()))
                .findFirst();
    }

    /**
     * The known file that a survivor overwrote: one that was found under its name, or the active one that went since the
     * last look without a name of its own. A file rotated in the second before proves nothing: others may have come
     * between, and one gap too many is better than a silent loss.
     *
     * @param taken files that another survivor overwrote
     */
    private Optional<ArchiveFile> knownPredecessor(
            ArchiveFile survivor, Registry before, Registry now, Set<Integer> taken) {
        Optional<String> stamp =
                nameWhenBegun(survivor).flatMap(path -> ArchiveName.of(path).stamp());
        for (ArchiveFile other : now.files()) {
            if (other.id() == survivor.id()
                    || !other.archive().equals(survivor.archive())
                    || taken.contains(other.id())) {
                continue;
            }
            boolean hadTheName = other.paths().stream()
                    .anyMatch(path -> ArchiveName.of(Path.of(path)).stamp().equals(stamp));
            boolean wentAsActive = other.path().toString().equals(other.archive())
                    && other.state() != FileState.ACTIVE
                    && before.file(other.id())
                            .filter(known -> known.state() == FileState.ACTIVE)
                            .isPresent();
            if (hadTheName || wentAsActive) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }
}
