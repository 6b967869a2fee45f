package org.shelfmark.rollup;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.OpenRecords;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.CondensedQuery;
import org.shelfmark.query.QueryContext;
import org.shelfmark.query.QueryException;
import org.shelfmark.query.QueryParser;
import org.shelfmark.query.SnapshotAttributes;

/**
 * Rolls submissions up through the writer of the index, which must have nothing staged, and has nothing staged afterwards.
 * Belongs to the writer's thread; owns nothing.
 */
public final class WriterArchivist implements Archivist {
    /** 9999-12-31T23:59:59Z. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final JobIndexWriter index;
    private final ArchiveFileSystem files;
    private final Mapping mapping;
    private final SummarySettings settings;
    private final ZoneId zone;
    private final InstantSource clock;
    private final KeptColumns kept;
    private final ArchivePass.Share share;

    /**
     * An archivist of an open index.
     *
     * @param files where archives are read from
     * @param zone of times in queries
     */
    public WriterArchivist(
            JobIndexWriter index,
            ArchiveFileSystem files,
            Mapping mapping,
            SummarySettings settings,
            ZoneId zone,
            InstantSource clock) {
        this(index, files, mapping, settings, zone, clock, ArchivePass.Share.DEFAULT);
    }

    /** The same with commits of a test's choice. */
    WriterArchivist(
            JobIndexWriter index,
            ArchiveFileSystem files,
            Mapping mapping,
            SummarySettings settings,
            ZoneId zone,
            InstantSource clock,
            ArchivePass.Share share) {
        this.share = share;
        this.index = index;
        this.files = files;
        this.mapping = mapping;
        this.settings = settings;
        this.zone = zone;
        this.clock = clock;
        this.kept = KeptColumns.of(mapping, settings.keep());
    }

    /** What is done with an index in which nothing is staged. */
    private interface Work<T> {
        T with(DirectoryReader reader) throws IOException;
    }

    private <T> T carryOut(Work<T> work) throws IOException {
        index.reopen();
        if (index.brokenBy().isPresent()) {
            // by a merge in the background, since the last commit; nothing is staged that could be lost
            index.rollback();
        }
        Optional<T> done = Optional.empty();
        try (DirectoryReader reader = index.staged()) {
            done = Optional.of(work.with(reader));
        } catch (IOException | RuntimeException | Error failure) {
            if (done.isPresent()) {
                // what the reader held could not be deleted; a writer that is opened anew does that
                index.mend();
                return done.get();
            }
            boolean broken = index.brokenBy().isPresent();
            String reason = WriteFailure.reason(index, failure);
            try {
                index.rollback();
            } catch (IOException | RuntimeException second) {
                failure.addSuppressed(second);
            }
            if (failure instanceof IllegalStateException && broken) {
                throw new IOException(reason, failure);
            }
            throw failure;
        }
        index.settle();
        return done.get();
    }

    @Override
    public ArchiveReport archive(ArchiveOrder order) throws IOException {
        long began = clock.millis();
        return carryOut(reader -> {
            Instant now = clock.instant();
            Query query = query(order.query(), reader, now);
            Pins pins = Pins.of(reader);
            LeftAlone left = new LeftAlone();
            Selection selection = selection(reader, order, query, pins, now, left);
            DeliveryExpressions deliveries =
                    new DeliveryExpressions(settings, new Evaluator(clock, zone, EvaluationLimits.DEFAULT));
            ArchivePass pass = new ArchivePass(
                    index,
                    reader,
                    mapping,
                    selection,
                    new SummaryMaking(reader, mapping, kept, deliveries, selection),
                    left,
                    order.dryRun() ? new Term[0] : pins.over(now),
                    share);
            long before = index.committedBytes();
            long after;
            if (order.dryRun()) {
                after = pass.estimate(before);
            } else {
                after = pass.run();
            }
            return new ArchiveReport(
                    order.dryRun(),
                    pass.submissions(),
                    pass.jobs(),
                    pass.extended(),
                    before,
                    after,
                    left.submissions(),
                    left.reasons(),
                    clock.millis() - began);
        });
    }

    private Selection selection(
            DirectoryReader reader, ArchiveOrder order, Query query, Pins pins, Instant now, LeftAlone left)
            throws IOException {
        Optional<Instant> endedBefore = order.olderThan().map(age -> before(now, age));
        Set<SubmissionKey> archived = new HashSet<>();
        Summaries.visit(reader, submission -> archived.add(submission.key()));
        RoomWanted room = RoomWanted.of(order.maxIndexBytes(), index.committedBytes(), reader.numDocs());
        try (SafeRecords safe = order.withoutDetails()
                ? null
                : new SafeRecords(index.registry(), new IndexLayout(index.root()).vault())) {
            Selection.Conditions conditions =
                    new Selection.Conditions(query, endedBefore, pins, now, settings.minJobs(), archived, safe, room);
            return Selection.of(reader, mapping, conditions, left);
        }
    }

    /** Ages reach back to the beginning of time at most. */
    private static Instant before(Instant now, Duration age) {
        return age.compareTo(Duration.ofSeconds(now.getEpochSecond())) < 0 ? now.minus(age) : Instant.EPOCH;
    }

    /** Whole seconds; the year 9999 at the latest. */
    private static Instant end(Instant now, Duration time) {
        long seconds = Math.min(time.toSeconds(), LAST_SECOND);
        return Instant.ofEpochSecond(Math.min(now.getEpochSecond() + seconds, LAST_SECOND));
    }

    private Query query(String text, DirectoryReader reader, Instant now) {
        try {
            return QueryParser.parse(text, context(reader, now));
        } catch (QueryException e) {
            throw badQuery(e);
        }
    }

    private CondensedQuery condensed(String text, DirectoryReader reader, Instant now) {
        try {
            return CondensedQuery.of(text, context(reader, now));
        } catch (QueryException e) {
            throw badQuery(e);
        }
    }

    private static boolean mayMean(CondensedQuery query, CondensedSubmission submission) throws IOException {
        for (CondensedRow row : submission.rows()) {
            if (query.count(row).most() > 0) {
                return true;
            }
        }
        return false;
    }

    private QueryContext context(DirectoryReader reader, Instant now) {
        return new QueryContext(mapping, new SnapshotAttributes(reader), now, zone);
    }

    private static RollupException badQuery(QueryException e) {
        return new RollupException(
                RollupException.Kind.BAD_ORDER, "query, column " + e.column() + ": " + e.getMessage());
    }

    @Override
    public UnarchiveReport unarchive(UnarchiveOrder order) throws IOException {
        long began = clock.millis();
        return carryOut(reader -> {
            Instant now = clock.instant();
            CondensedQuery query = condensed(order.query(), reader, now);
            Optional<Instant> until = order.pin().map(time -> end(now, time));
            UnarchivePass pass;
            try (OpenRecords records = new OpenRecords(files, index.root())) {
                pass = new UnarchivePass(index, mapping, clock, records, until, order.dryRun());
                pass.stage(reader, submission -> mayMean(query, submission));
            }
            pass.commit();
            return new UnarchiveReport(
                    order.dryRun(),
                    pass.submissions(),
                    pass.jobs(),
                    pass.submissions() > 0 ? until.map(Instant::toString).orElse("") : "",
                    clock.millis() - began);
        });
    }
}
