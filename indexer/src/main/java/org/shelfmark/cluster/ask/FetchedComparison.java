package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.Query;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.query.constraint.JobSets;
import org.shelfmark.search.Comparison;
import org.shelfmark.search.ComparisonRequest;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.SearchSettings;

/** Compares jobs that the cluster does not count: those of both sets are fetched, and no others. */
final class FetchedComparison {
    private final JobQueries queries;
    private final FetchedJobs fetched;
    private final SearchSettings settings;

    FetchedComparison(JobQueries queries, FetchedJobs fetched, SearchSettings settings) {
        this.queries = queries;
        this.fetched = fetched;
        this.settings = settings;
    }

    Comparison compare(ClusterState state, ComparisonRequest request) throws IOException {
        Instant now = settings.clock().instant();
        ViewedJobs jobs = new ViewedJobs(state.queries(), state.view(), Optional.empty(), "jobs", settings.timeout());
        Query foreground = queries.narrowed(state, request.jobs(), now).most();
        Requests.Selection against = request.against().isPresent()
                ? request.against().get()
                : background(jobs, fetched.live(state), foreground, request, now);
        Query both = JobSets.any(
                List.of(foreground, queries.narrowed(state, against, now).most()));
        return compare(
                jobs,
                fetched.collecting(state),
                both,
                new ComparisonRequest(request.jobs(), Optional.of(against), request.by(), request.top()),
                now);
    }

    /** The background that the foreground defines: what it is compared with has no part in that. */
    private Requests.Selection background(
            ViewedJobs jobs, FetchedJobs.Collecting some, Query foreground, ComparisonRequest request, Instant now)
            throws IOException {
        return Requests.Selection.of(
                compare(jobs, some, foreground, request, now).against().query());
    }

    private Comparison compare(
            ViewedJobs jobs, FetchedJobs.Collecting some, Query wanted, ComparisonRequest request, Instant now)
            throws IOException {
        try (some) {
            FetchedJobs.requireFew(jobs.count(queries.dsl(wanted)), "the comparison");
            ArrayNode inAnyOrder = ClusterConnection.JSON.createArrayNode().add("_shard_doc");
            jobs.forEach(queries.dsl(wanted), inAnyOrder, null, FetchedJobs.MOST, some::add);
            try (IndexSearch found = some.finished(queries.at(now))) {
                return found.compare(request);
            }
        }
    }
}
