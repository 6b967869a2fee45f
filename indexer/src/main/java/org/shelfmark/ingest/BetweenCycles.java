package org.shelfmark.ingest;

import java.io.IOException;

/** Work for the thread that owns the writer of the index, done while there is nothing to read. */
@FunctionalInterface
public interface BetweenCycles {
    /** Nothing is ever to be done. */
    BetweenCycles NOTHING = () -> {};

    /**
     * Does what is due. Nothing is staged before, and nothing may be staged when it returns or throws.
     *
     * @throws IOException when it failed; following goes on, and its listener is told
     */
    void run() throws IOException;
}
