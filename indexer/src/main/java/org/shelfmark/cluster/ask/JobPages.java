package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.constraint.JobSets;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.PageCursor;
import org.shelfmark.search.PinnedPlace;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchSettings;
import org.shelfmark.search.SortOrder;

/**
 * Gives out lists of jobs a page at a time: the cluster sorts and counts them, and only those of the page are fetched. Where it
 * does not decide a constraint, jobs are fetched in order and decided here until the page is full. What is archived is known
 * without the cluster, and stands beside every page.
 */
final class JobPages {
    private static final int FIRST_STEP = 100;
    private static final int LARGEST_STEP = 10_000;

    private final ClusterFields fields;
    private final JobQueries queries;
    private final FetchedJobs fetched;
    private final JobCounts counts;
    private final Mapping mapping;
    private final SearchSettings settings;

    JobPages(ClusterFields fields, JobQueries queries, FetchedJobs fetched, Mapping mapping, SearchSettings settings) {
        this.fields = fields;
        this.queries = queries;
        this.fetched = fetched;
        this.counts = new JobCounts(queries, fetched);
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
            Narrowed meant,
            SearchSettings settings,
            ClusterOrder order,
            ViewedJobs jobs,
            @Nullable FieldDoc after,
            Explained explained) {
        @Nullable
        ArrayNode place() {
            return after == null ? null : order.after(after);
        }
    }

    /**
     * Some live jobs in an order.
     *
     * @param last where the next page begins; null when there is none
     */
    private record Page(
            long total,
            boolean isTotalExact,
            List<Map<String, @Nullable Object>> jobs,
            @Nullable JsonNode last) {}

    /** A page. */
    Responses.Jobs page(ClusterState state, Requests.Jobs request) throws IOException {
        long startedNanos = System.nanoTime();
        Optional<PageCursor> cursor = request.cursor().map(PageCursor::parse);
        cursor.ifPresent(last -> last.pinned().requireView());
        Instant now = cursor.map(PageCursor::now)
                .orElseGet(() -> settings.clock().instant().truncatedTo(ChronoUnit.MILLIS));
        Narrowed meant = queries.narrowed(state, request.jobs(), now);
        // refuses what cannot be meant, and has what is archived
        Responses.Jobs none = state.withoutJobs()
                .at(now)
                .jobs(new Requests.Jobs(request.jobs(), request.sort(), 0, Optional.empty(), request.fields()));
        ClusterOrder order = new ClusterOrder(SortOrder.parse(request.sort(), mapping, state.names()), fields);
        FieldDoc after =
                cursor.map(last -> last.place(request.jobs(), order.sort(), 1)).orElse(null);
        ViewedJobs jobs = new ViewedJobs(
                state.queries(), state.view(), cursor.map(last -> last.pinned().view()), "jobs", settings.timeout());
        Explained explained = new Explained();
        explained.add(none.constraint());
        Page page = page(new Asked(state, request, meant, queries.at(now), order, jobs, after, explained));
        return new Responses.Jobs(
                page.total() + none.total(),
                (System.nanoTime() - startedNanos) / 1_000_000,
                jobs.timedOut() || none.timedOut(),
                none.indexedThrough(),
                page.jobs(),
                page.last() == null
                        ? null
                        : new PinnedPlace(
                                        jobs.given(), now, PinnedPlace.keyOf(request.jobs(), order.sort()), page.last())
                                .encode(),
                explained.sum(page.isTotalExact() && !jobs.timedOut()),
                none.archived());
    }

    private Page page(Asked asked) throws IOException {
        Narrowed meant = asked.meant();
        int limit = asked.request().limit();
        if (limit == 0) {
            long count = counts.count(asked.state(), meant, asked.jobs(), asked.settings(), asked.explained());
            return new Page(count, true, List.of(), null);
        }
        ObjectNode most = queries.dsl(meant.most());
        Query misplaced = asked.order().misplaced();
        if (!misplaced.equals(JobSets.NONE)
                && asked.jobs().count(queries.dsl(meant.and(misplaced).most())) > 0) {
            return ofAll(asked, most);
        }
        return meant.isDecided() ? decided(asked, most) : decidedOneByOne(asked, most);
    }

    private Page decided(Asked asked, ObjectNode meant) throws IOException {
        long total = asked.jobs().count(meant);
        if (total == 0) {
            return new Page(0, true, List.of(), null);
        }
        Requests.Jobs request = asked.request();
        try (FetchedJobs.Collecting page = fetched.live(asked.state())) {
            asked.jobs().forEach(meant, asked.order().dsl(), asked.place(), request.limit(), page::add);
            try (IndexSearch jobs = page.finished(asked.settings())) {
                Responses.Jobs printed =
                        jobs.jobs(inMemory(request, Requests.Selection.of(""), request.limit(), Optional.empty()));
                return new Page(total, true, printed.jobs(), last(printed));
            }
        }
    }

    private Page decidedOneByOne(Asked asked, ObjectNode most) throws IOException {
        Requests.Jobs request = asked.request();
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        ArrayNode from = asked.place();
        int step = Math.max(FIRST_STEP, request.limit());
        boolean mayGoOn = true;
        while (mayGoOn && !asked.jobs().isOverTime()) {
            try (FetchedJobs.Collecting some = fetched.live(asked.state())) {
                from = asked.jobs().forEach(most, asked.order().dsl(), from, step, some::add);
                mayGoOn = some.size() == step;
                try (IndexSearch jobs = some.finished(asked.settings())) {
                    Responses.Jobs next = jobs.jobs(inMemory(
                            request, asked.meant().constraint(), request.limit() - found.size(), Optional.empty()));
                    asked.explained().add(next.constraint());
                    found.addAll(next.jobs());
                    if (found.size() == request.limit()) {
                        return new Page(found.size(), false, found, last(next));
                    }
                }
            }
            step = Math.min(2 * step, LARGEST_STEP);
        }
        return new Page(found.size(), asked.after() == null && !asked.jobs().isOverTime(), found, null);
    }

    /** A page of jobs that the cluster cannot put in order: all of them are fetched. */
    private Page ofAll(Asked asked, ObjectNode most) throws IOException {
        FetchedJobs.requireFew(asked.jobs().count(most), "the list");
        try (FetchedJobs.Collecting all = fetched.live(asked.state())) {
            asked.jobs().forEach(most, asked.order().dsl(), null, FetchedJobs.MOST, all::add);
            try (IndexSearch jobs = all.finished(asked.settings())) {
                Requests.Jobs request = asked.request();
                Requests.Selection constraint = asked.meant().constraint();
                Optional<String> cursor = Optional.empty();
                if (request.cursor().isPresent()) {
                    cursor = Optional.of(among(jobs, asked));
                }
                Responses.Jobs page = jobs.jobs(inMemory(request, constraint, request.limit(), cursor));
                asked.explained().add(page.constraint());
                boolean isExact =
                        page.constraint() == null || page.constraint().totalIs().equals("exact");
                return new Page(page.total(), isExact, page.jobs(), last(page));
            }
        }
    }

    /** The place of a request's cursor, as a cursor among jobs in memory. */
    private static String among(IndexSearch jobs, Asked asked) throws IOException {
        Requests.Jobs request = asked.request();
        String first = jobs.jobs(inMemory(request, Requests.Selection.of(""), 1, Optional.empty()))
                .nextCursor();
        PinnedPlace own = PageCursor.parse(String.valueOf(first)).pinned();
        PinnedPlace cursor = PageCursor.parse(request.cursor().orElseThrow()).pinned();
        String key = PinnedPlace.keyOf(asked.meant().constraint(), asked.order().sort());
        return new PinnedPlace(own.view(), own.now(), key, cursor.at()).encode();
    }

    private static Requests.Jobs inMemory(
            Requests.Jobs request, Requests.Selection selection, int limit, Optional<String> cursor) {
        return new Requests.Jobs(selection, request.sort(), limit, cursor, request.fields());
    }

    /** Where the page behind one of jobs in memory begins. */
    private static @Nullable JsonNode last(Responses.Jobs page) {
        String next = page.nextCursor();
        return next == null ? null : PageCursor.parse(next).pinned().at();
    }
}
