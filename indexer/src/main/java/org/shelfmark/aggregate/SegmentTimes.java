package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;

/** Moments in a field of one segment. Documents must be asked for in ascending order. */
final class SegmentTimes {
    /** The end of the year 9999; moments behind it are nonsense, and no calendar shows them. */
    static final long LAST = 253_402_300_799L;

    private final NumericDocValues column;

    SegmentTimes(LeafReader segment, String field) throws IOException {
        this.column = DocValues.getNumeric(segment, field);
    }

    /** Seconds since 1970; NaN where there is no time. */
    double seconds(int document) throws IOException {
        return column.advanceExact(document) && column.longValue() > 0 && column.longValue() <= LAST
                ? (double) column.longValue()
                : Double.NaN;
    }
}
