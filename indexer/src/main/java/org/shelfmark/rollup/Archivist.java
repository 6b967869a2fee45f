package org.shelfmark.rollup;

import java.io.IOException;

/** Rolls submissions up and brings them back, wherever the writer of the index is. */
public interface Archivist {
    /**
     * Replaces the jobs of submissions by summaries; each submission in one commit.
     *
     * @throws RollupException when the order cannot be carried out; nothing was changed
     * @throws IOException when writing failed; a submission is either archived or not, and the message says how many are if
     *     any is
     */
    ArchiveReport archive(ArchiveOrder order) throws IOException;

    /**
     * Brings the jobs of submissions back in the place of their summaries, all in one commit.
     *
     * @throws RollupException when a record is missing, or the order cannot be carried out; nothing was changed
     * @throws IOException when writing failed; either all are back or none is
     */
    UnarchiveReport unarchive(UnarchiveOrder order) throws IOException;
}
