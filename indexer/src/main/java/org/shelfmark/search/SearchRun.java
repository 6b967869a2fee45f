package org.shelfmark.search;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.QueryTimeout;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.shelfmark.aggregate.DistantJobs;
import org.shelfmark.aggregate.FigureCache;
import org.shelfmark.aggregate.HeapColumns;
import org.shelfmark.aggregate.Pass;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Expression;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.CondensedCondition;
import org.shelfmark.query.CondensedQuery;
import org.shelfmark.query.ExcludedJobs;
import org.shelfmark.query.QueryConstraint;
import org.shelfmark.query.QueryContext;
import org.shelfmark.query.QueryException;
import org.shelfmark.query.QueryParser;
import org.shelfmark.query.SnapshotAttributes;
import org.shelfmark.query.constraint.CondensedConstraint;
import org.shelfmark.query.constraint.Constraint;
import org.shelfmark.query.constraint.IndexedValues;
import org.shelfmark.query.constraint.JobSets;

/** One request being answered from one snapshot: its searcher with a time limit, and the clock of its envelope. */
final class SearchRun implements Closeable {
    private final IndexSnapshot snapshot;
    private final Mapping mapping;
    private final SearchSettings settings;
    private final CoverageReader coverage;
    private final FigureCache figures;
    private final HeapColumns columns;
    private final PrunedSearcher searcher;
    private final SharedOutSearcher sharedOut;
    private final SnapshotAttributes attributes;
    private final Optional<DistantJobs> distant;
    private final IndexedValues values;
    private final boolean hasSomeOnly;
    private final long startedNanos = System.nanoTime();
    private boolean overTime;
    private boolean askedForNow;

    SearchRun(
            IndexSnapshot snapshot,
            Mapping mapping,
            SearchSettings settings,
            CoverageReader coverage,
            FigureCache figures) {
        this(snapshot, mapping, settings, coverage, figures, HeapColumns.NONE, Optional.empty(), Optional.empty());
    }

    /**
     * A request.
     *
     * @param columns copies of what jobs are told apart by
     * @param distant where the jobs are that figures are made from, if they are not in the snapshot
     * @param values of all jobs, if the snapshot has only some of them
     */
    SearchRun(
            IndexSnapshot snapshot,
            Mapping mapping,
            SearchSettings settings,
            CoverageReader coverage,
            FigureCache figures,
            HeapColumns columns,
            Optional<DistantJobs> distant,
            Optional<IndexedValues> values) {
        this.distant = distant;
        this.snapshot = snapshot;
        this.mapping = mapping;
        // all queries of a request mean the same moment
        this.settings = settings.at(settings.clock().instant());
        this.coverage = coverage;
        this.figures = figures;
        this.columns = columns;
        this.hasSomeOnly = values.isPresent();
        this.values =
                values.orElseGet(() -> IndexedValues.of(snapshot.searcher().getIndexReader()));
        this.attributes = snapshot.once(
                SnapshotAttributes.class,
                of -> new SnapshotAttributes(of.searcher().getIndexReader()));
        this.searcher = new PrunedSearcher(snapshot.searcher().getIndexReader());
        searcher.setQueryCache(snapshot.searcher().getQueryCache());
        searcher.setTimeout(timeLimit());
        this.sharedOut = new SharedOutSearcher(snapshot.searcher().getIndexReader());
        sharedOut.setQueryCache(snapshot.searcher().getQueryCache());
        sharedOut.setTimeout(timeLimit());
    }

    /** Goes over jobs by several threads; figures of all jobs are remembered. */
    void pass(Pass pass, Query jobs) throws IOException {
        if (distant.isPresent()) {
            overTime |= !pass.over(distant.get(), jobs, left());
        } else if (jobs.equals(JobSets.ALL)) {
            pass.overAll(sharedOut, jobs, figures);
        } else {
            Optional<Query> others = ExcludedJobs.of(jobs);
            if (others.isPresent() && areFew(others.get())) {
                pass.overAllBut(sharedOut, JobSets.ALL, jobs, others.get(), figures);
            } else {
                pass.over(sharedOut, jobs);
            }
        }
    }

    /** Whether there are fewer of some jobs than of others, as far as can be told without going over them. */
    private boolean areFew(Query jobs) throws IOException {
        Weight weight = sharedOut.createWeight(sharedOut.rewrite(jobs), ScoreMode.COMPLETE_NO_SCORES, 1);
        long most = 0;
        for (LeafReaderContext segment : sharedOut.getIndexReader().leaves()) {
            ScorerSupplier matches = weight.scorerSupplier(segment);
            most += matches == null ? 0 : matches.cost();
        }
        return most < sharedOut.getIndexReader().maxDoc() / 2;
    }

    /** How many jobs are in each of some sets, as far as there is time. */
    List<Long> counts(List<Query> sets) throws IOException {
        if (distant.isPresent()) {
            Optional<List<Long>> counts = distant.get().count(sets, left());
            overTime |= counts.isEmpty();
            return counts.orElse(List.of());
        }
        List<Long> counts = new ArrayList<>();
        for (Query set : sets) {
            if (isOverTime()) {
                break;
            }
            counts.add((long) searcher.count(set));
        }
        return counts;
    }

    private Duration left() {
        return settings.timeout().minusNanos(System.nanoTime() - startedNanos);
    }

    /** Whether a set is certainly that of all jobs. */
    boolean areAll(Query jobs) throws IOException {
        return distant.isEmpty() && sharedOut.count(jobs) == sharedOut.count(JobSets.ALL);
    }

    private QueryTimeout timeLimit() {
        long limitNanos = settings.timeout().toNanos();
        return () -> System.nanoTime() - startedNanos > limitNanos;
    }

    /** The moment that queries are counted from. */
    Instant now() {
        askedForNow = true;
        return settings.clock().instant();
    }

    /** Whether the answer may be another one at another moment: whoever wants to know must have asked everything. */
    boolean dependsOnNow() {
        return askedForNow;
    }

    IndexSnapshot snapshot() {
        return snapshot;
    }

    PrunedSearcher searcher() {
        return searcher;
    }

    /** A searcher whose work several threads do; a segment may be shared out among them. */
    IndexSearcher sharedOut() {
        return sharedOut;
    }

    SnapshotAttributes attributes() {
        return attributes;
    }

    /** Copies of what jobs are told apart by. */
    HeapColumns columns() {
        return columns;
    }

    /** Whether the snapshot has only some of the jobs, all of which are to be looked at. */
    boolean hasSomeOnly() {
        return hasSomeOnly;
    }

    /** The values by which constraints are planned. */
    IndexedValues values() {
        return values;
    }

    private QueryContext context() {
        return new QueryContext(mapping, attributes, this::now, settings.zone());
    }

    /** What a request asks of jobs, to be decided for archived ones. */
    List<CondensedCondition> condensed(Requests.Selection jobs) {
        List<CondensedCondition> conditions = new ArrayList<>();
        try {
            if (!jobs.query().isBlank() && !jobs.query().equals("*")) {
                conditions.add(CondensedQuery.of(jobs.query(), context()));
            }
            if (jobs.constraint().isPresent()) {
                conditions.add(condensed(Constraint.parse(jobs.constraint().get())));
            }
        } catch (QueryException e) {
            throw SearchException.of(e, jobs.query());
        }
        return conditions;
    }

    /** A constraint, to be decided for archived jobs. */
    CondensedCondition condensed(Expression constraint) {
        Evaluator evaluator = new Evaluator(
                InstantSource.fixed(settings.clock().instant()), settings.zone(), EvaluationLimits.DEFAULT, true);
        return new CondensedConstraint(constraint, mapping, evaluator, settings.withSecrets());
    }

    /** The query of a text. */
    Query query(String text) {
        try {
            return QueryParser.parse(text, context());
        } catch (QueryException e) {
            throw SearchException.of(e, text);
        }
    }

    /** The ClassAd expression of a text. */
    QueryConstraint translated(String text) {
        try {
            return QueryConstraint.of(text, context());
        } catch (QueryException e) {
            throw SearchException.of(e, text);
        }
    }

    /** Whether the time is up; whoever works without the searcher must ask. */
    boolean isOverTime() {
        overTime |= System.nanoTime() - startedNanos > settings.timeout().toNanos();
        return overTime;
    }

    long tookMillis() {
        return (System.nanoTime() - startedNanos) / 1_000_000;
    }

    boolean timedOut() {
        return overTime || searcher.timedOut() || sharedOut.timedOut();
    }

    List<Responses.IndexedThrough> indexedThrough() {
        return coverage.coverage(snapshot);
    }

    @Override
    public void close() throws IOException {
        snapshot.close();
    }
}
