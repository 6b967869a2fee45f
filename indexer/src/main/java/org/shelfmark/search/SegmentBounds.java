package org.shelfmark.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.lucene.index.DocValuesSkipper;
import org.apache.lucene.index.LeafReaderContext;
import org.shelfmark.document.Columns;
import org.shelfmark.index.IndexSnapshot;

/**
 * Between which values the columns of the segments lie, so that a segment without any of the jobs looked for is not opened.
 * Documents that were deleted count, too.
 */
final class SegmentBounds {
    private final long[] leastCluster;
    private final long[] greatestCluster;
    private final long[] lastEnded;

    private SegmentBounds(int segments) {
        this.leastCluster = new long[segments];
        this.greatestCluster = new long[segments];
        this.lastEnded = new long[segments];
    }

    /** Those of a snapshot. */
    static SegmentBounds of(IndexSnapshot snapshot) {
        return snapshot.once(SegmentBounds.class, SegmentBounds::read);
    }

    private static SegmentBounds read(IndexSnapshot snapshot) {
        List<LeafReaderContext> leaves = snapshot.searcher().getIndexReader().leaves();
        SegmentBounds bounds = new SegmentBounds(leaves.size());
        try {
            for (LeafReaderContext leaf : leaves) {
                DocValuesSkipper clusters = leaf.reader().getDocValuesSkipper(Columns.CLUSTER);
                bounds.leastCluster[leaf.ord] = clusters == null ? Long.MIN_VALUE : clusters.minValue();
                bounds.greatestCluster[leaf.ord] = clusters == null ? Long.MAX_VALUE : clusters.maxValue();
                DocValuesSkipper ended = leaf.reader().getDocValuesSkipper("ended");
                bounds.lastEnded[leaf.ord] = ended == null ? Long.MAX_VALUE : ended.maxValue();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the index's columns", e);
        }
        return bounds;
    }

    /** Whether a segment may have jobs of a cluster. */
    boolean mayHaveCluster(LeafReaderContext segment, long cluster) {
        return leastCluster[segment.ord] <= cluster && cluster <= greatestCluster[segment.ord];
    }

    /** No job of a segment left the queue later. */
    long lastEnded(LeafReaderContext segment) {
        return lastEnded[segment.ord];
    }
}
