package org.shelfmark.cluster.ask;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.shelfmark.cluster.ClusterQueries;

/**
 * Views of states that are over, which cursors still name. The cluster lets go of a view that nobody asks for; until then it
 * takes a node's memory for each index, so only some are kept. Safe for many threads.
 */
final class GivenViews {
    private static final int MOST = 8;

    private final ClusterQueries queries;
    private final Set<String> views = new LinkedHashSet<>();

    GivenViews(ClusterQueries queries) {
        this.queries = queries;
    }

    /** Keeps a view, and lets go of the oldest where there are too many. */
    void keep(String view) throws IOException {
        String dropped;
        synchronized (this) {
            views.add(view);
            if (views.size() <= MOST) {
                return;
            }
            Iterator<String> oldest = views.iterator();
            dropped = oldest.next();
            oldest.remove();
        }
        queries.close(dropped);
    }
}
