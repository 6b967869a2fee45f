package org.shelfmark.rollup;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.Query;
import org.shelfmark.aggregate.ClusterNumbers;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.CondensedQuery;

/**
 * One order about submissions whose jobs are not in an index of this machine: chooses among them, and makes their summaries
 * from an index of some of the jobs. Changes nothing. One thread.
 */
public final class DistantRollup {
    private final Mapping mapping;
    private final SummarySettings settings;
    private final OrderReading orders;
    private final InstantSource clock;
    private final IndexReader known;
    private final Instant now;
    private final LeftAlone left = new LeftAlone();

    /**
     * Begins at this moment.
     *
     * @param zone of times in queries
     * @param known everything that is not a job: summaries, pins, names of attributes
     */
    public DistantRollup(
            Mapping mapping, SummarySettings settings, ZoneId zone, InstantSource clock, IndexReader known) {
        this.mapping = mapping;
        this.settings = settings;
        this.orders = new OrderReading(mapping, zone);
        this.clock = clock;
        this.known = known;
        this.now = clock.instant();
    }

    /** The jobs that a query means. */
    public Query query(String text) {
        return orders.query(text, known, now);
    }

    /** The archived submissions of which a job matches, or may match. */
    public Set<SubmissionKey> archived(String query) throws IOException {
        CondensedQuery condensed = orders.condensed(query, known, now);
        Set<SubmissionKey> meant = new HashSet<>();
        Summaries.visit(known, submission -> {
            if (OrderReading.mayMean(condensed, submission)) {
                meant.add(submission.key());
            }
        });
        return meant;
    }

    /** When a pin is over that is made now. */
    public Optional<Instant> pinnedUntil(UnarchiveOrder order) {
        return order.pin().map(time -> OrderReading.end(now, time));
    }

    /** Archiving by an order. */
    public Archiving archiving(ArchiveOrder order, RecordCheck check) throws IOException {
        Set<SubmissionKey> archived = new HashSet<>();
        Summaries.visit(known, submission -> archived.add(submission.key()));
        return new Archiving(new Selection.Conditions(
                query(order.query()),
                order.olderThan().map(age -> OrderReading.before(now, age)),
                Pins.of(known),
                now,
                settings.minJobs(),
                archived,
                check,
                key -> true,
                RoomWanted.ALL));
    }

    /**
     * What is known of a submission without reading its jobs.
     *
     * @param jobs how many it has that are not archived
     * @param matching how many of them match
     * @param lastEnded when the last of them left the queue, in seconds since 1970
     * @param allEnded whether that is known of all
     */
    public record Submission(
            String source,
            long cluster,
            Optional<String> owner,
            long jobs,
            long matching,
            OptionalLong lastEnded,
            boolean allEnded) {
        /** Names it. */
        public SubmissionKey key() {
            return SubmissionKey.of(source, cluster, owner);
        }
    }

    /**
     * A finished summary.
     *
     * @param records those of its jobs that were not archived before
     * @param extended whether it takes the place of an earlier one
     */
    public record Summarized(SubmissionKey key, Document summary, List<ArchivedRecord> records, boolean extended) {}

    /** Goes over submissions. */
    public final class Archiving {
        private final Selection.Conditions conditions;

        private Archiving(Selection.Conditions conditions) {
            this.conditions = conditions;
        }

        /** Whether it has to be looked at; otherwise it is left alone, and counted as such. */
        public boolean mayBeArchived(Submission submission) {
            Candidate candidate = new Candidate(
                    new ClusterNumbers.Submission(submission.source(), submission.cluster(), submission.owner()));
            candidate.jobs = submission.jobs();
            candidate.matching = submission.matching();
            candidate.lastEnded = submission.lastEnded().orElse(Long.MIN_VALUE);
            candidate.allEnded = submission.allEnded();
            Optional<String> reason = Selection.reasonAgainst(candidate, conditions);
            reason.ifPresent(text -> leave(submission, text));
            return reason.isEmpty();
        }

        /** Leaves a submission alone. */
        public void leave(Submission submission, String reason) {
            left.add(reason, submission.key().name(), submission.jobs());
        }

        /**
         * Summaries of submissions; those that may not be archived are left alone.
         *
         * @param jobs all of their jobs, and what summaries they have
         * @param wanted others are not looked at
         */
        public List<Summarized> summaries(DirectoryReader jobs, Set<SubmissionKey> wanted) throws IOException {
            Selection.Conditions among = new Selection.Conditions(
                    conditions.query(),
                    conditions.endedBefore(),
                    conditions.pins(),
                    conditions.now(),
                    conditions.minJobs(),
                    conditions.archived(),
                    conditions.safe(),
                    wanted::contains,
                    RoomWanted.ALL);
            Selection selection = Selection.of(jobs, mapping, among, left);
            DeliveryExpressions deliveries =
                    new DeliveryExpressions(settings, new Evaluator(clock, orders.zone(), EvaluationLimits.DEFAULT));
            SummaryMaking making =
                    new SummaryMaking(jobs, mapping, KeptColumns.of(mapping, settings.keep()), deliveries, selection);
            List<Summarized> summaries = new ArrayList<>();
            for (SummaryMaking.Made made : making.make(0, selection.chosen().size(), left)) {
                summaries.add(new Summarized(
                        made.candidate().key,
                        made.builder().build(),
                        List.copyOf(made.builder().newRecords()),
                        made.extended()));
            }
            return summaries;
        }

        /** How many submissions were left alone. */
        public long left() {
            return left.submissions();
        }

        /** Why, the most frequent reason first. */
        public List<ArchiveReport.Left> reasons() {
            return left.reasons();
        }
    }
}
