package org.shelfmark.search;

import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** Jobs that were decided one by one, as a query over the snapshot they were decided in; never cached. */
final class DecidedJobs extends Query {
    private final Map<Object, FixedBitSet> bySegment;

    /** Jobs by the identity of their segment's context. */
    DecidedJobs(Map<Object, FixedBitSet> bySegment) {
        this.bySegment = Map.copyOf(bySegment);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext context) {
                FixedBitSet jobs = bySegment.get(context.id());
                if (jobs == null) {
                    return null;
                }
                long count = jobs.cardinality();
                return new DefaultScorerSupplier(
                        new ConstantScoreScorer(score(), scoreMode, new BitSetIterator(jobs, count)));
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return false;
            }
        };
    }

    @Override
    public String toString(String field) {
        return "jobs decided one by one";
    }

    @Override
    public void visit(QueryVisitor visitor) {
        visitor.visitLeaf(this);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
