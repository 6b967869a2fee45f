package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Sort;
import org.jspecify.annotations.Nullable;
import org.shelfmark.document.Columns;

/**
 * The newest jobs of a query. Every segment is kept in this order, so that of each no more jobs are looked at than are
 * wanted, and none of a segment whose jobs all left the queue before: {@link PrunedSearcher} takes the segments with the
 * latest ones first. One thread.
 */
final class NewestPage implements Collector {
    private static final Comparator<Job> OLDEST_FIRST =
            Comparator.comparingLong(Job::ended).thenComparingLong(Job::file).thenComparingLong(Job::offset);

    private final SegmentBounds bounds;
    private final int most;
    private final PriorityQueue<Job> newest = new PriorityQueue<>(OLDEST_FIRST);

    private record Job(int document, long ended, long file, long offset) {}

    private NewestPage(SegmentBounds bounds, int most) {
        this.bounds = bounds;
        this.most = most;
    }

    /**
     * The newest jobs of a query, the newest first, with the values of their order.
     *
     * @param most how many, more than 0
     */
    static List<ScoreDoc> of(PrunedSearcher searcher, Query jobs, SegmentBounds bounds, int most) throws IOException {
        NewestPage page = new NewestPage(bounds, most);
        return searcher.search(jobs, new CollectorManager<NewestPage, List<ScoreDoc>>() {
            @Override
            public NewestPage newCollector() {
                return page;
            }

            @Override
            public List<ScoreDoc> reduce(Collection<NewestPage> collectors) {
                return page.jobs();
            }
        });
    }

    /** Whether the jobs of an index are kept in an order. */
    static boolean isKeptBy(Sort order, IndexReader reader) {
        return reader.leaves().stream()
                .allMatch(leaf -> order.equals(leaf.reader().getMetaData().sort()));
    }

    /** The order in which segments are to be looked at. */
    Comparator<LeafReaderContext> latestFirst() {
        return Comparator.comparingLong(bounds::lastEnded).reversed();
    }

    private List<ScoreDoc> jobs() {
        List<Job> jobs = new ArrayList<>(newest);
        jobs.sort(OLDEST_FIRST.reversed());
        return jobs.stream()
                .<ScoreDoc>map(job ->
                        new FieldDoc(job.document(), Float.NaN, new Object[] {job.ended(), job.file(), job.offset()}))
                .toList();
    }

    @Override
    public ScoreMode scoreMode() {
        return ScoreMode.COMPLETE_NO_SCORES;
    }

    @Override
    public LeafCollector getLeafCollector(LeafReaderContext segment) {
        Job last = newest.peek();
        if (last != null && newest.size() == most && bounds.lastEnded(segment) < last.ended()) {
            throw new CollectionTerminatedException();
        }
        return new SegmentJobs(segment);
    }

    private final class SegmentJobs implements LeafCollector {
        private final LeafReaderContext segment;
        private @Nullable NumericDocValues endings;
        private @Nullable NumericDocValues files;
        private @Nullable NumericDocValues offsets;

        SegmentJobs(LeafReaderContext segment) {
            this.segment = segment;
        }

        @Override
        public void setScorer(Scorable scorer) {
            // the order needs no scores
        }

        @Override
        public void collect(int document) throws IOException {
            if (endings == null || files == null || offsets == null) {
                endings = DocValues.getNumeric(segment.reader(), "ended");
                files = DocValues.getNumeric(segment.reader(), Columns.FILE);
                offsets = DocValues.getNumeric(segment.reader(), Columns.OFFSET);
            }
            Job job = new Job(
                    segment.docBase + document,
                    // jobs without an ending come last
                    endings.advanceExact(document) ? endings.longValue() : Long.MIN_VALUE,
                    files.advanceExact(document) ? files.longValue() : 0,
                    offsets.advanceExact(document) ? offsets.longValue() : 0);
            Job last = newest.peek();
            if (last != null && newest.size() == most) {
                if (OLDEST_FIRST.compare(job, last) < 0) {
                    // those that follow in the segment are older still
                    throw new CollectionTerminatedException();
                }
                newest.remove();
            }
            newest.add(job);
        }
    }
}
