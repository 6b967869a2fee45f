package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;

/**
 * The texts of a column in one segment, each with a number, from 0 on, which is the same for everybody who asks. Safe for many
 * threads.
 *
 * @param segment the segment
 * @param column the name of the column
 */
record ColumnDictionary(LeafReader segment, String column) {
    /** The texts, for one thread. */
    SortedDocValues texts() throws IOException {
        return DocValues.getSorted(segment, column);
    }
}
