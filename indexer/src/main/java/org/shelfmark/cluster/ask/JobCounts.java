package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchSettings;

/**
 * Counts jobs. The cluster counts; jobs of which only columns or records tell are fetched, some at a time, and decided here,
 * however many they are.
 */
final class JobCounts {
    private static final int AT_ONCE = 5_000;

    private final JobQueries queries;
    private final FetchedJobs fetched;

    JobCounts(JobQueries queries, FetchedJobs fetched) {
        this.queries = queries;
        this.fetched = fetched;
    }

    /**
     * How many live jobs are meant.
     *
     * @param settings at the moment that is meant
     * @param explained gets what it took
     */
    long count(ClusterState state, Narrowed meant, ViewedJobs jobs, SearchSettings settings, Explained explained)
            throws IOException {
        long count = jobs.count(queries.dsl(meant.least()));
        if (meant.isDecided()) {
            return count;
        }
        ObjectNode open = queries.dsl(meant.open());
        ArrayNode inAnyOrder = ClusterConnection.JSON.createArrayNode().add("_shard_doc");
        @Nullable ArrayNode after = null;
        boolean mayGoOn = true;
        while (mayGoOn && !jobs.isOverTime()) {
            try (FetchedJobs.Collecting some = fetched.live(state)) {
                ArrayNode last = jobs.forEach(open, inAnyOrder, after, AT_ONCE, some::add);
                mayGoOn = some.size() == AT_ONCE;
                after = last;
                try (IndexSearch decided = some.finished(settings)) {
                    Responses.Count ofSome = decided.count(new Requests.Count(meant.constraint()));
                    count += ofSome.count();
                    explained.add(ofSome.constraint());
                }
            }
        }
        return count;
    }
}
