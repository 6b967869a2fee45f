package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.util.FixedBitSet;

/**
 * The documents of each segment that a query matches.
 *
 * @param segments one entry per segment with at least one match
 * @param total number of matches
 */
public record MatchingJobs(List<Segment> segments, long total) {
    /** Copies the list. */
    public MatchingJobs {
        segments = List.copyOf(segments);
    }

    /**
     * The matches of one segment.
     *
     * @param context the segment
     * @param documents the matching documents
     */
    public record Segment(LeafReaderContext context, FixedBitSet documents) {
        /** Goes through the documents in ascending order. */
        public void forEach(Visitor visitor) throws IOException {
            for (int document = documents.nextSetBit(0);
                    document != DocIdSetIterator.NO_MORE_DOCS;
                    document = document + 1 < documents.length()
                            ? documents.nextSetBit(document + 1)
                            : DocIdSetIterator.NO_MORE_DOCS) {
                visitor.visit(document);
            }
        }
    }

    /** Is told documents of a segment. */
    @FunctionalInterface
    public interface Visitor {
        /** A document, by its number in the segment. */
        void visit(int document) throws IOException;
    }

    /** Runs the query, within the searcher's time limit. */
    public static MatchingJobs of(IndexSearcher searcher, Query query) throws IOException {
        return searcher.search(query, new Collecting());
    }

    private static final class Collecting implements CollectorManager<SegmentCollector, MatchingJobs> {
        @Override
        public SegmentCollector newCollector() {
            return new SegmentCollector();
        }

        @Override
        public MatchingJobs reduce(Collection<SegmentCollector> collectors) {
            List<Segment> segments = new ArrayList<>();
            long total = 0;
            for (SegmentCollector collector : collectors) {
                for (Segment segment : collector.segments) {
                    int count = segment.documents().cardinality();
                    if (count > 0) {
                        segments.add(segment);
                        total += count;
                    }
                }
            }
            segments.sort(Comparator.comparingInt(segment -> segment.context().ord));
            return new MatchingJobs(segments, total);
        }
    }

    private static final class SegmentCollector implements Collector {
        private final List<Segment> segments = new ArrayList<>();

        @Override
        public LeafCollector getLeafCollector(LeafReaderContext context) {
            FixedBitSet documents = new FixedBitSet(context.reader().maxDoc());
            segments.add(new Segment(context, documents));
            return new LeafCollector() {
                @Override
                public void setScorer(Scorable scorer) {
                    // only which documents match is asked
                }

                @Override
                public void collect(int document) {
                    documents.set(document);
                }
            };
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }
}
