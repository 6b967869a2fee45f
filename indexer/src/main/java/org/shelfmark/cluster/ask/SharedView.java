package org.shelfmark.cluster.ask;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterQueries;

/**
 * All jobs as they are in one state of a cluster, for answers that take several requests: a point in time, opened when
 * somebody asks for it and shared by all who ask about the state. Safe for many threads.
 */
final class SharedView implements Closeable {
    private final ClusterQueries queries;
    private final GivenViews given;
    private @Nullable String id;
    private boolean isGiven;

    /**
     * A view that is not open yet.
     *
     * @param given takes over what a cursor names when the state is over
     */
    SharedView(ClusterQueries queries, GivenViews given) {
        this.queries = queries;
        this.given = given;
    }

    /** Its name in the cluster. */
    synchronized String id() throws IOException {
        String known = id;
        if (known == null) {
            known = queries.open();
            id = known;
        }
        return known;
    }

    /** Says that the cluster does not know a name any more. */
    synchronized void forget(String lost) {
        if (lost.equals(id)) {
            id = null;
            isGiven = false;
        }
    }

    /** Says that a cursor names it: it stays for as long as somebody may ask for the next page. */
    synchronized void give() {
        isGiven = true;
    }

    @Override
    public synchronized void close() throws IOException {
        if (id == null) {
            return;
        }
        if (isGiven) {
            given.keep(id);
        } else {
            queries.close(id);
        }
        id = null;
    }
}
