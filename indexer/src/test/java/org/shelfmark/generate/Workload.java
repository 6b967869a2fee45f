package org.shelfmark.generate;

import java.io.IOException;

/** Jobs somebody has in the queue, as far as they leave it together. */
interface Workload {
    /** When its next jobs leave the queue, seconds since the epoch; never decreases. */
    long due();

    /**
     * Lets the jobs leave that are due.
     *
     * @return whether any are left; if so {@link #due()} is their time
     */
    boolean advance(RecordSink sink) throws IOException;
}
