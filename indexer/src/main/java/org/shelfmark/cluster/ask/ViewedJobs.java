package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.cluster.ClusterRefusedException;
import org.shelfmark.search.PinnedPlace;

/**
 * The jobs of one answer, all from one view: that of a cursor, or the one that all who ask now share. One request, one
 * thread.
 */
final class ViewedJobs {
    private static final int PAGE = 1_000;
    /** An export or a history may be everything there is. */
    private static final Duration LONGEST = Duration.ofDays(1);
    /** Whoever reads it may pause. */
    private static final String LONGEST_PAUSE = "1h";

    private final ClusterQueries queries;
    private final SharedView shared;
    private final Optional<String> named;
    private final String of;
    private final Duration timeout;
    private final String keptFor;
    private @Nullable String view;
    private final long startedNanos = System.nanoTime();
    private boolean timedOut;

    /**
     * Jobs of a view.
     *
     * @param named the view, as a cursor names it
     * @param of what its pages are of, in words
     * @param timeout of all searches together, and of each
     */
    ViewedJobs(ClusterQueries queries, SharedView shared, Optional<String> named, String of, Duration timeout) {
        this(queries, shared, named, of, timeout, ClusterQueries.KEPT_FOR);
    }

    private ViewedJobs(
            ClusterQueries queries,
            SharedView shared,
            Optional<String> named,
            String of,
            Duration timeout,
            String keptFor) {
        this.queries = queries;
        this.shared = shared;
        this.named = named.map(name -> shared.named(name, of));
        this.of = of;
        this.timeout = timeout;
        this.keptFor = keptFor;
    }

    /** All jobs, for whoever may take long with them. */
    static ViewedJobs unhurried(ClusterState state) {
        return new ViewedJobs(state.queries(), state.view(), Optional.empty(), "jobs", LONGEST, LONGEST_PAUSE);
    }

    /** The view as cursors name it: it stays for the next page. */
    String given() throws IOException {
        if (named.isPresent()) {
            return shared.nameOf(named.get());
        }
        shared.give();
        return shared.nameOf(view == null ? shared.id() : view);
    }

    /** Whether the time was up in any search, or is now. */
    boolean isOverTime() {
        timedOut |= System.nanoTime() - startedNanos > timeout.toNanos();
        return timedOut;
    }

    /** Whether anything was left out because the time was up. */
    boolean timedOut() {
        return timedOut;
    }

    /** How many match. */
    long count(ObjectNode query) throws IOException {
        ObjectNode body = body(query, 0);
        body.put("track_total_hits", true);
        return search(body).path("hits").path("total").path("value").asLong();
    }

    /** What is found out about jobs: their number and aggregations. */
    JsonNode ask(ObjectNode query, ObjectNode aggregations) throws IOException {
        ObjectNode body = body(query, 0);
        body.put("track_total_hits", true);
        body.set("aggs", aggregations);
        return search(body);
    }

    /**
     * How many match of each value of a field of integers.
     *
     * @param most more values than there are
     */
    Map<Integer, Long> countBy(ObjectNode query, String field, int most) throws IOException {
        ObjectNode body = body(query, 0);
        body.put("track_total_hits", false);
        body.putObject("aggs")
                .putObject("values")
                .putObject("terms")
                .put("field", field)
                .put("size", most);
        Map<Integer, Long> counts = new HashMap<>();
        for (JsonNode value : search(body).at("/aggregations/values/buckets")) {
            counts.put(value.path("key").asInt(), value.path("doc_count").asLong());
        }
        return counts;
    }

    /**
     * Gives jobs in an order.
     *
     * @param order as {@link ClusterOrder#dsl}
     * @param after where they begin; null for the first
     * @param most how many
     * @return where those behind them begin; null when none was given
     */
    @Nullable
    ArrayNode forEach(
            ObjectNode query, ArrayNode order, @Nullable ArrayNode after, int most, ClusterQueries.Listener listener)
            throws IOException {
        return forEach(query, order, after, most, List.of(), listener);
    }

    /**
     * The same.
     *
     * @param without fields that nobody needs
     */
    @Nullable
    ArrayNode forEach(
            ObjectNode query,
            ArrayNode order,
            @Nullable ArrayNode after,
            int most,
            List<String> without,
            ClusterQueries.Listener listener)
            throws IOException {
        ArrayNode from = after;
        @Nullable ArrayNode last = null;
        int given = 0;
        while (given < most) {
            int size = Math.min(PAGE, most - given);
            ObjectNode body = body(query, size);
            body.put("track_total_hits", false);
            body.set("sort", order);
            if (!without.isEmpty()) {
                without.forEach(body.putObject("_source").putArray("excludes")::add);
            }
            if (from != null) {
                body.set("search_after", from);
            }
            JsonNode hits = search(body).path("hits").path("hits");
            for (JsonNode hit : hits) {
                listener.document(hit.path("_source"));
                last = (ArrayNode) hit.path("sort");
            }
            given += hits.size();
            from = last;
            if (hits.size() < size) {
                break;
            }
        }
        return last;
    }

    private static ObjectNode body(ObjectNode query, int size) {
        ObjectNode body = ClusterConnection.JSON.createObjectNode().put("size", size);
        body.set("query", query);
        return body;
    }

    private JsonNode search(ObjectNode body) throws IOException {
        JsonNode answer = named.isPresent() ? searchNamed(named.get(), body) : searchShared(body);
        timedOut |= answer.path("timed_out").asBoolean();
        return answer;
    }

    private JsonNode searchNamed(String name, ObjectNode body) throws IOException {
        try {
            return searchIn(name, body);
        } catch (ClusterRefusedException refused) {
            if (ClusterQueries.isExpired(refused)) {
                throw PinnedPlace.expired();
            }
            requireView(name);
            throw refused;
        }
    }

    /** What is no view at all is refused in many ways, whatever it is asked. */
    private void requireView(String name) throws IOException {
        try {
            ObjectNode nothing = ClusterConnection.JSON.createObjectNode();
            nothing.putObject("match_none");
            searchIn(name, body(nothing, 0));
        } catch (ClusterRefusedException refused) {
            throw PinnedPlace.notOurs(of);
        }
    }

    private JsonNode searchShared(ObjectNode body) throws IOException {
        if (view == null) {
            view = shared.id();
            try {
                return searchIn(view, body);
            } catch (ClusterRefusedException refused) {
                if (!ClusterQueries.isExpired(refused)) {
                    throw refused;
                }
                // nobody has asked for so long that the cluster let go of it
                shared.forget(view);
                view = shared.id();
            }
        }
        return searchIn(view, body);
    }

    private JsonNode searchIn(String name, ObjectNode body) throws IOException {
        ClusterQueries.within(name, body, keptFor);
        return queries.searchViewInTime(body, timeout);
    }
}
