package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;

/** Moments in a field of one segment. Documents must be asked for in ascending order. */
final class SegmentTimes {
    /** The end of the year 9999; moments behind it are nonsense, and no calendar shows them. */
    static final long LAST = 253_402_300_799L;

    private final LongColumn column;

    SegmentTimes(LeafReader segment, String field) throws IOException {
        this.column = new LongColumn(segment, field);
    }

    /** Reads the moments of some jobs, which are asked for by their places from then on. */
    void read(int[] documents, int size) throws IOException {
        column.read(documents, size);
    }

    /** Seconds since 1970; NaN where there is no time. */
    double seconds(int place) {
        long seconds = column.numbers()[place];
        return seconds > 0 && seconds <= LAST && !column.isAbsent(place) ? (double) seconds : Double.NaN;
    }
}
