package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;
import org.shelfmark.aggregate.MatchingJobs;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.OutsideReferences;
import org.shelfmark.document.IndexedAd;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.document.RecordView;
import org.shelfmark.document.RecordViews;
import org.shelfmark.index.OpenRecords;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.constraint.ConstraintPlan;
import org.shelfmark.query.constraint.JobSets;

/**
 * Decides a planned constraint for the jobs of a snapshot: by the index, else by a job's columns, else by its record. The
 * outcome is that of evaluating the whole constraint on every record.
 *
 * <p>One request, one thread.
 */
final class ConstraintRun {
    private final SearchRun run;
    private final Mapping mapping;
    private final ConstraintPlan plan;
    private final Evaluator evaluator;
    private final boolean withSecrets;
    private final JobLookup lookup;
    private final OpenRecords records;
    private final RecordViews views;
    private final List<LeafReaderContext> leaves;
    private final boolean asksText;
    private long candidates;
    private long byColumns;
    private long recordsRead;
    private long undecidable;

    /** Whether a job matches, as far as its columns tell. */
    enum Verdict {
        YES,
        NO,
        /** Its record must be read. */
        OPEN
    }

    ConstraintRun(
            SearchRun run,
            Mapping mapping,
            ConstraintPlan plan,
            Evaluator evaluator,
            boolean withSecrets,
            JobLookup lookup,
            OpenRecords records,
            RecordViews views) {
        this.run = run;
        this.mapping = mapping;
        this.plan = plan;
        this.evaluator = evaluator;
        this.withSecrets = withSecrets;
        this.lookup = lookup;
        this.records = records;
        this.views = views;
        this.leaves = run.searcher().getIndexReader().leaves();
        this.asksText = OutsideReferences.asksText(plan.open());
    }

    ConstraintPlan plan() {
        return plan;
    }

    ConstraintWork work() {
        return new ConstraintWork(candidates, byColumns, recordsRead, undecidable);
    }

    /** The jobs of a set for which the constraint is true, decided one and all. */
    Query matching(Query jobs) throws IOException {
        if (plan.isDecided()) {
            return JobSets.all(List.of(jobs, plan.most()));
        }
        Query open = JobSets.without(JobSets.all(List.of(jobs, plan.most())), plan.least());
        Map<Object, FixedBitSet> decided = new HashMap<>();
        List<Candidate> unread = new ArrayList<>();
        for (MatchingJobs.Segment segment :
                MatchingJobs.of(run.searcher(), open).segments()) {
            FixedBitSet matching = byColumns(segment, unread);
            decided.put(segment.context().id(), matching);
        }
        unread.sort(Comparator.comparingInt(
                        (Candidate candidate) -> candidate.address().fileId())
                .thenComparingLong(candidate -> candidate.address().location().offset()));
        records.expect(unread.stream().map(Candidate::address).toList());
        for (Candidate candidate : unread) {
            if (run.isOverTime()) {
                break;
            }
            if (byRecord(candidate.document(), candidate.address())) {
                candidate.matching().set(candidate.document() - leafOf(candidate.document()).docBase);
            }
        }
        return JobSets.all(List.of(jobs, JobSets.any(List.of(plan.least(), new DecidedJobs(decided)))));
    }

    /**
     * A job whose record must be read.
     *
     * @param matching the matching jobs of its segment
     */
    private record Candidate(int document, RecordAddress address, FixedBitSet matching) {}

    private FixedBitSet byColumns(MatchingJobs.Segment segment, List<Candidate> unread) throws IOException {
        LeafReaderContext leaf = segment.context();
        IndexedAd ad = new IndexedAd(mapping, leaf.reader(), withSecrets);
        JobReader reader = new JobReader(mapping, leaf.reader());
        FixedBitSet matching = new FixedBitSet(leaf.reader().maxDoc());
        segment.forEach(document -> {
            if (run.isOverTime()) {
                return;
            }
            switch (byColumns(ad, document)) {
                case YES -> matching.set(document);
                case NO -> {}
                case OPEN -> unread.add(new Candidate(leaf.docBase + document, reader.address(document), matching));
            }
        });
        return matching;
    }

    private Verdict byColumns(IndexedAd ad, int document) {
        candidates++;
        if (asksText) {
            return Verdict.OPEN;
        }
        ad.moveTo(document);
        AttributeValue value = evaluator.evaluate(plan.open(), ad);
        if (ad.askedForMore()) {
            return Verdict.OPEN;
        }
        byColumns++;
        return Evaluator.matches(value) ? Verdict.YES : Verdict.NO;
    }

    /**
     * What the index and the columns say about some jobs.
     *
     * @param documents in any order
     * @return in the same order
     */
    List<Verdict> verdicts(int[] documents) throws IOException {
        int[] ascending = documents.clone();
        Arrays.sort(ascending);
        Map<Integer, Verdict> verdicts = new HashMap<>();
        LeafReaderContext leaf = null;
        IndexedAd ad = null;
        Members certain = new Members(DocIdSetIterator.empty());
        Members possible = certain;
        for (int document : ascending) {
            LeafReaderContext own = leafOf(document);
            if (ad == null || own != leaf) {
                leaf = own;
                ad = new IndexedAd(mapping, own.reader(), withSecrets);
                certain = new Members(members(plan.least(), own));
                possible = new Members(members(plan.most(), own));
            }
            int local = document - own.docBase;
            if (certain.contains(local)) {
                verdicts.put(document, Verdict.YES);
            } else {
                verdicts.put(document, possible.contains(local) ? byColumns(ad, local) : Verdict.NO);
            }
        }
        return Arrays.stream(documents)
                .mapToObj(document -> verdicts.getOrDefault(document, Verdict.OPEN))
                .toList();
    }

    /** Tells in ascending order whether documents are in a set. */
    private record Members(DocIdSetIterator set) {
        boolean contains(int document) throws IOException {
            return (set.docID() < document ? set.advance(document) : set.docID()) == document;
        }
    }

    private DocIdSetIterator members(Query jobs, LeafReaderContext leaf) throws IOException {
        IndexSearcher searcher = run.searcher();
        Weight weight = searcher.createWeight(searcher.rewrite(jobs), ScoreMode.COMPLETE_NO_SCORES, 1);
        Scorer scorer = weight.scorer(leaf);
        return scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
    }

    /** Whether a job matches by its record; a job whose record is gone is counted as undecidable and does not. */
    boolean byRecord(int document) throws IOException {
        LeafReaderContext leaf = leafOf(document);
        return byRecord(document, new JobReader(mapping, leaf.reader()).address(document - leaf.docBase));
    }

    private boolean byRecord(int document, RecordAddress address) throws IOException {
        LeafReaderContext leaf = leafOf(document);
        JobReader reader = new JobReader(mapping, leaf.reader());
        try {
            JobLookup.Placed found =
                    lookup.view(records, this::view, run.snapshot(), address, reader.key(document - leaf.docBase));
            recordsRead++;
            if (withSecrets && found.leftOutBytes() > 0 && found.record().asksForSecrets(plan.open())) {
                undecidable++;
                return false;
            }
            return Evaluator.matches(found.record().evaluate(plan.open(), withSecrets));
        } catch (SearchException gone) {
            undecidable++;
            return false;
        }
    }

    private RecordView view(byte[] bytes, int bannerStart) throws RecordProblem {
        return views.view(bytes, 0, bannerStart, bytes.length);
    }

    private LeafReaderContext leafOf(int document) {
        return leaves.get(ReaderUtil.subIndex(document, leaves));
    }
}
