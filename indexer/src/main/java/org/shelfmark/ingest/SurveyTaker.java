package org.shelfmark.ingest;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveHead;
import org.shelfmark.archive.ArchiveName;
import org.shelfmark.archive.ArchiveSet;
import org.shelfmark.archive.BannerLine;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.registry.ArchiveChange;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.Gap;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.Reconciler;
import org.shelfmark.registry.RecordStamp;
import org.shelfmark.registry.Registry;

/** Looks at every file of the archives and brings the registry up to date with what is there. */
final class SurveyTaker {
    private final ArchiveFileSystem files;
    private final Reconciler reconciler;
    private final InstantSource clock;
    private final Map<Path, KnownCopy> copies = new HashMap<>();

    SurveyTaker(ArchiveFileSystem files, InstantSource clock) {
        this.files = files;
        this.clock = clock;
        this.reconciler = new Reconciler(files);
    }

    /**
     * Takes the survey.
     *
     * @throws ArchiveAccessException when a file that was named itself cannot be used
     */
    Survey take(List<ArchiveSet> sets, ArchiveRequest request, Registry known, Positions positions)
            throws ArchiveAccessException {
        Set<Path> named = new HashSet<>();
        request.paths().forEach(path -> named.add(path.toAbsolutePath().normalize()));
        List<Found> found = new ArrayList<>();
        List<FileNotice> notices = new ArrayList<>();
        Registry registry = known;
        for (ArchiveSet set : sets) {
            for (Path path : set.files()) {
                try {
                    if (isUnchangedSealed(path, registry, request) || isUnchangedCopy(path, notices)) {
                        continue;
                    }
                    Found file = look(set, path, request, registry, positions, notices);
                    if (file != null) {
                        registry = registry.with(file.readable().entry());
                        dropCopiesOf(file, found, notices);
                        found.add(file);
                    }
                } catch (ArchiveAccessException e) {
                    if (named.contains(path)) {
                        throw e;
                    }
                    notices.add(new FileNotice(path, true, String.valueOf(e.getMessage())));
                }
            }
        }
        found.sort(Comparator.comparingLong(Found::firstTime)
                .thenComparing(file -> file.readable().entry().state() == FileState.ACTIVE)
                .thenComparing(file -> file.readable().path().toString()));
        registry = markGone(registry, positions, found);
        return new Survey(found.stream().map(Found::readable).toList(), registry, positions, notices);
    }

    /** A file, with the time of its first record: files are read in the order in which they were written. */
    private record Found(Survey.Pending readable, long firstTime) {}

    private @Nullable Found look(
            ArchiveSet set,
            Path path,
            ArchiveRequest request,
            Registry registry,
            Positions positions,
            List<FileNotice> notices)
            throws ArchiveAccessException {
        FileState state = ArchiveName.of(path).isRotated() ? FileState.ROTATED : FileState.ACTIVE;
        return switch (reconciler.look(path, registry, positions)) {
            case ArchiveChange.Appeared appeared -> {
                ArchiveHead.FirstRecord first = appeared.head().first().orElseThrow();
                ArchiveFile entry = ArchiveFile.appeared(
                        registry.nextId(),
                        request.source().orElseGet(() -> SourceName.of(first)),
                        set.active(),
                        path,
                        appeared.head().identity(),
                        first.fingerprint(),
                        RecordStamp.of(first.banner()),
                        state);
                yield found(path, appeared.head(), entry);
            }
            case ArchiveChange.Present present -> {
                checkSource(path, present.known(), request);
                ReadPosition position = registry.position(present.known(), positions);
                boolean wasSealed = present.known().state() == FileState.SEALED
                        && present.head().identity().sizeBytes() == position.offset();
                ArchiveFile entry = present.known()
                        .found(set.active(), path, present.head().identity(), wasSealed ? FileState.SEALED : state);
                yield found(path, present.head(), entry);
            }
            case ArchiveChange.Copy copy -> {
                notices.add(copyOf(path, copy.original().path()));
                rememberCopy(path, copy.original().path());
                yield null;
            }
            case ArchiveChange.Shrunk shrunk -> {
                notices.add(new FileNotice(
                        path,
                        true,
                        "has " + shrunk.head().identity().sizeBytes() + " bytes, but "
                                + registry.position(shrunk.known(), positions).offset()
                                + " were read before: it was cut, and is not read on"));
                yield null;
            }
            case ArchiveChange.Unstarted unstarted -> {
                notices.add(new FileNotice(
                        path,
                        false,
                        unstarted.sizeBytes() == 0
                                ? "is empty: nothing to index yet"
                                : "holds no complete record yet: " + unstarted.sizeBytes()
                                        + " bytes without a banner line"));
                yield null;
            }
        };
    }

    private static Found found(Path path, ArchiveHead head, ArchiveFile entry) {
        BannerLine banner = head.first().orElseThrow().banner();
        long time = banner.number("currenttime")
                .orElse(banner.number("completiondate").orElse(0));
        return new Found(new Survey.Pending(path, entry, head.identity().sizeBytes()), time);
    }

    /** The same archive under two names would count its jobs twice. */
    private static void checkSource(Path path, ArchiveFile known, ArchiveRequest request)
            throws ArchiveAccessException {
        if (request.source().isPresent() && !request.source().get().equals(known.source())) {
            throw new ArchiveAccessException(
                    path,
                    "'" + path + "' is in this index already, as source '" + known.source() + "'; give --source '"
                            + known.source() + "' or none");
        }
    }

    /** A sealed file whose inode and size are as they were is not opened again. */
    private boolean isUnchangedSealed(Path path, Registry registry, ArchiveRequest request)
            throws ArchiveAccessException {
        Optional<FileIdentity> now = identify(path);
        for (ArchiveFile file : registry.files()) {
            if (file.state() == FileState.SEALED
                    && file.path().equals(path)
                    && now.equals(Optional.of(file.identity()))) {
                checkSource(path, file, request);
                return true;
            }
        }
        return false;
    }

    /** A copy is compared byte for byte with its original; not again while it stays as it is. */
    private boolean isUnchangedCopy(Path path, List<FileNotice> notices) {
        KnownCopy copy = copies.get(path);
        if (copy == null || !identify(path).equals(Optional.of(copy.identity())) || !files.exists(copy.original())) {
            return false;
        }
        notices.add(copyOf(path, copy.original()));
        return true;
    }

    private void rememberCopy(Path path, Path original) {
        identify(path).ifPresent(identity -> copies.put(path, new KnownCopy(identity, original)));
    }

    /** A file that was found to be a copy. */
    private record KnownCopy(FileIdentity identity, Path original) {}

    /** Empty for a file that cannot be looked at: the look that follows says what is wrong with it. */
    private Optional<FileIdentity> identify(Path path) {
        try {
            return Optional.of(files.identify(path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A file found earlier turns out to be the beginning of this one. */
    private static void dropCopiesOf(Found file, List<Found> found, List<FileNotice> notices) {
        found.removeIf(earlier -> {
            boolean same =
                    earlier.readable().entry().id() == file.readable().entry().id();
            if (same) {
                notices.add(copyOf(earlier.readable().path(), file.readable().path()));
            }
            return same;
        });
    }

    private static FileNotice copyOf(Path path, Path original) {
        return new FileNotice(path, false, "a copy of '" + original + "'; its jobs are not counted again");
    }

    /** Files that are known and not there any more; what of them was not read is lost, and stays on record as a gap. */
    private Registry markGone(Registry registry, Positions positions, List<Found> found) {
        Registry changed = registry;
        for (ArchiveFile file : registry.files()) {
            if (file.state() != FileState.DELETED && file.state() != FileState.LOST && isGone(file, found)) {
                long read = registry.position(file, positions).offset();
                long known = file.identity().sizeBytes();
                long now = clock.instant().getEpochSecond();
                ArchiveFile gone = read >= known
                        ? file
                        : file.withGap(new Gap(
                                read,
                                OptionalLong.of(known),
                                OptionalLong.empty(),
                                registry.position(file, positions).stamp(),
                                now,
                                "the file was gone before its end was read"));
                changed = changed.with(gone.gone(now));
            }
        }
        return changed;
    }

    /** A file is gone when nothing, or another file, is where it was, and it was not found anywhere else. */
    private boolean isGone(ArchiveFile file, List<Found> found) {
        for (Found other : found) {
            ArchiveFile entry = other.readable().entry();
            if (entry.id() == file.id()) {
                return false;
            }
            if (entry.path().equals(file.path())) {
                return true;
            }
        }
        try {
            return !files.identify(file.path()).sameInode(file.identity());
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            // what cannot be looked at may still be there
            return false;
        }
    }
}
