package org.shelfmark.ingest;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.shelfmark.archive.ArchiveName;
import org.shelfmark.registry.ArchiveFile;
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
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);
    private static final String REASON = "overwritten by a rotation within the same second, before it was read;"
            + " a larger MAX_HISTORY_LOG makes this rarer";

    private final ZoneId zone;
    private final InstantSource clock;

    OverwrittenFiles(ZoneId zone, InstantSource clock) {
        this.zone = zone;
        this.clock = clock;
    }

    void mark(List<Survey.Pending> readable, ArchiveRequest request, Registry before, SurveyDraft draft) {
        for (Survey.Pending file : readable) {
            ArchiveFile entry = file.entry();
            boolean isNew = before.file(entry.id()).isEmpty();
            if (isNew && wasRotatedWhenBegun(entry) && !hasKnownPredecessor(entry, draft)) {
                draft.put(LostFiles.entry(
                        draft.registry(),
                        request,
                        Path.of(entry.archive()),
                        entry.path(),
                        OptionalLong.empty(),
                        REASON,
                        clock.instant().getEpochSecond()));
            }
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

    private boolean wasRotatedWhenBegun(ArchiveFile file) {
        return file.first().writtenAt() > 0
                && ArchiveName.of(file.path())
                        .stamp()
                        .filter(stamp -> means(stamp, file.first().writtenAt()))
                        .isPresent();
    }

    /** Whether another file was rotated, or written last, at the moment at which this one began. */
    private boolean hasKnownPredecessor(ArchiveFile file, SurveyDraft draft) {
        long begun = file.first().writtenAt();
        for (ArchiveFile other : draft.registry().files()) {
            if (other.id() == file.id() || !other.archive().equals(file.archive())) {
                continue;
            }
            for (String path : other.paths()) {
                Optional<String> stamp = ArchiveName.of(Path.of(path)).stamp();
                if (stamp.filter(text -> means(text, begun) || means(text, begun - 1))
                        .isPresent()) {
                    return true;
                }
            }
            long last = draft.position(other).stamp().writtenAt();
            if (last >= begun - 1 && last <= begun && other.first().writtenAt() <= begun && other.id() < file.id()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a local time, which is ambiguous in the hour in which clocks are put back, can be a moment. */
    private boolean means(String stamp, long epochSecond) {
        try {
            LocalDateTime local = LocalDateTime.parse(stamp, STAMP);
            for (ZoneOffset offset : zone.getRules().getValidOffsets(local)) {
                if (local.toEpochSecond(offset) == epochSecond) {
                    return true;
                }
            }
            return false;
        } catch (DateTimeParseException e) {
            // fourteen digits that are no date: a name that no schedd gave
            return false;
        }
    }
}
