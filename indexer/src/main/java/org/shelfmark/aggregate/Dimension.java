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
        String column = Columns.of(mapping, field);
        return new Dimension() {
            @Override
            public SegmentValues in(LeafReaderContext segment) throws IOException {
                return Columns.holdsStrings(field)
                        ? new StringValues(segment.reader(), column)
                        : new NumberValues(segment.reader(), column, field);
            }

            @Override
            public JobValue value() {
                return new JobValue.OfField(field);
            }
        };
    }

    /** An attribute that has no field, by its terms. */
    static Dimension ofAttribute(String foldedName) {
        return new AttributeDimension(foldedName);
    }
}
