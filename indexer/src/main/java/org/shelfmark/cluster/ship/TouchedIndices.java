package org.shelfmark.cluster.ship;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterIndices;
import org.shelfmark.cluster.ClusterUnavailableException;

/** The indices of jobs that documents were sent to and are not found in yet. Threads may add while none has them found. */
final class TouchedIndices {
    /** More names would make too long a line of a request. */
    private static final int MOST_NAMED = 50;

    private final ClusterConnection cluster;
    private final Set<String> touched = ConcurrentHashMap.newKeySet();

    TouchedIndices(ClusterConnection cluster) {
        this.cluster = cluster;
    }

    void add(String index) {
        touched.add(index);
    }

    /** Everything that was sent is found from now on. */
    void refresh() throws IOException {
        if (touched.size() > MOST_NAMED) {
            refreshAll();
        } else if (!touched.isEmpty()) {
            refresh(String.join(",", touched));
        }
        touched.clear();
    }

    /** The same of what other processes have sent. */
    void refreshAll() throws IOException {
        refresh(new ClusterIndices(cluster.settings().prefix()).allJobs());
    }

    private void refresh(String which) throws IOException {
        JsonNode answer =
                cluster.post(which + "/_refresh?ignore_unavailable=true", ClusterConnection.JSON.createObjectNode());
        int failed = answer.path("_shards").path("failed").asInt();
        if (failed > 0) {
            throw new ClusterUnavailableException("what was shipped to the cluster at "
                    + cluster.settings().shown() + " cannot be found yet: " + failed + " of its parts do not answer");
        }
    }
}
