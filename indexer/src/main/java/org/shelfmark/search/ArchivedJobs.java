package org.shelfmark.search;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.jspecify.annotations.Nullable;
import org.shelfmark.document.Columns;
import org.shelfmark.query.CondensedCondition;
import org.shelfmark.query.JobCount;
import org.shelfmark.rollup.CondensedRow;
import org.shelfmark.rollup.CondensedSubmission;
import org.shelfmark.rollup.Summaries;

/**
 * The jobs that a request means among those that are archived, as far as their summaries tell. Costs nothing where no
 * submission is archived. One request, one thread.
 */
final class ArchivedJobs {
    private final SearchRun run;
    private final List<CondensedCondition> conditions;
    private final Summaries.Wanted wanted;

    private ArchivedJobs(SearchRun run, List<CondensedCondition> conditions) {
        this.run = run;
        this.conditions = conditions;
        this.wanted = new Summaries.Wanted(text(Columns.SOURCE), text("owner"));
    }

    private Optional<String> text(String column) {
        return conditions.stream()
                .flatMap(condition -> condition.text(column).stream())
                .findFirst();
    }

    /** Those that alone can have any of them. */
    Summaries.Wanted wanted() {
        return wanted;
    }

    /** Those that meet all of some conditions. */
    static ArchivedJobs of(SearchRun run, List<CondensedCondition> conditions) {
        return new ArchivedJobs(run, conditions);
    }

    /** Those that are meant by query and constraint, which have been read before. */
    static ArchivedJobs of(SearchRun run, Requests.Selection jobs) throws IOException {
        return new ArchivedJobs(run, areIn(run.searcher().getIndexReader()) ? run.condensed(jobs) : List.of());
    }

    /** Whether an index has summaries. */
    static boolean areIn(IndexReader reader) throws IOException {
        return reader.docFreq(new Term(Columns.KIND, Columns.SUMMARY)) > 0;
    }

    /** Is shown rows. */
    @FunctionalInterface
    interface Visitor {
        /** One of which jobs are meant, or may be; good until this returns. */
        void row(MatchingRow row) throws IOException;
    }

    /** How many there are. */
    JobCount count() throws IOException {
        return visit(Set.of(), row -> {});
    }

    /** How many there are of one source, or of all. */
    JobCount count(Optional<String> source) throws IOException {
        JobCount[] all = {JobCount.NONE};
        visit(Set.of(), row -> {
            if (source.isEmpty() || source.get().equals(row.submission().source())) {
                all[0] = all[0].plus(row.count());
            }
        });
        return all[0];
    }

    /** How many are among them or among others. */
    JobCount countWith(ArchivedJobs others) throws IOException {
        JobCount[] all = {JobCount.NONE};
        IndexReader reader = run.searcher().getIndexReader();
        if (areIn(reader)) {
            Summaries.visit(reader, submission -> {
                for (CondensedRow row : submission.rows()) {
                    if (!run.isOverTime()) {
                        JobCount here =
                                MatchingRow.of(submission, row, conditions).count();
                        JobCount there = MatchingRow.of(submission, row, others.conditions)
                                .count();
                        all[0] = all[0].plus(here.or(there, row.jobs()));
                    }
                }
            });
        }
        return all[0];
    }

    /**
     * Shows all rows of which jobs are meant, or may be, until the time is up.
     *
     * @param columns by whose values rows will be divided of which only some jobs are meant
     * @return how many jobs are meant, which dividing may tell more exactly
     */
    JobCount visit(Set<String> columns, Visitor visitor) throws IOException {
        IndexReader reader = run.searcher().getIndexReader();
        if (!areIn(reader)) {
            return JobCount.NONE;
        }
        JobCount[] all = {JobCount.NONE};
        for (LeafReaderContext leaf : reader.leaves()) {
            Summaries.visit(leaf, wanted, submission -> all[0] = all[0].plus(visit(submission, columns, visitor)));
        }
        return all[0];
    }

    private JobCount visit(CondensedSubmission submission, Set<String> columns, Visitor visitor) throws IOException {
        JobCount all = JobCount.NONE;
        for (CondensedRow condensed : submission.rows()) {
            if (run.isOverTime()) {
                return all;
            }
            MatchingRow row = MatchingRow.of(submission, condensed, conditions);
            if (!row.isWhole()) {
                for (String column : columns) {
                    row.by(column);
                }
            }
            if (row.count().most() > 0) {
                visitor.row(row);
                all = all.plus(row.count());
            }
        }
        return all;
    }

    /** How a number of jobs stands in answers: not at all where there are none. */
    static @Nullable Long shown(long jobs) {
        return jobs == 0 ? null : (Long) jobs;
    }
}
