package org.shelfmark.ingest;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveSet;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.Gap;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.Registry;

/** Finds the files that are known, not there any more and not held open; what of them was not read is a gap. */
final class Departures {
    private final ArchiveFileSystem files;
    private final RotationTimes times;
    private final InstantSource clock;

    Departures(ArchiveFileSystem files, RotationTimes times, InstantSource clock) {
        this.files = files;
        this.times = times;
        this.clock = clock;
    }

    /**
     * Marks them. When nobody looked for a time, the youngest file known before may have had successors that came and went
     * as well.
     *
     * @param there numbers of files that were found
     * @param taken paths at which a file was looked at: whatever else was known there is not there any more
     * @param left what was known when the looking stopped; empty while it goes on
     */
    void mark(List<ArchiveSet> sets, Set<Integer> there, Set<Path> taken, Registry left, SurveyDraft draft) {
        long now = clock.instant().getEpochSecond();
        for (ArchiveFile file : draft.registry().files()) {
            if (file.isThere()
                    && !there.contains(file.id())
                    && isLookedFor(file, sets, draft)
                    && (taken.contains(file.path()) || isGone(file))) {
                ArchiveFile gone =
                        departed(file, draft.position(file), "the file was gone before its end was read", now);
                draft.put(
                        gone.gaps().equals(file.gaps()) && mayHaveUnseenSuccessors(file, left, draft.registry())
                                ? withUnknownEnd(gone, draft, now)
                                : gone);
            }
        }
    }

    /**
     * A file that has ended. What is known of a rotated file is all there was, for nothing is written behind a rotation;
     * of an active one nobody knows what was appended after the last look.
     */
    static ArchiveFile departed(ArchiveFile file, ReadPosition position, String reason, long now) {
        long known = Math.max(position.sizeBytes(), file.identity().sizeBytes());
        boolean mayHaveGrown = file.state() == FileState.ACTIVE;
        ArchiveFile ended = file;
        if (known > position.end()) {
            ended = file.withGap(new Gap(
                    position.end(),
                    OptionalLong.of(known),
                    estimate(position, known),
                    position.stamp(),
                    now,
                    mayHaveGrown ? reason + "; more may have been appended to it" : reason));
        } else if (mayHaveGrown) {
            ended = file.withGap(new Gap(
                    position.end(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    position.stamp(),
                    now,
                    reason + "; what may have been appended to it after byte " + position.end() + " is unknown"));
        }
        return ended.readTo(position).gone(now);
    }

    /**
     * Whether files may have followed it that nobody ever saw: it was the youngest known when the looking stopped, none was
     * active, and none of those known by now began when it was rotated.
     */
    private boolean mayHaveUnseenSuccessors(ArchiveFile file, Registry left, Registry now) {
        if (left.file(file.id()).isEmpty()) {
            return false;
        }
        for (ArchiveFile other : left.files()) {
            boolean younger = other.first().writtenAt() > file.first().writtenAt()
                    || (other.first().writtenAt() == file.first().writtenAt() && other.id() > file.id());
            if (other.archive().equals(file.archive()) && (younger || other.state() == FileState.ACTIVE)) {
                return false;
            }
        }
        return now.files().stream()
                .noneMatch(other -> other.archive().equals(file.archive())
                        && other.id() != file.id()
                        && (times.isRotatedAt(file.path(), other.first().writtenAt())
                                || times.isRotatedAt(file.path(), other.first().writtenAt() - 1)));
    }

    /** It was read to its end, but nobody saw the file that followed. */
    private static ArchiveFile withUnknownEnd(ArchiveFile file, SurveyDraft draft, long now) {
        ReadPosition position = draft.position(file);
        return file.withGap(new Gap(
                        position.end(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        position.stamp(),
                        now,
                        "the file was gone, and so may be others that followed it; they were never seen"))
                .gone(now);
    }

    private static OptionalLong estimate(ReadPosition position, long known) {
        if (position.records() == 0 || position.offset() == 0) {
            return OptionalLong.empty();
        }
        long mean = Math.max(1, position.offset() / position.records());
        return OptionalLong.of(Math.max(1, Math.round((known - position.end()) / (double) mean)));
    }

    /** Only the histories that were asked for were looked at; the files of others may be there under another name. */
    private boolean isLookedFor(ArchiveFile file, List<ArchiveSet> sets, SurveyDraft draft) {
        for (ArchiveSet set : sets) {
            boolean sameHistory = set.active().toString().equals(file.archive());
            if (set.withSiblings() ? sameHistory : set.files().contains(file.path())) {
                return true;
            }
        }
        return hasMoved(file, draft);
    }

    /** Another file of the same source was found elsewhere, and the directory in which this one stood is no more. */
    private boolean hasMoved(ArchiveFile file, SurveyDraft draft) {
        Path directory = file.path().getParent();
        return directory != null
                && !files.isDirectory(directory)
                && draft.registry().files().stream()
                        .anyMatch(other -> other.isThere()
                                && other.source().equals(file.source())
                                && !directory.equals(other.path().getParent()));
    }

    private boolean isGone(ArchiveFile file) {
        try {
            FileIdentity now = files.identify(file.path());
            // a sealed file of another size would have been looked at, so another file was found there
            return file.state() == FileState.SEALED ? !now.equals(file.identity()) : !now.sameInode(file.identity());
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            // what cannot be looked at may still be there
            return false;
        }
    }
}
