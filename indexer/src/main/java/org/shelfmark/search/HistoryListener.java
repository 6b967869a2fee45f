package org.shelfmark.search;

import java.io.IOException;

/** Is told the records of a history one after the other, as they are found. */
public interface HistoryListener {
    /**
     * A record that belongs to the answer.
     *
     * @param bytes body and banner line
     * @param bannerStart index of the banner line
     */
    void record(byte[] bytes, int bannerStart) throws IOException;

    /** Bytes that are no record stand at this place of the order. */
    void damaged() throws IOException;
}
