package org.shelfmark.rollup;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.shelfmark.index.JobIndexWriter;

/** Commits what is staged only if it is what should be. */
final class ExactCommit {
    private ExactCommit() {}

    /**
     * Commits. When it throws, nothing is committed.
     *
     * @param documents how many there must be then
     * @throws IOException when there would be more or fewer, or writing failed
     */
    static void of(JobIndexWriter index, long documents) throws IOException {
        try (DirectoryReader staged = index.staged()) {
            if (staged.numDocs() != documents) {
                throw new IOException("the index would have " + staged.numDocs() + " documents instead of " + documents
                        + ": it is damaged; verify names what is wrong");
            }
        }
        index.commit();
    }
}
