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

    /**
     * A record that is gone: its archive was deleted, and the vault does not have it.
     *
     * @param certain whether it belongs to the answer; otherwise that cannot be told
     */
    void lost(boolean certain) throws IOException;

    /** The record told last lacks the secrets that the caller may see: it was shipped without them. */
    default void lacksSecrets() throws IOException {}

    /** How an index came to the answer; said once, behind it, by those that have one. */
    default void explained(Responses.Constraint how) throws IOException {}

    /** Bytes that are no record stand at this place of the order. */
    void damaged() throws IOException;
}
