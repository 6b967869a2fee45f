package org.shelfmark.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveName;
import org.shelfmark.archive.ArchiveSet;
import org.shelfmark.archive.HeldFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.Registry;

/**
 * Looks at every file of the archives, opens what is new, and brings the registry up to date with what is there.
 *
 * <p>Belongs to the ingesting thread.
 */
final class SurveyTaker {
    private final HeldFiles held;
    private final InstantSource clock;
    private final Duration quiet;
    private final Sightings sightings;
    private final Recognition recognition;
    private final Departures departures;
    private final OverwrittenFiles overwritten;
    private final WatchedBeginnings beginnings = new WatchedBeginnings();
    private final Map<HeldFile, FollowedFile> followed = new HashMap<>();
    private boolean lookedBefore;

    SurveyTaker(ArchiveFileSystem files, HeldFiles held, InstantSource clock, IngestSettings settings) {
        this.held = held;
        this.clock = clock;
        this.quiet = settings.quiet();
        this.sightings = new Sightings(files, held);
        this.recognition = new Recognition(files, clock);
        this.departures = new Departures(files, new RotationTimes(settings.zone()), clock);
        this.overwritten = new OverwrittenFiles(new RotationTimes(settings.zone()), clock);
    }

    /** Active files whose directories are watched from now on, instead of those before. */
    void watching(Set<Path> actives) {
        beginnings.watching(actives);
    }

    /**
     * Takes the survey.
     *
     * @param missed how many files of each history came and went before they could be opened
     * @throws ArchiveAccessException when a file that was named itself cannot be used
     */
    Survey take(
            List<ArchiveSet> sets,
            ArchiveRequest request,
            Map<Path, Integer> missed,
            Registry known,
            Positions positions)
            throws IOException {
        Instant now = clock.instant();
        SurveyDraft draft = new SurveyDraft(known, positions);
        Sightings.Seen seen = sightings.of(sets, request, draft);
        followed.keySet().retainAll(new HashSet<>(held.all()));
        Findings findings = new Findings();
        findings.paths.addAll(seen.passed());
        findings.there.addAll(seen.sealed());
        for (Sightings.Sighting sighting : seen.sightings()) {
            look(sighting, request, draft, now, findings);
        }
        // a copy may have taken a file's place by now (copytruncate), so nothing of it is lost
        for (Sightings.Sighting sighting : List.copyOf(findings.rewritten)) {
            recognition.endOfRewritten(following(sighting.file()), findings.readable, draft);
            look(sighting, request, draft, now, findings);
        }
        List<Survey.Pending> readable = new Doubles(request, draft, held).toldApart(findings.readable);
        for (Survey.Pending file : readable) {
            following(file.file()).recognisedAs(file.entry());
            findings.there.add(file.entry().id());
        }
        if (seen.isComplete() && !findings.unreadable) {
            // an inode may have been given to another file, and the file itself be somewhere else
            for (int id : draft.rewritten()) {
                if (!findings.there.contains(id)) {
                    recognition.end(draft.registry().file(id).orElseThrow(), draft);
                }
            }
            departures.mark(sets, findings.there, findings.paths, lookedBefore ? Registry.EMPTY : known, draft);
            lookedBefore = true;
        }
        Set<Path> countedByWatch = beginnings.after(seen, known);
        overwritten.mark(
                readable.stream()
                        .filter(file ->
                                !countedByWatch.contains(Path.of(file.entry().archive())))
                        .toList(),
                request,
                known,
                draft);
        overwritten.markMissed(missed, request, draft);
        // looking at one file may have changed what is known of another
        readable.replaceAll(
                file -> file.with(draft.registry().file(file.entry().id()).orElseThrow()));
        readable.sort(Comparator.comparingLong(Survey.Pending::firstTime)
                .thenComparing(file -> file.entry().state() == FileState.ACTIVE)
                .thenComparing(file -> file.file().path().toString()));
        return new Survey(readable, draft.registry(), positions, seen.isPartial(), draft.notices());
    }

    /** What looking at the files, one after the other, found. */
    private static final class Findings {
        private final List<Survey.Pending> readable = new ArrayList<>();
        private final List<Sightings.Sighting> rewritten = new ArrayList<>();
        /** Numbers of the files that are there. */
        private final Set<Integer> there = new HashSet<>();
        /** Where they, and copies of them, stand. */
        private final Set<Path> paths = new HashSet<>();
        /** Whether one could not be read, so that it may be any. */
        private boolean unreadable;
    }

    private FollowedFile following(HeldFile file) {
        return followed.computeIfAbsent(file, FollowedFile::new);
    }

    private void look(
            Sightings.Sighting sighting, ArchiveRequest request, SurveyDraft draft, Instant now, Findings findings)
            throws IOException {
        FollowedFile file = following(sighting.file());
        try {
            long size = file.measure(now);
            Recognition.Result result = recognition.of(file, sighting, request, draft);
            if (!sighting.isGone()) {
                findings.paths.add(sighting.file().path());
            }
            switch (result) {
                case Recognition.Known known -> {
                    file.recognisedAs(known.entry());
                    draft.put(known.entry());
                    findings.there.add(known.entry().id());
                    findings.readable.add(new Survey.Pending(
                            sighting.file(),
                            known.entry(),
                            size,
                            known.entry().first().writtenAt(),
                            sighting.isGone(),
                            file.isQuiet(now, quiet)));
                }
                case Recognition.Finished finished -> {
                    findings.there.add(finished.entry().id());
                    draft.put(finished.entry());
                    held.release(sighting.file());
                }
                case Recognition.Copy copy -> {
                    Path path = sighting.file().path();
                    if (!sighting.isGone() && !ArchiveName.of(path).isRotated()) {
                        // it goes on at any moment, and must be open then
                        draft.say(path, Recognition.copyOf(copy.original().path()));
                        break;
                    }
                    held.release(sighting.file());
                    if (!sighting.isGone()) {
                        sightings.rememberCopy(path, size, copy.original(), draft);
                        draft.say(path, Recognition.copyOf(copy.original().path()));
                    }
                }
                case Recognition.Waiting waiting -> waitFor(sighting, file, waiting.sizeBytes(), request, draft, now);
                case Recognition.Changed changed -> findings.rewritten.add(sighting);
            }
        } catch (IOException e) {
            ArchiveAccessException failure =
                    ArchiveFileSystem.explain(sighting.file().path(), e);
            if (isNamed(request, sighting.file().path())) {
                throw failure;
            }
            // a file that was read and is no history has no cause
            findings.unreadable |= failure.getCause() != null;
            draft.failed(sighting.file().path(), failure);
        }
    }

    private void waitFor(
            Sightings.Sighting sighting,
            FollowedFile file,
            long size,
            ArchiveRequest request,
            SurveyDraft draft,
            Instant now)
            throws IOException {
        if (!sighting.isGone()) {
            draft.say(
                    sighting.file().path(),
                    size == 0
                            ? "is empty: nothing to index yet"
                            : "holds no complete record yet: " + size + " bytes without a banner line");
        } else if (file.isQuiet(now, quiet)) {
            recognition.lostBeforeItsFirstRecord(file, sighting, request, draft);
            held.release(sighting.file());
        }
    }

    static boolean isNamed(ArchiveRequest request, Path path) {
        Set<Path> named = new HashSet<>();
        request.paths().forEach(given -> named.add(given.toAbsolutePath().normalize()));
        return named.contains(path);
    }
}
