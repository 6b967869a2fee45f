package org.shelfmark.aggregate;

import java.io.IOException;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;

/** The numbers that jobs of a segment have. Belongs to one thread. */
interface SegmentNumbers {
    /** Gives the number of a job to a sink; false where it has none. Documents must be asked for in order. */
    boolean give(int document, NumberSink sink) throws IOException;

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
