package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.document.Columns;
import org.shelfmark.document.Misfits;

/** The values beside the columns of one segment. Documents must be asked for in ascending order, each as often as liked. */
final class SegmentMisfits {
    private final BinaryDocValues column;
    private int document = -1;
    private Map<String, AttributeValue> values = Map.of();

    SegmentMisfits(LeafReader segment) throws IOException {
        this.column = DocValues.getBinary(segment, Columns.MISFITS);
    }

    /** The value that a document has beside a column; null where it has none. */
    @Nullable
    AttributeValue value(int wanted, String name) throws IOException {
        // most documents have none: the next one that has is waited for
        if (wanted > column.docID()) {
            column.advance(wanted);
        }
        if (wanted != column.docID()) {
            return null;
        }
        if (wanted != document) {
            document = wanted;
            values = Misfits.decode(column.binaryValue());
        }
        return values.get(name);
    }
}
