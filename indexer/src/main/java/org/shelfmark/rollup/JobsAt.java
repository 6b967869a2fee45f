package org.shelfmark.rollup;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.DocValuesSkipper;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.document.Columns;

/**
 * The documents of records at certain places: what a document is of does not change when segments are merged, as its number
 * does. An address that was added stays, so the query must not be used before all are there.
 */
final class JobsAt extends Query {
    private final Map<Long, Offsets> files = new HashMap<>();

    /** Ascending once they are looked at. */
    private static final class Offsets {
        private long[] offsets = new long[64];
        private int size;
        private boolean sorted = true;

        void add(long offset) {
            if (size == offsets.length) {
                offsets = Arrays.copyOf(offsets, size * 2);
            }
            offsets[size++] = offset;
            sorted = false;
        }

        synchronized void sort() {
            if (!sorted) {
                Arrays.sort(offsets, 0, size);
                sorted = true;
            }
        }

        boolean contains(long offset) {
            return Arrays.binarySearch(offsets, 0, size, offset) >= 0;
        }
    }

    /** Adds the document of a record. */
    void add(ArchivedRecord record) {
        files.computeIfAbsent((long) record.fileId(), id -> new Offsets())
                .add(record.location().offset());
    }

    /** Those of them that are jobs: a damaged record may have stood where a job stands now. */
    Query jobsOnly() {
        return new BooleanQuery.Builder()
                .add(this, Occur.FILTER)
                .add(new TermQuery(new Term(Columns.KIND, Columns.NO_JOB)), Occur.MUST_NOT)
                .build();
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
        files.values().forEach(Offsets::sort);
        return new ConstantScoreWeight(this, boost) {
            @Override
            public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext context) throws IOException {
                DocValuesSkipper range = context.reader().getDocValuesSkipper(Columns.FILE);
                if (range == null || !hasFileIn(range.minValue(), range.maxValue())) {
                    return null;
                }
                NumericDocValues fileOf = DocValues.getNumeric(context.reader(), Columns.FILE);
                NumericDocValues offsetOf = DocValues.getNumeric(context.reader(), Columns.OFFSET);
                return new DefaultScorerSupplier(
                        new ConstantScoreScorer(score(), scoreMode, twoPhase(fileOf, offsetOf)));
            }

            @Override
            public boolean isCacheable(LeafReaderContext context) {
                return false;
            }
        };
    }

    /** Segments hold jobs of neighbouring files, as commits do. */
    private boolean hasFileIn(long first, long last) {
        return files.keySet().stream().anyMatch(file -> file >= first && file <= last);
    }

    private TwoPhaseIterator twoPhase(NumericDocValues fileOf, NumericDocValues offsetOf) {
        return new TwoPhaseIterator(fileOf) {
            private static final float COST_OF_LOOKING = 20;

            @Override
            public boolean matches() throws IOException {
                Offsets offsets = files.get(fileOf.longValue());
                return offsets != null
                        && offsetOf.advanceExact(fileOf.docID())
                        && offsets.contains(offsetOf.longValue());
            }

            @Override
            public float matchCost() {
                return COST_OF_LOOKING;
            }
        };
    }

    @Override
    public String toString(String field) {
        return "jobs whose records stand at certain places";
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
