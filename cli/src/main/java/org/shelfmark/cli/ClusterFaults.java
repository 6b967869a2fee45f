package org.shelfmark.cli;

import java.io.IOException;
import org.shelfmark.cluster.ClusterRefusedException;
import org.shelfmark.cluster.ClusterUnavailableException;
import org.shelfmark.index.IndexUnusableException;
import org.shelfmark.search.SearchException;

/**
 * Makes of what is wrong with a cluster a refusal like every other, so that whoever answers for it need not know where the
 * jobs are.
 */
final class ClusterFaults {
    private static final int BAD_REQUEST = 400;

    private ClusterFaults() {}

    /** Has a cluster do something. */
    interface Work<T> {
        T done() throws IOException;
    }

    /**
     * What becomes of it.
     *
     * @throws SearchException when the cluster is away, cannot be used, or does not understand
     */
    static <T> T refusing(Work<T> work) throws IOException {
        try {
            return work.done();
        } catch (ClusterUnavailableException | IndexUnusableException e) {
            throw unavailable(String.valueOf(e.getMessage()));
        } catch (ClusterRefusedException e) {
            if (e.status() == BAD_REQUEST) {
                throw new SearchException(SearchException.Kind.BAD_REQUEST, String.valueOf(e.getMessage()));
            }
            throw unavailable(String.valueOf(e.getMessage()));
        }
    }

    /** The cluster does not answer now. */
    static SearchException unavailable(String why) {
        return new SearchException(SearchException.Kind.UNAVAILABLE, why);
    }
}
