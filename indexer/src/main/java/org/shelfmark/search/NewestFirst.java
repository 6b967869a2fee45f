package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;
import org.shelfmark.document.Columns;

/**
 * Goes through the jobs of a query, newest first, in the order of a search without another one. Every segment is kept in
 * this order, so the segments only have to be merged: memory for one job of each, and the same work for every job.
 *
 * <p>Belongs to one thread.
 */
final class NewestFirst {
    private static final Comparator<SegmentJobs> ORDER = Comparator.comparingLong((SegmentJobs jobs) -> jobs.endedAt)
            .thenComparingLong(jobs -> jobs.file)
            .thenComparingLong(jobs -> jobs.offset)
            .reversed();

    private final PriorityQueue<SegmentJobs> segments = new PriorityQueue<>(ORDER);

    /** Stands before the first job. */
    NewestFirst(IndexSearcher searcher, Query jobs) throws IOException {
        Weight weight = searcher.createWeight(searcher.rewrite(jobs), ScoreMode.COMPLETE_NO_SCORES, 1);
        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            Scorer scorer = weight.scorer(leaf);
            if (scorer != null) {
                advance(new SegmentJobs(leaf, scorer.iterator()));
            }
        }
    }

    private void advance(SegmentJobs segment) throws IOException {
        if (segment.advance()) {
            segments.add(segment);
        }
    }

    /** The next jobs, fewer than asked for when there are no more. */
    List<ScoreDoc> next(int count) throws IOException {
        List<ScoreDoc> next = new ArrayList<>();
        while (next.size() < count && !segments.isEmpty()) {
            SegmentJobs newest = segments.remove();
            next.add(new ScoreDoc(newest.document(), 0));
            advance(newest);
        }
        return next;
    }

    /** The jobs of one segment, and the one it stands at. */
    private static final class SegmentJobs {
        private final int docBase;
        private final @Nullable Bits live;
        private final DocIdSetIterator documents;
        private final NumericDocValues endings;
        private final NumericDocValues files;
        private final NumericDocValues offsets;
        private long endedAt;
        private long file;
        private long offset;

        SegmentJobs(LeafReaderContext leaf, DocIdSetIterator documents) throws IOException {
            this.docBase = leaf.docBase;
            this.live = leaf.reader().getLiveDocs();
            this.documents = documents;
            this.endings = DocValues.getNumeric(leaf.reader(), "ended");
            this.files = DocValues.getNumeric(leaf.reader(), Columns.FILE);
            this.offsets = DocValues.getNumeric(leaf.reader(), Columns.OFFSET);
        }

        int document() {
            return docBase + documents.docID();
        }

        boolean advance() throws IOException {
            int next = documents.nextDoc();
            while (next != DocIdSetIterator.NO_MORE_DOCS && live != null && !live.get(next)) {
                next = documents.nextDoc();
            }
            if (next == DocIdSetIterator.NO_MORE_DOCS) {
                return false;
            }
            // jobs without an ending come last
            endedAt = endings.advanceExact(next) ? endings.longValue() : Long.MIN_VALUE;
            file = files.advanceExact(next) ? files.longValue() : 0;
            offset = offsets.advanceExact(next) ? offsets.longValue() : 0;
            return true;
        }
    }
}
