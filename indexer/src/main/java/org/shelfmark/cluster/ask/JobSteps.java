package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.SearchSettings;

/** Fetches jobs of a view some at a time, however many there are, until the time is up. One request, one thread. */
final class JobSteps {
    private static final int WHOLE_AT_ONCE = 5_000;
    private static final int LEAN_AT_ONCE = 20_000;

    private final ClusterState state;
    private final ViewedJobs jobs;
    private final FetchedJobs fetched;
    private final SearchSettings settings;
    private final List<String> unneeded;

    /**
     * Steps.
     *
     * @param settings at the moment that is meant
     */
    JobSteps(ClusterState state, ViewedJobs jobs, FetchedJobs fetched, SearchSettings settings) {
        this.state = state;
        this.jobs = jobs;
        this.fetched = fetched;
        this.settings = settings;
        this.unneeded = fetched.unneeded();
    }

    /** Is given some jobs at a time. */
    interface Taker {
        /** An index of the next ones, closed afterwards. */
        void jobs(IndexSearch some) throws IOException;
    }

    /**
     * Gives jobs.
     *
     * @param isLean whether only their columns are needed, and nothing is looked for among them
     */
    void forEach(ObjectNode query, boolean isLean, Taker taker) throws IOException {
        ArrayNode inAnyOrder = ClusterConnection.JSON.createArrayNode().add("_shard_doc");
        int atOnce = isLean ? LEAN_AT_ONCE : WHOLE_AT_ONCE;
        @Nullable ArrayNode after = null;
        boolean mayGoOn = true;
        while (mayGoOn && !jobs.isOverTime()) {
            try (FetchedJobs.Collecting some = fetched.live(state)) {
                ArrayNode last =
                        jobs.forEach(query, inAnyOrder, after, atOnce, isLean ? unneeded : List.of(), some::add);
                mayGoOn = some.size() == atOnce;
                after = last;
                if (some.size() > 0) {
                    try (IndexSearch found = some.finished(settings)) {
                        taker.jobs(found);
                    }
                }
            }
        }
    }
}
