package org.shelfmark.ingest;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveName;
import org.shelfmark.archive.ArchiveSet;
import org.shelfmark.archive.DamagedCompressionException;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.archive.HeldFile;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;

/** Goes through the names on disk, opens what is new, and tells which held files have no name any more. */
final class Sightings {
    /** More files than this are not opened at once; the rest waits for the next look. */
    private static final int MAX_HELD = 256;

    private final ArchiveFileSystem files;
    private final HeldFiles held;
    private final Map<Path, KnownCopy> copies = new HashMap<>();
    private final Set<Path> vanished = new HashSet<>();

    Sightings(ArchiveFileSystem files, HeldFiles held) {
        this.files = files;
        this.held = held;
    }

    /**
     * A held file.
     *
     * @param set the history it belongs to
     * @param isListed whether a name that was looked at leads to it
     * @param isGone whether no name leads to it
     */
    record Sighting(HeldFile file, ArchiveSet set, boolean isListed, boolean isGone) {}

    /**
     * All of them.
     *
     * @param sightings files with a name first, the active one of each history behind its rotated ones
     * @param paths every name that was looked at, those of sealed files and copies included
     * @param passed those of them that were not opened, because the sealed file or the copy there is as it was
     * @param sealed numbers of these sealed files
     * @param isComplete whether every name could be looked at, so that what was not seen is not there
     * @param isPartial whether some names were left for the next look
     */
    record Seen(
            List<Sighting> sightings,
            Set<Path> paths,
            Set<Path> passed,
            Set<Integer> sealed,
            boolean isComplete,
            boolean isPartial) {}

    /**
     * A file that was found to be a copy.
     *
     * @param original number of the file it is a copy of
     * @param comparedWith what the file system said of that one then
     * @param isRead whether all records in it had been read from the original then; if not, the original may still come
     *     to hold something else in their place
     */
    private record KnownCopy(FileIdentity identity, int original, FileIdentity comparedWith, boolean isRead) {}

    Seen of(List<ArchiveSet> sets, ArchiveRequest request, SurveyDraft draft) throws ArchiveAccessException {
        Map<Path, ArchiveFile> sealed = sealedByPath(draft);
        Map<HeldFile, Sighting> sightings = new LinkedHashMap<>();
        Set<Path> paths = new HashSet<>();
        Set<Path> passed = new HashSet<>();
        Set<Integer> unchanged = new HashSet<>();
        boolean complete = true;
        boolean partial = false;
        boolean opened = false;
        for (ArchiveSet set : sets) {
            for (Path path : set.files()) {
                if (!paths.add(path)) {
                    continue;
                }
                try {
                    FileIdentity now = files.identify(path);
                    ArchiveFile file = sealed.get(path);
                    if (file != null && file.identity().equals(now)) {
                        // sealed, and as it was: it is not opened again
                        Recognition.checkSource(path, file, request);
                        passed.add(path);
                        unchanged.add(file.id());
                        continue;
                    }
                    if (isUnchangedCopy(path, now, draft)) {
                        passed.add(path);
                        continue;
                    }
                    boolean rotated = ArchiveName.of(path).isRotated();
                    if (rotated && !held.holds(now) && held.all().size() >= MAX_HELD) {
                        partial = true;
                        continue;
                    }
                    HeldFiles.Hold hold = held.hold(path);
                    opened |= hold.isNew();
                    sightings.put(hold.file(), new Sighting(hold.file(), set, true, false));
                } catch (NoSuchFileException renamed) {
                    // between listing and looking; whatever name it has now was perhaps listed before
                    complete = false;
                    partial |= vanished.add(path);
                    draft.say(path, "was gone when it was opened");
                } catch (IOException e) {
                    // a damaged compressed file stays as it is, so nothing that is missing is waited for because of it
                    complete &= e instanceof DamagedCompressionException;
                    ArchiveAccessException failure = ArchiveFileSystem.explain(path, e);
                    if (SurveyTaker.isNamed(request, path)) {
                        throw failure;
                    }
                    draft.failed(path, failure);
                }
            }
        }
        // a rotation between listing and opening gives a file a name that was not listed
        for (ArchiveSet set : opened ? sets : List.<ArchiveSet>of()) {
            partial |= !paths.containsAll(set.refreshed(files).files());
        }
        List<Sighting> all = new ArrayList<>(sightings.values());
        all.addAll(withoutName(sets, sightings, complete && !partial));
        return new Seen(all, paths, passed, unchanged, complete && !partial, partial);
    }

    /**
     * Held files that no listed name led to: gone, unless a listing missed a rename that happens at this moment, or not
     * all names were looked at.
     */
    private List<Sighting> withoutName(List<ArchiveSet> sets, Map<HeldFile, Sighting> seen, boolean complete) {
        List<Sighting> without = new ArrayList<>();
        for (HeldFile file : held.all()) {
            if (!seen.containsKey(file)) {
                without.add(new Sighting(file, setOf(sets, file), false, complete && !isAt(file)));
            }
        }
        return without;
    }

    private boolean isAt(HeldFile file) {
        return identify(file.path()).filter(file::is).isPresent();
    }

    private static ArchiveSet setOf(List<ArchiveSet> sets, HeldFile file) {
        Path active = file.path().resolveSibling(ArchiveName.of(file.path()).base());
        return sets.stream()
                .filter(set -> set.active().equals(active))
                .findFirst()
                .orElse(new ArchiveSet(active, false, List.of()));
    }

    private static Map<Path, ArchiveFile> sealedByPath(SurveyDraft draft) {
        Map<Path, ArchiveFile> sealed = new HashMap<>();
        for (ArchiveFile file : draft.registry().files()) {
            if (file.state() == FileState.SEALED) {
                sealed.put(file.path(), file);
            }
        }
        return sealed;
    }

    /**
     * A copy is compared byte for byte with its original; not again while both stay what they are, as far as the size and
     * the records read tell.
     */
    private boolean isUnchangedCopy(Path path, FileIdentity now, SurveyDraft draft) {
        KnownCopy copy = copies.get(path);
        if (copy == null || !copy.identity().equals(now)) {
            return false;
        }
        Optional<ArchiveFile> original = draft.registry()
                .file(copy.original())
                .filter(ArchiveFile::isThere)
                .filter(file -> !file.path().equals(path));
        if (original.isEmpty()
                || !identify(original.get().path())
                        .filter(original.get().identity()::sameInode)
                        .filter(there -> copy.isRead() || there.equals(copy.comparedWith()))
                        .isPresent()) {
            return false;
        }
        draft.say(path, Recognition.copyOf(original.get().path()));
        return true;
    }

    /** Remembers that a path holds a copy, of so many bytes of content. */
    void rememberCopy(Path path, long contentBytes, ArchiveFile original, SurveyDraft draft) {
        boolean isRead = draft.position(original).offset() >= contentBytes;
        identify(path)
                .ifPresent(identity -> identify(original.path())
                        .ifPresent(compared ->
                                copies.put(path, new KnownCopy(identity, original.id(), compared, isRead))));
    }

    /** Empty for a file that cannot be looked at. */
    private Optional<FileIdentity> identify(Path path) {
        try {
            return Optional.of(files.identify(path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
