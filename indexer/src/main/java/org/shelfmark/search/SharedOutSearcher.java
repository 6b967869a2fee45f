package org.shelfmark.search;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;

/**
 * Shares the jobs of an index out among the machine's processors, the jobs of a large segment as well. Whoever asks works
 * along, so that many requests at once do not wait for each other.
 */
final class SharedOutSearcher extends IndexSearcher {
    /** Fewer jobs are not worth a thread. */
    private static final int FEWEST_JOBS = 250_000;
    /** More parts than processors, because some take longer. */
    private static final int PARTS_OF_A_PROCESSOR = 4;

    SharedOutSearcher(IndexReader reader) {
        super(reader, ForkJoinPool.commonPool());
    }

    @Override
    protected LeafSlice[] slices(List<LeafReaderContext> leaves) {
        int parts = PARTS_OF_A_PROCESSOR * Runtime.getRuntime().availableProcessors();
        int jobs = Math.max(FEWEST_JOBS, getIndexReader().maxDoc() / parts);
        return slices(leaves, jobs, Integer.MAX_VALUE, true);
    }
}
