package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;

/**
 * The texts of a column in one segment, each with a number, from 0 on, which is the same for everybody who asks. Safe for many
 * threads.
 *
 * @param segment the segment
 * @param column the name of the column
 * @param copies where the texts may have numbers that are the same in all segments
 */
record ColumnDictionary(LeafReader segment, String column, HeapColumns copies) {
    /** The texts, for one thread. */
    SortedDocValues texts() throws IOException {
        return DocValues.getSorted(segment, column);
    }

    /** The numbers of the texts that are the same in all segments; empty while there are none. */
    Optional<TextPool.Ids> ids() {
        return copies.ids(segment, column);
    }
}
