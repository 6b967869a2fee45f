package org.shelfmark.search;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.Expression;
import org.shelfmark.index.OpenRecords;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.QueryException;
import org.shelfmark.query.constraint.Constraint;
import org.shelfmark.query.constraint.JobSets;

/** The jobs that a request means, by query and constraint, in one snapshot. One request, one thread. */
final class Selected implements Closeable {
    private static final int FIRST_STEP = 100;
    private static final int LARGEST_STEP = 10_000;

    private final SearchRun run;
    private final Requests.Selection jobs;
    private final Query query;
    private final @Nullable ConstraintRun constraint;
    private final OpenRecords records;

    private Selected(
            SearchRun run,
            Requests.Selection jobs,
            Query query,
            @Nullable ConstraintRun constraint,
            OpenRecords records) {
        this.run = run;
        this.jobs = jobs;
        this.query = query;
        this.constraint = constraint;
        this.records = records;
    }

    /**
     * Reads query and constraint.
     *
     * @param records closed with this
     */
    static Selected of(
            SearchRun run,
            Requests.Selection jobs,
            Mapping mapping,
            SearchSettings settings,
            JobLookup lookup,
            OpenRecords records)
            throws IOException {
        Query query = run.query(jobs.query());
        if (jobs.constraint().isEmpty()) {
            return new Selected(run, jobs, query, null, records);
        }
        String text = jobs.constraint().get();
        Expression expression;
        try {
            expression = Constraint.parse(text);
        } catch (QueryException e) {
            throw SearchException.of(e, text);
        }
        ConstraintDecisions decisions = new ConstraintDecisions(run, mapping, settings, lookup, records);
        return new Selected(run, jobs, query, decisions.of(expression), records);
    }

    /** All of them that are not archived. */
    Query all() throws IOException {
        return constraint == null ? query : constraint.matching(query);
    }

    /** Those that are archived. */
    ArchivedJobs archived() throws IOException {
        return ArchivedJobs.of(run, jobs);
    }

    /** All of them, and those that may be none of them: {@link #meant} tells. */
    Query most() {
        return constraint == null
                ? query
                : JobSets.all(List.of(query, constraint.plan().most()));
    }

    /** Those of some jobs of {@link #most} that are meant, in their order. */
    List<ScoreDoc> meant(List<ScoreDoc> jobs) throws IOException {
        if (constraint == null || constraint.plan().isDecided()) {
            return jobs;
        }
        List<ConstraintRun.Verdict> verdicts =
                constraint.verdicts(jobs.stream().mapToInt(job -> job.doc).toArray());
        List<ScoreDoc> meant = new ArrayList<>();
        for (int i = 0; i < jobs.size() && !run.isOverTime(); i++) {
            if (isMeant(constraint, verdicts.get(i), jobs.get(i))) {
                meant.add(jobs.get(i));
            }
        }
        return meant;
    }

    private static boolean isMeant(ConstraintRun decider, ConstraintRun.Verdict verdict, ScoreDoc job)
            throws IOException {
        return switch (verdict) {
            case YES -> true;
            case NO -> false;
            case OPEN -> decider.byRecord(job.doc);
        };
    }

    /**
     * Some of them in an order.
     *
     * @param hits in that order
     * @param total how many there are
     * @param isTotalExact whether there may be more
     * @param last where the next page begins; empty when there is none
     */
    record Page(ScoreDoc[] hits, long total, boolean isTotalExact, Optional<FieldDoc> last) {
        private static Page of(List<ScoreDoc> hits, long total, boolean isTotalExact, boolean mayGoOn) {
            return new Page(
                    hits.toArray(new ScoreDoc[0]),
                    total,
                    isTotalExact,
                    mayGoOn ? Optional.of((FieldDoc) hits.get(hits.size() - 1)) : Optional.empty());
        }
    }

    /**
     * A page. Where the constraint is not decided by the index, jobs are decided in order until the page is full.
     *
     * @param after the last job of the page before; null for the first page
     */
    Page page(Sort sort, int limit, @Nullable FieldDoc after) throws IOException {
        if (limit == 0) {
            return Page.of(List.of(), run.searcher().count(all()), true, false);
        }
        if (constraint == null || constraint.plan().isDecided()) {
            Query decided = all();
            int total = run.searcher().count(decided);
            List<ScoreDoc> hits = total == 0 ? List.of() : top(decided, sort, limit, after);
            return Page.of(hits, total, true, hits.size() == limit);
        }
        return decidedOneByOne(constraint, sort, limit, after);
    }

    private Page decidedOneByOne(ConstraintRun decider, Sort sort, int limit, @Nullable FieldDoc after)
            throws IOException {
        Query open = most();
        List<ScoreDoc> hits = new ArrayList<>();
        FieldDoc from = after;
        int first = run.hasSomeOnly() ? LARGEST_STEP : Math.max(FIRST_STEP, limit);
        for (int step = first; !run.isOverTime(); step = Math.min(2 * step, LARGEST_STEP)) {
            List<ScoreDoc> next = top(open, sort, step, from);
            List<ConstraintRun.Verdict> verdicts =
                    decider.verdicts(next.stream().mapToInt(hit -> hit.doc).toArray());
            for (int i = 0; i < next.size() && !run.isOverTime(); i++) {
                if (isMeant(decider, verdicts.get(i), next.get(i))) {
                    hits.add(next.get(i));
                }
                if (hits.size() == limit) {
                    return Page.of(hits, limit, false, true);
                }
            }
            if (next.size() < step) {
                break;
            }
            from = (FieldDoc) next.get(next.size() - 1);
        }
        return Page.of(hits, hits.size(), after == null && !run.isOverTime(), false);
    }

    private List<ScoreDoc> top(Query jobs, Sort sort, int count, @Nullable FieldDoc after) throws IOException {
        if (after == null && NewestPage.isKeptBy(sort, run.searcher().getIndexReader())) {
            return NewestPage.of(run.searcher(), jobs, SegmentBounds.of(run.snapshot()), count);
        }
        return Arrays.asList(
                run.searcher().search(jobs, new TopFieldCollectorManager(sort, count, after, 1)).scoreDocs);
    }

    /** What it took; null without a constraint. */
    Responses.@Nullable Constraint explained(boolean isTotalExact) {
        if (constraint == null) {
            return null;
        }
        ConstraintWork work = constraint.work();
        return new Responses.Constraint(
                constraint.plan().steps().stream()
                        .map(step -> new Responses.Step(
                                step.expression(), step.decision().words()))
                        .toList(),
                isTotalExact && !run.timedOut() ? "exact" : "at least",
                work.candidates(),
                work.byColumns(),
                work.recordsRead(),
                work.undecidable());
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
