package org.shelfmark.cluster.ask;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.QueryDsl;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.PinnedPlace;
import org.shelfmark.search.SearchSettings;
import org.shelfmark.search.SubmissionRequests;
import org.shelfmark.search.Submissions;

/** Lists submissions a page at a time, each from the same view: the cluster divides the jobs, and those of the page are fetched. */
final class SubmissionPages {
    private static final String OF = "submissions";

    private final ClusterFields fields;
    private final QueryDsl dsl;
    private final JobQueries queries;
    private final FetchedJobs fetched;
    private final Mapping mapping;
    private final SearchSettings settings;

    SubmissionPages(
            ClusterFields fields,
            QueryDsl dsl,
            JobQueries queries,
            FetchedJobs fetched,
            Mapping mapping,
            SearchSettings settings) {
        this.fields = fields;
        this.dsl = dsl;
        this.queries = queries;
        this.fetched = fetched;
        this.mapping = mapping;
        this.settings = settings;
    }

    /** A page. */
    Submissions page(ClusterState state, SubmissionRequests.Submissions request) throws IOException {
        Optional<PinnedPlace> cursor = request.cursor().map(text -> PinnedPlace.parse(text, OF));
        cursor.ifPresent(PinnedPlace::requireView);
        Instant now = cursor.map(PinnedPlace::now)
                .orElseGet(() -> settings.clock().instant().truncatedTo(ChronoUnit.MILLIS));
        ViewedJobs jobs =
                new ViewedJobs(state.queries(), state.view(), cursor.map(PinnedPlace::view), OF, settings.timeout());
        AskedSubmissions live = new AskedSubmissions(
                state,
                queries.narrowed(state, request.jobs(), now),
                request.by(),
                now,
                queries,
                new JobSteps(state, jobs, fetched, queries.at(now)),
                new SubmissionBuckets(jobs, new AskedTotals(mapping, fields, dsl, state.names()), request.by()));
        Submissions page = state.withoutJobs().submissions(request, now, live);
        boolean inTime = !jobs.timedOut() && !live.timedOut();
        live.explained().add(page.constraint());
        String next = page.nextCursor();
        return page.found(
                inTime,
                next == null ? null : moved(PinnedPlace.parse(next, OF), jobs.given()),
                live.explained().sum(inTime));
    }

    /** The same place elsewhere. */
    private static String moved(PinnedPlace place, String view) {
        return new PinnedPlace(view, place.now(), place.key(), place.at()).encode();
    }
}
