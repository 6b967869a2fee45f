package org.shelfmark.rollup;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.ClusterNumbers;
import org.shelfmark.aggregate.MatchingJobs;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.QueryParser;

/** The submissions that will be archived, in the order in which they ended, and which job belongs to which of them. */
final class Selection {
    private final List<Candidate> chosen = new ArrayList<>();
    private final Map<Object, int[]> placesBySegment;

    private Selection(Map<Object, int[]> placesBySegment) {
        this.placesBySegment = placesBySegment;
    }

    /**
     * Who may be archived.
     *
     * @param endedBefore the last job of a submission must have left the queue before; empty for no matter when
     * @param minJobs how many jobs a submission must have that has no summary yet
     * @param archived submissions that have one
     * @param safe which records may be archived; null for all
     * @param wanted which submissions are looked at; the others are left alone without a word
     * @param room what archiving must bring
     */
    record Conditions(
            Query query,
            Optional<Instant> endedBefore,
            Pins pins,
            Instant now,
            int minJobs,
            Set<SubmissionKey> archived,
            @Nullable RecordCheck safe,
            Predicate<SubmissionKey> wanted,
            RoomWanted room) {}

    /** Chooses, and tells of the submissions with matching jobs that are not chosen. */
    static Selection of(DirectoryReader reader, Mapping mapping, Conditions conditions, LeftAlone left)
            throws IOException {
        if (conditions.room().isMadeBy(0, 0)) {
            return new Selection(Map.of());
        }
        IndexSearcher searcher = new IndexSearcher(reader);
        searcher.setQueryCache(null);
        Map<Object, FixedBitSet> matching = new HashMap<>();
        for (MatchingJobs.Segment segment :
                MatchingJobs.of(searcher, conditions.query()).segments()) {
            matching.put(segment.context().id(), segment.documents());
        }
        ClusterNumbers numbers = new ClusterNumbers();
        List<Candidate> candidates = new ArrayList<>();
        Map<Object, int[]> bySegment = new HashMap<>();
        if (!matching.isEmpty()) {
            for (MatchingJobs.Segment segment :
                    MatchingJobs.of(searcher, QueryParser.everything()).segments()) {
                LeafReaderContext leaf = segment.context();
                SegmentJobs jobs = new SegmentJobs(mapping, leaf, matching.get(leaf.id()), conditions.safe());
                ClusterNumbers.Segment members = numbers.in(leaf.reader());
                int[] numberOf = new int[leaf.reader().maxDoc()];
                Arrays.fill(numberOf, ClusterNumbers.NONE);
                bySegment.put(leaf.id(), numberOf);
                segment.forEach(document -> {
                    int number = members.number(document);
                    numberOf[document] = number;
                    if (number == candidates.size()) {
                        candidates.add(new Candidate(numbers.submission(number)));
                    }
                    if (number != ClusterNumbers.NONE) {
                        jobs.addTo(candidates.get(number), document);
                    }
                });
            }
        }
        Selection selection = new Selection(bySegment);
        selection.choose(candidates, conditions, left);
        return selection;
    }

    /** The jobs of one segment. */
    private static final class SegmentJobs {
        private final JobReader reader;
        private final FieldMapping ended;
        private final @Nullable FixedBitSet matching;
        private final @Nullable RecordCheck safe;

        SegmentJobs(Mapping mapping, LeafReaderContext leaf, @Nullable FixedBitSet matching, @Nullable RecordCheck safe)
                throws IOException {
            this.reader = new JobReader(mapping, leaf.reader());
            this.ended = mapping.named("ended").orElseThrow();
            this.matching = matching;
            this.safe = safe;
        }

        void addTo(Candidate submission, int document) throws IOException {
            submission.jobs++;
            if (matching != null && matching.get(document)) {
                submission.matching++;
            }
            if (reader.value(ended, document) instanceof IntegerValue moment) {
                submission.lastEnded = Math.max(submission.lastEnded, moment.value());
            } else {
                submission.allEnded = false;
            }
            if (safe != null && submission.unsafe == null) {
                RecordAddress address = reader.address(document);
                submission.unsafe = safe.reasonAgainst(
                                address.fileId(), address.location().end())
                        .orElse(null);
            }
        }
    }

    private void choose(List<Candidate> candidates, Conditions conditions, LeftAlone left) {
        List<Candidate> inOrder = new ArrayList<>(candidates);
        inOrder.sort(Comparator.comparingLong((Candidate one) -> one.lastEnded)
                .thenComparing(one -> one.key.source())
                .thenComparingLong(one -> one.key.cluster())
                .thenComparing(one -> one.key.owner().orElse("")));
        Map<Candidate, Integer> places = new HashMap<>();
        long jobsChosen = 0;
        for (Candidate candidate : inOrder) {
            if (candidate.matching == 0 || !conditions.wanted().test(candidate.key)) {
                continue;
            }
            if (conditions.room().isMadeBy(chosen.size(), jobsChosen)) {
                break;
            }
            Optional<String> reason = reasonAgainst(candidate, conditions);
            if (reason.isPresent()) {
                left.add(reason.get(), candidate.key.name(), candidate.jobs);
            } else {
                places.put(candidate, chosen.size());
                chosen.add(candidate);
                jobsChosen += candidate.jobs;
            }
        }
        int[] placeOf = new int[candidates.size()];
        for (int number = 0; number < placeOf.length; number++) {
            placeOf[number] = places.getOrDefault(candidates.get(number), ClusterNumbers.NONE);
        }
        for (int[] numbers : placesBySegment.values()) {
            for (int document = 0; document < numbers.length; document++) {
                int number = numbers[document];
                numbers[document] = number == ClusterNumbers.NONE ? ClusterNumbers.NONE : placeOf[number];
            }
        }
    }

    /** Why a submission is not archived. */
    static Optional<String> reasonAgainst(Candidate candidate, Conditions conditions) {
        if (candidate.matching < candidate.jobs) {
            return Optional.of("only some of its jobs match");
        }
        if (conditions.endedBefore().isPresent()) {
            if (!candidate.allEnded) {
                return Optional.of("it is not known when one of its jobs ended");
            }
            if (candidate.lastEnded >= conditions.endedBefore().get().getEpochSecond()) {
                return Optional.of("its last job did not end before "
                        + conditions.endedBefore().get());
            }
        }
        if (candidate.jobs < conditions.minJobs() && !conditions.archived().contains(candidate.key)) {
            return Optional.of(
                    "it has fewer than " + conditions.minJobs() + " jobs: a summary may take more room than they do");
        }
        Optional<Instant> pinned =
                conditions.pins().until(candidate.key).filter(until -> until.isAfter(conditions.now()));
        if (pinned.isPresent()) {
            return Optional.of("pinned until " + pinned.get());
        }
        return Optional.ofNullable(candidate.unsafe);
    }

    /** Those that may be archived, by their places. */
    List<Candidate> chosen() {
        return chosen;
    }

    /** Is told of a job. */
    @FunctionalInterface
    interface Visitor {
        /** A job, by its number in the segment, and the place of its submission. */
        void job(int document, int place) throws IOException;
    }

    /** Whether a segment has jobs of submissions at places [from, to); most have not, for submissions are in order. */
    boolean hasJobs(LeafReaderContext segment, int from, int to) {
        int[] places = placesBySegment.get(segment.id());
        if (places != null) {
            for (int place : places) {
                if (place >= from && place < to) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Shows the jobs of a segment that belong to submissions at places [from, to), in ascending order. */
    void forEach(LeafReaderContext segment, int from, int to, Visitor visitor) throws IOException {
        int[] places = placesBySegment.get(segment.id());
        if (places == null) {
            return;
        }
        for (int document = 0; document < places.length; document++) {
            if (places[document] >= from && places[document] < to) {
                visitor.job(document, places[document]);
            }
        }
    }
}
