package org.shelfmark.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.shelfmark.document.Columns;

/** Which jobs a query leaves out that means all others. */
public final class ExcludedJobs {
    private static final Query NO_JOB = new TermQuery(new Term(Columns.KIND, Columns.NO_JOB));

    private ExcludedJobs() {}

    /**
     * The jobs left out.
     *
     * @param jobs a query that matches nothing but jobs
     * @return empty where the query asks for something that jobs must have, or for all of them
     */
    public static Optional<Query> of(Query jobs) {
        List<Query> excluded = new ArrayList<>();
        return addAll(jobs, excluded) && !excluded.isEmpty()
                ? Optional.of(QueryParser.jobsOnly(union(excluded)))
                : Optional.empty();
    }

    private static Query union(List<Query> sets) {
        if (sets.size() == 1) {
            return sets.getFirst();
        }
        BooleanQuery.Builder union = new BooleanQuery.Builder();
        sets.forEach(set -> union.add(set, BooleanClause.Occur.SHOULD));
        return new ConstantScoreQuery(union.build());
    }

    /** Adds what a query leaves out, if it does nothing else. */
    private static boolean addAll(Query query, List<Query> excluded) {
        if (query.equals(QueryParser.everything())) {
            return true;
        }
        if (query instanceof ConstantScoreQuery constant) {
            return addAll(constant.getQuery(), excluded);
        }
        if (!(query instanceof BooleanQuery all)) {
            return false;
        }
        boolean isRequired = false;
        for (BooleanClause clause : all) {
            switch (clause.occur()) {
                case FILTER, MUST -> {
                    isRequired = true;
                    if (!addAll(clause.query(), excluded)) {
                        return false;
                    }
                }
                case MUST_NOT -> {
                    if (!clause.query().equals(NO_JOB)) {
                        excluded.add(clause.query());
                    }
                }
                case SHOULD -> {
                    return false;
                }
            }
        }
        // without anything that is required nothing matches
        return isRequired;
    }
}
