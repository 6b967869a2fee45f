package org.shelfmark.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveHead;
import org.shelfmark.archive.ArchiveName;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.archive.HeldFile;
import org.shelfmark.registry.ArchiveChange;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.Reconciler;
import org.shelfmark.registry.RecordStamp;

/**
 * Says which file of the registry a held file is. One that was recognised once stays what it is while it is held, unless
 * it was cut or written anew; any other is compared by content.
 */
final class Recognition {
    private final Reconciler reconciler;
    private final InstantSource clock;

    Recognition(ArchiveFileSystem files, InstantSource clock) {
        this.reconciler = new Reconciler(files);
        this.clock = clock;
    }

    /** What a file turned out to be. */
    sealed interface Result {}

    /** A file of the registry, new or not, that may hold something to read. */
    record Known(ArchiveFile entry) implements Result {}

    /** A file that was wholly read and sealed before, under another name. */
    record Finished(ArchiveFile entry) implements Result {}

    /** A copy of another file. */
    record Copy(ArchiveFile original) implements Result {}

    /** There is no whole record in it yet. */
    record Waiting(long sizeBytes) implements Result {}

    /** It does not hold any more what was read of it. */
    record Changed() implements Result {}

    Result of(FollowedFile followed, Sightings.Sighting sighting, ArchiveRequest request, SurveyDraft draft)
            throws IOException {
        HeldFile file = sighting.file();
        FileState state =
                sighting.isGone() || ArchiveName.of(file.path()).isRotated() ? FileState.ROTATED : FileState.ACTIVE;
        ArchiveFile entry = followed.entry(draft.registry());
        if (entry == null) {
            return unrecognised(file, sighting, state, request, draft);
        }
        if (!sighting.isListed() && !sighting.isGone()) {
            // where it is cannot be told now, so it stays what it was
            state = entry.state() == FileState.ACTIVE ? FileState.ACTIVE : FileState.ROTATED;
        }
        ReadPosition position = draft.position(entry);
        // also where the size says that nothing happened: it may have been written anew, as long as it was
        if (!Reconciler.isStill(file, entry, position)) {
            return new Changed();
        }
        boolean asBefore = entry.path().equals(file.path())
                && entry.state() == state
                && entry.archive().equals(sighting.set().active().toString())
                && file.is(entry.identity());
        return new Known(
                asBefore ? entry : entry.found(sighting.set().active(), file.path(), identityNow(file), state));
    }

    private static FileIdentity identityNow(HeldFile file) throws IOException {
        return new FileIdentity(file.identity().device(), file.identity().inode(), file.sizeBytes());
    }

    private Result unrecognised(
            HeldFile file, Sightings.Sighting sighting, FileState state, ArchiveRequest request, SurveyDraft draft)
            throws ArchiveAccessException {
        Path active = sighting.set().active();
        return switch (reconciler.look(file, draft.registry(), draft.positions())) {
            case ArchiveChange.Appeared appeared ->
                new Known(appeared(file, active, state, appeared.head(), appeared.earlier(), request, draft));
            case ArchiveChange.Rewritten rewritten -> {
                draft.rewritten(rewritten.known());
                yield new Known(appeared(file, active, state, rewritten.head(), rewritten.earlier(), request, draft));
            }
            case ArchiveChange.Present present -> {
                ArchiveFile known = present.known();
                checkSource(file.path(), known, request);
                // one that was lost and came back was perhaps never kept in the vault
                boolean whollyRead = known.state() == FileState.SEALED
                        && state == FileState.ROTATED
                        && !sighting.isGone()
                        && present.head().identity().sizeBytes()
                                == draft.position(known).end();
                ArchiveFile found = known.found(
                        active, file.path(), present.head().identity(), whollyRead ? FileState.SEALED : state);
                yield whollyRead ? new Finished(found) : new Known(found);
            }
            case ArchiveChange.Copy copy -> new Copy(copy.original());
            case ArchiveChange.Unstarted unstarted -> new Waiting(unstarted.sizeBytes());
        };
    }

    /** A file that was never seen before, and shares its first records with known ones. */
    static ArchiveFile appeared(
            HeldFile file,
            Path active,
            FileState state,
            ArchiveHead head,
            List<Integer> earlier,
            ArchiveRequest request,
            SurveyDraft draft) {
        ArchiveHead.FirstRecord first = head.first().orElseThrow();
        int id = draft.registry().nextId();
        for (int other : earlier) {
            // while both are read, each may come to a record that the other gave already
            draft.registry().file(other).filter(ArchiveFile::isThere).ifPresent(known -> draft.put(known.sharing(id)));
        }
        return ArchiveFile.appeared(
                        id,
                        request.source().orElseGet(() -> SourceName.of(first)),
                        active,
                        file.path(),
                        head.identity(),
                        first.fingerprint(),
                        RecordStamp.of(first.banner()),
                        state)
                .continuing(earlier);
    }

    /** The same archive under two names would count its jobs twice. */
    static void checkSource(Path path, ArchiveFile known, ArchiveRequest request) throws ArchiveAccessException {
        if (request.source().isPresent() && !request.source().get().equals(known.source())) {
            throw new ArchiveAccessException(
                    path,
                    "'" + path + "' is in this index already, as source '" + known.source() + "'; give --source '"
                            + known.source() + "' or none");
        }
    }

    static String copyOf(Path original) {
        return "a copy of '" + original + "'; its jobs are not counted again";
    }

    /** A followed file does not hold any more what was read of it; unless a copy took its place, that file has ended. */
    void endOfRewritten(FollowedFile followed, List<Survey.Pending> readable, SurveyDraft draft) {
        ArchiveFile entry = followed.entry(draft.registry());
        followed.forget();
        if (entry != null && readable.stream().noneMatch(file -> file.entry().id() == entry.id())) {
            end(entry, draft);
        }
    }

    /** A file has ended, for another content stands in its place. */
    void end(ArchiveFile entry, SurveyDraft draft) {
        draft.put(Departures.departed(
                entry,
                draft.position(entry),
                "the file was cut or written anew in place",
                clock.instant().getEpochSecond()));
        draft.say(
                entry.path(),
                "does not hold any more what was read of it: it was cut or written anew, and is read as a new file");
    }

    /** A file that went before its first record was whole: all that is known of it is how long it was. */
    void lostBeforeItsFirstRecord(
            FollowedFile followed, Sightings.Sighting sighting, ArchiveRequest request, SurveyDraft draft)
            throws IOException {
        long size = followed.file().sizeBytes();
        if (size > 0) {
            draft.put(LostFiles.entry(
                    draft.registry(),
                    request,
                    sighting.set().active(),
                    followed.file().path(),
                    OptionalLong.of(size),
                    "the file was gone before its first record was whole",
                    clock.instant().getEpochSecond()));
        }
    }
}
