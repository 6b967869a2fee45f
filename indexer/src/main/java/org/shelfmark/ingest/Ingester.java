package org.shelfmark.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveSet;
import org.shelfmark.archive.BannerLine;
import org.shelfmark.archive.Fingerprint;
import org.shelfmark.archive.ReadResult;
import org.shelfmark.archive.RecordBatch;
import org.shelfmark.archive.RecordReader;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.RecordMark;
import org.shelfmark.registry.RecordStamp;
import org.shelfmark.registry.Registry;

/** Runs cycles over a set of archives into one index. */
public final class Ingester implements Closeable {
    private final JobIndexWriter index;
    private final ArchiveFileSystem files;
    private final IngestSettings settings;
    private final SurveyTaker surveys;
    private final StagingPool pool;

    /** An ingester for an open index; the index is closed by whoever opened it. */
    public Ingester(
            JobIndexWriter index,
            ArchiveFileSystem files,
            Mapping mapping,
            InstantSource clock,
            IngestSettings settings) {
        this.index = index;
        this.files = files;
        this.settings = settings;
        this.surveys = new SurveyTaker(files, clock);
        this.pool = new StagingPool(index, mapping, clock, settings.threads());
    }

    /**
     * Reads on from the committed positions, up to the cycle's limit, and commits.
     *
     * @throws ArchiveAccessException when a path that was asked for cannot be used at all; nothing was read
     * @throws IOException when reading or writing fails; the index is as it was before the cycle
     */
    public CycleReport cycle(ArchiveRequest request, IngestProgress progress) throws IOException {
        List<ArchiveSet> sets = ArchiveSet.discover(files, request.paths());
        Survey survey = surveys.take(sets, request, index.registry(), index.positions());
        try {
            return read(survey, progress);
        } catch (IOException | RuntimeException | Error failure) {
            pool.abandon();
            try {
                index.rollback();
            } catch (IOException | RuntimeException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    private CycleReport read(Survey survey, IngestProgress progress) throws IOException {
        Registry registry = survey.registry();
        Positions positions = survey.positions();
        BatchOutcome total = BatchOutcome.NOTHING;
        long bytes = 0;
        boolean more = false;
        List<FileNotice> notices = survey.notices();
        for (Survey.Pending file : survey.readable()) {
            ReadPosition before = registry.position(file.entry(), positions);
            if (bytes >= settings.maxCycleBytes()) {
                more = true;
                break;
            }
            FileRead read;
            try {
                read = readFile(file, before, settings.maxCycleBytes() - bytes, progress);
            } catch (ArchiveAccessException e) {
                BatchOutcome unused = pool.awaitAll();
                notices.add(new FileNotice(file.path(), true, String.valueOf(e.getMessage())));
                continue;
            }
            BatchOutcome outcome = pool.awaitAll();
            ReadPosition after = read.advance(before, outcome);
            more |= read.more();
            bytes += after.offset() - before.offset();
            total = total.plus(outcome);
            positions = positions.with(file.entry().id(), after);
            if (read.tailBytes() > 0) {
                notices.add(new FileNotice(
                        file.path(),
                        false,
                        "an unfinished record of " + read.tailBytes() + " bytes at byte " + after.offset()
                                + " waits for the end of its banner"));
            }
        }
        Sealing sealing = Sealing.of(survey, registry, index.positions(), positions);
        boolean changed = !sealing.registry().equals(index.registry())
                || !sealing.positions().equals(index.positions());
        if (changed) {
            index.commit(sealing.registry(), sealing.positions());
        }
        return new CycleReport(
                total.records(), total.quarantined(), bytes, more || sealing.pending(), changed, notices);
    }

    private FileRead readFile(Survey.Pending file, ReadPosition from, long maxBytes, IngestProgress progress)
            throws IOException {
        String source = file.entry().source();
        int id = file.entry().id();
        Optional<RecordMark> last = from.last();
        try (RecordReader reader = openAt(file, from)) {
            if (!isStillAt(file)) {
                // rotated since the survey: another file bears the name now, and the next cycle finds both
                return new FileRead(from.offset(), 0, true, last);
            }
            while (true) {
                switch (nextOf(reader, file)) {
                    case RecordBatch batch -> {
                        last = Optional.of(lastRecord(batch));
                        pool.submit(stager -> {
                            BatchOutcome outcome = stager.stage(source, id, batch);
                            progress.staged(outcome.records(), batch.lengthBytes());
                            return outcome;
                        });
                    }
                    case ReadResult.Oversized oversized ->
                        pool.submit(stager -> {
                            progress.staged(1, oversized.location().lengthBytes());
                            return stager.stageOversized(source, id, oversized.location());
                        });
                    case ReadResult.Tail tail -> {
                        return new FileRead(tail.offset(), tail.lengthBytes(), false, last);
                    }
                }
                if (reader.position() - from.offset() >= maxBytes) {
                    return new FileRead(reader.position(), 0, true, last);
                }
            }
        }
    }

    private RecordReader openAt(Survey.Pending file, ReadPosition from) throws ArchiveAccessException {
        try {
            return new RecordReader(files.open(file.path()), from.offset());
        } catch (IOException e) {
            throw ArchiveFileSystem.explain(file.path(), e);
        }
    }

    /** Whether the path, asked again after it was opened, is still the file that the survey found there. */
    private boolean isStillAt(Survey.Pending file) throws ArchiveAccessException {
        try {
            return files.identify(file.path()).sameInode(file.entry().identity());
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw ArchiveFileSystem.explain(file.path(), e);
        }
    }

    private static ReadResult nextOf(RecordReader reader, Survey.Pending file) throws IOException {
        try {
            return reader.next();
        } catch (IOException e) {
            // not one file's notice: some of its records are staged already, so the cycle must be rolled back
            throw new IOException("reading '" + file.path() + "' failed at byte " + reader.position() + ": " + e, e);
        }
    }

    private static RecordMark lastRecord(RecordBatch batch) {
        int last = batch.size() - 1;
        return new RecordMark(
                batch.location(last),
                Fingerprint.of(batch.bytes(), batch.start(last), batch.end(last)),
                RecordStamp.of(BannerLine.parse(batch.bytes(), batch.bannerStart(last), batch.end(last))));
    }

    /** What reading one file came to. */
    private record FileRead(long offset, long tailBytes, boolean more, Optional<RecordMark> last) {
        ReadPosition advance(ReadPosition before, BatchOutcome outcome) {
            return new ReadPosition(
                    offset,
                    offset + tailBytes,
                    0,
                    before.records() + outcome.records(),
                    before.quarantined() + outcome.quarantined(),
                    BatchOutcome.earlier(before.firstEnded(), outcome.firstEnded()),
                    Math.max(before.lastEnded(), outcome.lastEnded()),
                    last);
        }
    }

    /** Ends the threads; nothing that was committed is touched. */
    @Override
    public void close() {
        pool.close();
    }
}
