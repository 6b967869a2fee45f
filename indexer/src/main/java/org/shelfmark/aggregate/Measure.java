package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.mapping.Mapping;

/** A number that jobs have, or not. For one request; safe for many threads. */
public interface Measure {
    /** The numbers in a segment, for one thread. */
    SegmentNumbers in(LeafReaderContext segment) throws IOException;

    /** Which values these are, where they are numbers. */
    JobValue value();

    /**
     * A field of integers, reals or times (seconds since 1970), by its column; numbers that do not fit the column count as
     * well.
     */
    static Measure of(Mapping mapping, FieldMapping field) {
        String column = Columns.of(mapping, field);
        boolean isReal = field.type() == FieldType.REAL;
        return new Measure() {
            @Override
            public SegmentNumbers in(LeafReaderContext segment) throws IOException {
                return new ColumnNumbers(segment.reader(), column, isReal);
            }

            @Override
            public JobValue value() {
                return new JobValue.OfField(field);
            }
        };
    }

    /** An attribute that has no field, where its values are numbers. */
    static Measure ofAttribute(String foldedName) {
        AttributeDimension attribute = new AttributeDimension(foldedName);
        return new Measure() {
            @Override
            public SegmentNumbers in(LeafReaderContext segment) throws IOException {
                return new AttributeNumbers(attribute.in(segment));
            }

            @Override
            public JobValue value() {
                return attribute.value();
            }
        };
    }
}
