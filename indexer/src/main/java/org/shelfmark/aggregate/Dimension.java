package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;

/** What jobs are told apart by: each has one value of it, or none. For one request; safe for many threads. */
public interface Dimension {
    /** The values in a segment, for one thread. */
    SegmentValues in(LeafReaderContext segment) throws IOException;

    /** Which values these are. */
    JobValue value();

    /** A field, by its column; values that do not fit the column count as well. */
    static Dimension of(Mapping mapping, FieldMapping field) {
        return of(mapping, field, HeapColumns.NONE);
    }

    /**
     * A field, by its column or a copy of it; values that do not fit the column count as well.
     *
     * @param copies where columns are that are asked for again and again
     */
    static Dimension of(Mapping mapping, FieldMapping field, HeapColumns copies) {
        return new FieldDimension(Columns.of(mapping, field), field, copies);
    }

    /** An attribute that has no field, by its terms. */
    static Dimension ofAttribute(String foldedName) {
        return new AttributeDimension(foldedName);
    }
}
