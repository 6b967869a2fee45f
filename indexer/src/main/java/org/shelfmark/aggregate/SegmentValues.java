package org.shelfmark.aggregate;

import java.io.IOException;
import org.shelfmark.classad.AttributeValue;

/** The values that the jobs of a segment have for a {@link Dimension}, as small numbers. Belongs to one thread. */
public interface SegmentValues {
    /** The number of no value. */
    int NONE = -1;

    /** The number of a job's value, from 0 upwards; {@link #NONE} without one. Documents must be asked for in order. */
    int number(int document) throws IOException;

    /** The value of a number that was given out. */
    AttributeValue value(int number) throws IOException;
}
