package org.shelfmark.search;

import java.io.IOException;

/** Answers like {@code condor_history}: from archive files as they stand, from an index, or from a server. */
public interface HistorySource {
    /**
     * Hands the records of the answer on, in its order.
     *
     * @throws SearchException when the request cannot be served
     * @throws IOException when we failed, or the listener did
     */
    void read(HistoryRequest request, HistoryListener listener) throws IOException;
}
