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
    private final Map<HeldFile, FollowedFile> followed = new HashMap<>();

    SurveyTaker(ArchiveFileSystem files, HeldFiles held, InstantSource clock, IngestSettings settings) {
        this.held = held;
        this.clock = clock;
        this.quiet = settings.quiet();
        this.sightings = new Sightings(files, held);
        this.recognition = new Recognition(files, clock);
        this.departures = new Departures(files, clock);
        this.overwritten = new OverwrittenFiles(settings.zone(), clock);
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
        List<Survey.Pending> readable = new ArrayList<>();
        List<Sightings.Sighting> rewritten = new ArrayList<>();
        for (Sightings.Sighting sighting : seen.sightings()) {
            look(sighting, request, draft, now, readable, rewritten);
        }
        // a copy may have taken a file's place by now (copytruncate), so nothing of it is lost
        for (Sightings.Sighting sighting : List.copyOf(rewritten)) {
            recognition.endOfRewritten(following(sighting.file()), readable, draft);
            look(sighting, request, draft, now, readable, new ArrayList<>());
        }
        readable = recognition.withoutCopies(readable, draft, held);
        if (seen.isComplete() && !draft.hasUnreadable()) {
            departures.mark(sets, seen, readable, draft);
        }
        overwritten.mark(readable, request, known, draft);
        overwritten.markMissed(missed, request, draft);
        readable.sort(Comparator.comparingLong(Survey.Pending::firstTime)
                .thenComparing(file -> file.entry().state() == FileState.ACTIVE)
                .thenComparing(file -> file.file().path().toString()));
        return new Survey(readable, draft.registry(), positions, seen.isPartial(), draft.notices());
    }

    private FollowedFile following(HeldFile file) {
        return followed.computeIfAbsent(file, FollowedFile::new);
    }

    private void look(
            Sightings.Sighting sighting,
            ArchiveRequest request,
            SurveyDraft draft,
            Instant now,
            List<Survey.Pending> readable,
            List<Sightings.Sighting> rewritten)
            throws IOException {
        FollowedFile file = following(sighting.file());
        try {
            long size = file.measure(now);
            Recognition.Result result = recognition.of(file, sighting, request, draft);
            switch (result) {
                case Recognition.Known known -> {
                    file.recognisedAs(known.entry());
                    draft.put(known.entry());
                    readable.add(new Survey.Pending(
                            sighting.file(),
                            known.entry(),
                            size,
                            known.entry().first().writtenAt(),
                            sighting.isGone(),
                            file.isQuiet(now, quiet)));
                }
                case Recognition.Finished finished -> {
                    draft.put(finished.entry());
                    held.release(sighting.file());
                }
                case Recognition.Copy copy -> {
                    Path path = sighting.file().path();
                    held.release(sighting.file());
                    if (!sighting.isGone()) {
                        sightings.rememberCopy(path, copy.original());
                        draft.say(path, Recognition.copyOf(copy.original()));
                    }
                }
                case Recognition.Waiting waiting -> waitFor(sighting, file, waiting.sizeBytes(), request, draft, now);
                case Recognition.Changed changed -> rewritten.add(sighting);
            }
        } catch (IOException e) {
            ArchiveAccessException failure =
                    ArchiveFileSystem.explain(sighting.file().path(), e);
            if (isNamed(request, sighting.file().path())) {
                throw failure;
            }
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
