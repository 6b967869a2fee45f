package org.shelfmark.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveSet;
import org.shelfmark.archive.HeldFile;
import org.shelfmark.archive.Vault;
import org.shelfmark.index.EarlierRecords;
import org.shelfmark.index.JobSink;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.Registry;

/** Runs cycles over a set of archives into one index. Belongs to one thread. */
public final class Ingester implements Closeable {
    private static final long SHARED_OUT_BYTES = 8 << 20;

    private final JobSink index;
    private final ArchiveFileSystem files;
    private final InstantSource clock;
    private final IngestSettings settings;
    private final HeldFiles held;
    private final SurveyTaker surveys;
    private final StagingPool pool;
    private final VaultKeeper vault;
    private final Map<HeldFile, Trouble> troubles = new HashMap<>();
    private final Map<ArchiveRequest, List<ArchiveSet>> histories = new HashMap<>();
    private final Map<Path, Integer> missed = new HashMap<>();

    /** A file that could not be read lately. */
    private record Trouble(Backoff backoff, String text) {}

    /**
     * An ingester for an open index; index and vault are closed by whoever opened them.
     *
     * @param vault where sealed files are kept; null to keep none
     * @param maxVaultBytes what they may take on disk
     */
    public Ingester(
            JobSink index,
            ArchiveFileSystem files,
            Mapping mapping,
            InstantSource clock,
            IngestSettings settings,
            @Nullable Vault vault,
            OptionalLong maxVaultBytes) {
        this.index = index;
        this.files = files;
        this.clock = clock;
        this.settings = settings;
        this.held = new HeldFiles(files);
        this.surveys = new SurveyTaker(files, held, clock, settings);
        this.pool = new StagingPool(index, mapping, clock, settings.threads());
        this.vault = new VaultKeeper(vault, maxVaultBytes, clock);
    }

    /** The files that are held open; whoever sees a new one first may add it. */
    HeldFiles held() {
        return held;
    }

    /** How many files are held open now. */
    public int heldFiles() {
        return held.all().size();
    }

    /**
     * Reads on from the committed positions, up to the cycle's limit, and commits. A file that cannot be read is left out,
     * mentioned, and tried again later; the others are read.
     *
     * @throws ArchiveAccessException when a path that was asked for cannot be used at all; nothing was read
     * @throws IOException when writing fails; the index is as it was before the cycle
     */
    public CycleReport cycle(ArchiveRequest request, IngestProgress progress) throws IOException {
        index.reopen();
        List<ArchiveSet> sets = sets(request);
        while (true) {
            try {
                Survey survey = surveys.take(sets, request, missed, index.registry(), index.positions());
                return read(survey, progress);
            } catch (ArchiveReadException failure) {
                rollBack(failure);
                Backoff before = troubles.containsKey(failure.file())
                        ? troubles.get(failure.file()).backoff()
                        : Backoff.NONE;
                troubles.put(
                        failure.file(),
                        new Trouble(before.failed(clock.instant()), String.valueOf(failure.getMessage())));
            } catch (IOException | RuntimeException | Error failure) {
                rollBack(failure);
                throw failure;
            }
        }
    }

    private void rollBack(Throwable failure) throws IOException {
        pool.abandon();
        try {
            index.rollback();
        } catch (IOException | RuntimeException second) {
            failure.addSuppressed(second);
            if (failure instanceof ArchiveReadException) {
                throw new IOException(failure.getMessage(), failure);
            }
        }
    }

    /** Files of a history that came and went before they could be opened; they are put on record by the next cycle. */
    void missed(Path active, int count) {
        missed.merge(active, count, Integer::sum);
    }

    /** The active files whose directories are watched from now on, instead of those before; none when nothing is. */
    void watching(Set<Path> actives) {
        surveys.watching(actives);
    }

    /** The histories that a request stands for. */
    List<ArchiveSet> histories(ArchiveRequest request) throws ArchiveAccessException {
        return sets(request);
    }

    /** What the request stands for is found out once; after that only its directories are listed. */
    private List<ArchiveSet> sets(ArchiveRequest request) throws ArchiveAccessException {
        List<ArchiveSet> known = histories.get(request);
        if (known == null) {
            known = ArchiveSet.discover(files, request.paths(), request.mayAppear());
            histories.put(request, known);
            return known;
        }
        List<ArchiveSet> now = new ArrayList<>();
        for (ArchiveSet set : known) {
            now.add(set.refreshed(files));
        }
        return now;
    }

    private CycleReport read(Survey survey, IngestProgress progress) throws IOException {
        Registry registry = survey.registry();
        index.announce(registry);
        long bytes = 0;
        boolean more = survey.partial();
        List<FileNotice> notices = new ArrayList<>(survey.notices());
        troubles.keySet().retainAll(held.all());
        FilesRead read = new FilesRead();
        for (Survey.Pending file : survey.readable()) {
            Trouble trouble = troubles.get(file.file());
            if (trouble != null && trouble.backoff().isWaiting(clock.instant())) {
                notices.add(new FileNotice(file.file().path(), true, trouble.text()));
                continue;
            }
            if (bytes >= settings.maxCycleBytes()) {
                more = true;
                break;
            }
            ReadPosition before = registry.position(file.entry(), survey.positions());
            bytes += read(file, before, settings.maxCycleBytes() - bytes, read, progress) - before.offset();
            troubles.remove(file.file());
        }
        Positions positions = survey.positions();
        BatchOutcome total = BatchOutcome.NOTHING;
        for (FilesRead.Finished finished : read.finish()) {
            FileReading.Result result = finished.result();
            more |= result.more();
            total = total.plus(result.outcome());
            if (!result.after().equals(finished.before())) {
                positions = positions.with(finished.file().entry().id(), result.after());
            }
            mention(finished.file(), result, notices);
        }
        Sealing sealing = Sealing.of(
                survey,
                registry,
                index.positions(),
                positions,
                vault,
                clock.instant().getEpochSecond());
        Registry fitting = vault.withinBudget(sealing.registry());
        boolean changed =
                !fitting.equals(index.registry()) || !sealing.positions().equals(index.positions());
        if (changed) {
            if (index.collectedBytes() >= SHARED_OUT_BYTES) {
                // a commit alone would write out one collection after the other
                pool.onEveryThread(index::writeOutCollected);
            }
            index.commit(fitting, sealing.positions());
        }
        missed.clear();
        vault.removeGivenUp(index.registry());
        for (HeldFile file : sealing.finished()) {
            held.release(file);
        }
        notices.addAll(vault.takeNotices());
        return new CycleReport(
                total.records(), total.quarantined(), bytes, more || sealing.pending(), changed, notices);
    }

    /** Reads on in a file; how far it is read then. */
    private long read(Survey.Pending file, ReadPosition before, long maxBytes, FilesRead read, IngestProgress progress)
            throws IOException {
        List<Integer> earlier = file.entry().earlier();
        if (earlier.isEmpty()) {
            FileReading.Read all = new FileReading(index, pool, file, null, progress).read(before, maxBytes);
            read.add(file, before, all);
            return all.readTo();
        }
        // an earlier file may have been read just now
        List<FilesRead.Finished> unused = read.finish();
        try (EarlierRecords records = index.earlierRecords(earlier)) {
            FileReading.Read rest = new FileReading(index, pool, file, records, progress).read(before, maxBytes);
            read.add(file, before, rest);
            unused = read.finish();
            return rest.readTo();
        }
    }

    private static void mention(Survey.Pending file, FileReading.Result result, List<FileNotice> notices) {
        if (result.outcome().repeated() > 0) {
            notices.add(new FileNotice(
                    file.file().path(),
                    false,
                    result.outcome().repeated()
                            + " of its records were indexed before, from a file that begins like it;"
                            + " they are not counted again"));
        }
        if (result.tailBytes() > 0) {
            notices.add(new FileNotice(
                    file.file().path(),
                    false,
                    "an unfinished record of " + result.tailBytes() + " bytes at byte "
                            + result.after().offset() + " waits for the end of its banner"));
        }
    }

    /** Ends the threads and lets go of the files; nothing that was committed is touched. */
    @Override
    public void close() throws IOException {
        pool.close();
        held.close();
    }
}
