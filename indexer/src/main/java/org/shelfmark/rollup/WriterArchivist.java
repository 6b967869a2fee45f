package org.shelfmark.rollup;

import java.io.IOException;
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

/**
 * Rolls submissions up through the writer of the index, which must have nothing staged, and has nothing staged afterwards.
 * Belongs to the writer's thread; owns nothing.
 */
public final class WriterArchivist implements Archivist {
    private final JobIndexWriter index;
    private final ArchiveFileSystem files;
    private final Mapping mapping;
    private final SummarySettings settings;
    private final ZoneId zone;
    private final OrderReading orders;
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
        this.orders = new OrderReading(mapping, zone);
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
            Query query = orders.query(order.query(), reader, now);
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
        Optional<Instant> endedBefore = order.olderThan().map(age -> OrderReading.before(now, age));
        Set<SubmissionKey> archived = new HashSet<>();
        Summaries.visit(reader, submission -> archived.add(submission.key()));
        RoomWanted room = RoomWanted.of(order.maxIndexBytes(), index.committedBytes(), reader.numDocs());
        try (SafeRecords safe = order.withoutDetails()
                ? null
                : new SafeRecords(index.registry(), new IndexLayout(index.root()).vault())) {
            Selection.Conditions conditions = new Selection.Conditions(
                    query, endedBefore, pins, now, settings.minJobs(), archived, safe, key -> true, room);
            return Selection.of(reader, mapping, conditions, left);
        }
    }

    @Override
    public UnarchiveReport unarchive(UnarchiveOrder order) throws IOException {
        long began = clock.millis();
        return carryOut(reader -> {
            Instant now = clock.instant();
            CondensedQuery query = orders.condensed(order.query(), reader, now);
            Optional<Instant> until = order.pin().map(time -> OrderReading.end(now, time));
            UnarchivePass pass;
            try (OpenRecords records = new OpenRecords(files, index.root())) {
                pass = new UnarchivePass(
                        index, new ArchivedDocuments(index.registry(), mapping, clock, records), until, order.dryRun());
                pass.stage(reader, submission -> OrderReading.mayMean(query, submission));
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
