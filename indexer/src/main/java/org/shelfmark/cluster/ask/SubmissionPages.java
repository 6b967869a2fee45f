package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.PinnedPlace;
import org.shelfmark.search.Requests;
import org.shelfmark.search.SearchSettings;
import org.shelfmark.search.SubmissionRequests;
import org.shelfmark.search.Submissions;

/** Lists submissions a page at a time: the jobs are fetched, for each page from the same view. */
final class SubmissionPages {
    private static final String OF = "submissions";

    private final ClusterQueries cluster;
    private final JobQueries queries;
    private final FetchedJobs fetched;
    private final SearchSettings settings;

    SubmissionPages(ClusterQueries cluster, JobQueries queries, FetchedJobs fetched, SearchSettings settings) {
        this.cluster = cluster;
        this.queries = queries;
        this.fetched = fetched;
        this.settings = settings;
    }

    /** A page. */
    Submissions page(ClusterState state, SubmissionRequests.Submissions request) throws IOException {
        Optional<PinnedPlace> cursor = request.cursor().map(text -> PinnedPlace.parse(text, OF));
        cursor.ifPresent(PinnedPlace::requireView);
        Instant now = cursor.map(PinnedPlace::now)
                .orElseGet(() -> settings.clock().instant().truncatedTo(ChronoUnit.MILLIS));
        // refuses what cannot be meant
        state.withoutJobs().submissions(from(request, Optional.empty()));
        ObjectNode most =
                queries.dsl(queries.narrowed(state, request.jobs(), now).most());
        ViewedJobs jobs = new ViewedJobs(cluster, state.view(), cursor.map(PinnedPlace::view), OF, settings.timeout());
        FetchedJobs.requireFew(jobs.count(most), "the submissions");
        ArrayNode inAnyOrder = ClusterConnection.JSON.createArrayNode().add("_shard_doc");
        try (FetchedJobs.Collecting all = fetched.collecting(state)) {
            jobs.forEach(most, inAnyOrder, null, FetchedJobs.MOST, all::add);
            try (IndexSearch found = all.finished(queries.at(now))) {
                Optional<String> own = Optional.empty();
                if (cursor.isPresent()) {
                    own = Optional.of(moved(cursor.get(), commit(found)));
                }
                Submissions page = found.submissions(from(request, own));
                String next = page.nextCursor();
                return next == null ? page : page.followedBy(moved(PinnedPlace.parse(next, OF), jobs.given()));
            }
        }
    }

    private static SubmissionRequests.Submissions from(
            SubmissionRequests.Submissions request, Optional<String> cursor) {
        return new SubmissionRequests.Submissions(
                request.jobs(), request.by(), request.sort(), request.limit(), cursor);
    }

    /** The same place elsewhere. */
    private static String moved(PinnedPlace place, String view) {
        return new PinnedPlace(view, place.now(), place.key(), place.at()).encode();
    }

    /** What jobs in memory are called in cursors; without jobs there was no page to follow. */
    private static String commit(IndexSearch jobs) throws IOException {
        String cursor = jobs.jobs(new Requests.Jobs("", "", 1, Optional.empty(), List.of("id")))
                .nextCursor();
        if (cursor == null) {
            throw PinnedPlace.expired();
        }
        return PinnedPlace.parse(cursor, OF).view();
    }
}
