package org.shelfmark.aggregate;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;

/** The numbers that jobs of a segment have. Belongs to one thread. */
interface SegmentNumbers {
    /** Reads the numbers of some jobs, which are given by their places from then on. Documents must be asked for in order. */
    void read(int[] documents, int size) throws IOException;

    /** Gives the number of the job at a place to a sink; false where it has none. */
    boolean give(int place, NumberSink sink) throws IOException;

    /** Gives all numbers that were read to a sink. */
    void giveAll(NumberSink sink) throws IOException;

    /** Bounds of numbers that are integers, by which not all must be read; null where there are none. */
    default @Nullable BlockBounds bounds() {
        return null;
    }

    /** Gives a value to a sink; false where it is no number, or not a finite one. */
    static boolean give(AttributeValue value, NumberSink sink) {
        if (value instanceof IntegerValue integer) {
            sink.add(integer.value());
            return true;
        }
        return value instanceof RealValue real && give(real.value(), sink);
    }

    /** Gives a real to a sink; false where it is not finite. */
    static boolean give(double real, NumberSink sink) {
        if (!Double.isFinite(real)) {
            return false;
        }
        sink.add(real);
        return true;
    }
}
