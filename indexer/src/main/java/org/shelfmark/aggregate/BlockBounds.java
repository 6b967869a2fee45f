package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.index.DocValuesSkipper;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.DocIdSetIterator;
import org.jspecify.annotations.Nullable;

/**
 * Between which values those of neighbouring documents lie, by a column's skip index: what is the same of all of them need
 * not be read. Documents must be asked for in ascending order. Belongs to one thread.
 */
final class BlockBounds {
    private final @Nullable DocValuesSkipper skipper;
    private int first = -1;
    private int last = -1;
    private boolean isFull;
    private long least;
    private long greatest;

    BlockBounds(LeafReader segment, String column) throws IOException {
        this.skipper = segment.getDocValuesSkipper(column);
    }

    /** Whether {@link #least} and {@link #greatest} tell about all documents from one to another, and each has a value. */
    boolean advance(int from, int to) throws IOException {
        if (skipper == null || last == DocIdSetIterator.NO_MORE_DOCS) {
            return false;
        }
        if (from > last) {
            skipper.advance(from);
            first = skipper.minDocID(0);
            last = skipper.maxDocID(0);
            if (last == DocIdSetIterator.NO_MORE_DOCS) {
                return false;
            }
            isFull = skipper.docCount(0) == last - first + 1;
            least = skipper.minValue(0);
            greatest = skipper.maxValue(0);
        }
        return isFull && first <= from && to <= last;
    }

    /** No value is below. */
    long least() {
        return least;
    }

    /** No value is above. */
    long greatest() {
        return greatest;
    }
}
