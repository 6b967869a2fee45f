package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.constraint.JobSets;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.PageCursor;
import org.shelfmark.search.PinnedPlace;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchSettings;
import org.shelfmark.search.SortOrder;

/** Gives out lists of jobs a page at a time: the cluster sorts and counts them, and only those of the page are fetched. */
final class JobPages {
    private final ClusterQueries cluster;
    private final ClusterFields fields;
    private final JobQueries queries;
    private final FetchedJobs fetched;
    private final Mapping mapping;
    private final SearchSettings settings;

    JobPages(
            ClusterQueries cluster,
            ClusterFields fields,
            JobQueries queries,
            FetchedJobs fetched,
            Mapping mapping,
            SearchSettings settings) {
        this.cluster = cluster;
        this.fields = fields;
        this.queries = queries;
        this.fetched = fetched;
        this.mapping = mapping;
        this.settings = settings;
    }

    /**
     * What is asked.
     *
     * @param settings at the moment of the first page
     * @param after the last job of the page before; null for the first page
     */
    private record Asked(
            ClusterState state,
            Requests.Jobs request,
            SearchSettings settings,
            ClusterOrder order,
            ViewedJobs jobs,
            @Nullable FieldDoc after) {}

    /**
     * Some jobs in an order.
     *
     * @param last where the next page begins; null when there is none
     */
    private record Page(
            long total,
            List<Map<String, @Nullable Object>> jobs,
            @Nullable JsonNode last) {}

    /** A page. */
    Responses.Jobs page(ClusterState state, Requests.Jobs request) throws IOException {
        long startedNanos = System.nanoTime();
        Optional<PageCursor> cursor = request.cursor().map(PageCursor::parse);
        Instant now = cursor.map(PageCursor::now)
                .orElseGet(() -> settings.clock().instant().truncatedTo(ChronoUnit.MILLIS));
        // refuses what cannot be meant
        Responses.Jobs none = state.withoutJobs()
                .jobs(new Requests.Jobs(request.jobs(), request.sort(), 0, Optional.empty(), request.fields()));
        ClusterOrder order = new ClusterOrder(SortOrder.parse(request.sort(), mapping, state.names()), fields);
        FieldDoc after =
                cursor.map(last -> last.place(request.jobs(), order.sort(), 1)).orElse(null);
        ViewedJobs jobs = new ViewedJobs(
                cluster, state.view(), cursor.map(last -> last.pinned().view()), settings.timeout());
        Query query = queries.read(state, request.jobs().query(), now);
        Page page = page(new Asked(state, request, at(now), order, jobs, after), query);
        return new Responses.Jobs(
                page.total(),
                (System.nanoTime() - startedNanos) / 1_000_000,
                jobs.timedOut(),
                none.indexedThrough(),
                page.jobs(),
                page.last() == null
                        ? null
                        : new PinnedPlace(
                                        jobs.given(),
                                        now,
                                        PinnedPlace.keyOf(request.jobs(), order.sort()),
                                        page.last())
                                .encode(),
                none.constraint());
    }

    private SearchSettings at(Instant now) {
        return new SearchSettings(
                InstantSource.fixed(now), settings.zone(), settings.withSecrets(), settings.timeout(), settings.paging());
    }

    private Page page(Asked asked, Query query) throws IOException {
        ObjectNode meant = queries.dsl(query);
        long total = asked.jobs().count(meant);
        int limit = asked.request().limit();
        if (limit == 0 || total == 0) {
            return new Page(total, List.of(), null);
        }
        Query misplaced = asked.order().misplaced();
        if (!misplaced.equals(JobSets.NONE)
                && asked.jobs().count(queries.dsl(JobSets.all(List.of(query, misplaced)))) > 0) {
            return ofAll(asked, meant, total);
        }
        try (FetchedJobs.Collecting page = fetched.collecting(asked.state())) {
            asked.jobs()
                    .forEach(
                            meant,
                            asked.order().dsl(),
                            asked.after() == null ? null : asked.order().after(asked.after()),
                            limit,
                            page::add);
            try (IndexSearch jobs = page.finished(asked.settings())) {
                return printed(jobs, asked, total, Optional.empty());
            }
        }
    }

    /** A page of jobs that the cluster cannot put in order: all of them are fetched. */
    private Page ofAll(Asked asked, ObjectNode meant, long total) throws IOException {
        FetchedJobs.requireFew(total, "the list");
        try (FetchedJobs.Collecting all = fetched.collecting(asked.state())) {
            asked.jobs().forEach(meant, asked.order().dsl(), null, FetchedJobs.MOST, all::add);
            try (IndexSearch jobs = all.finished(asked.settings())) {
                return printed(jobs, asked, total, asked.request().cursor().map(PageCursor::parse));
            }
        }
    }

    /**
     * A page of jobs in memory.
     *
     * @param cursor where it begins among them
     */
    private static Page printed(IndexSearch jobs, Asked asked, long total, Optional<PageCursor> cursor)
            throws IOException {
        Optional<String> from = Optional.empty();
        if (cursor.isPresent()) {
            PinnedPlace first = Optional.ofNullable(
                            jobs.jobs(inMemory(asked, 1, Optional.empty())).nextCursor())
                    .map(text -> PageCursor.parse(text).pinned())
                    .orElseThrow();
            from = Optional.of(new PinnedPlace(
                            first.view(), first.now(), first.key(), cursor.get().pinned().at())
                    .encode());
        }
        Responses.Jobs page = jobs.jobs(inMemory(asked, asked.request().limit(), from));
        String next = page.nextCursor();
        return new Page(
                total,
                page.jobs(),
                next == null ? null : PageCursor.parse(next).pinned().at());
    }

    private static Requests.Jobs inMemory(Asked asked, int limit, Optional<String> cursor) {
        return new Requests.Jobs(
                Requests.Selection.of(""),
                asked.request().sort(),
                limit,
                cursor,
                asked.request().fields());
    }
}
