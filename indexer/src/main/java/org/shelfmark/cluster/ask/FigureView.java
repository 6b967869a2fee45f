package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterQueries;

/** The jobs of a cluster as they are at one moment, asked until the time is up. For one thread. */
final class FigureView implements Closeable {
    private static final int PAGE = 1_000;

    private final ClusterQueries queries;
    private final String view;
    private final long startedNanos = System.nanoTime();
    private final Duration limit;
    private boolean isOver;

    FigureView(ClusterQueries queries, Duration limit) throws IOException {
        this.queries = queries;
        this.limit = limit;
        this.view = queries.open();
    }

    /** Whether the time is up: the last answer may be one of some jobs only, and there will be no other. */
    boolean isOver() {
        isOver |= left().isNegative() || left().isZero();
        return isOver;
    }

    private Duration left() {
        return limit.minusNanos(System.nanoTime() - startedNanos);
    }

    /** A query that can be added to. */
    static ObjectNode both(ObjectNode one, ObjectNode other) {
        ObjectNode node = ClusterConnection.JSON.createObjectNode();
        node.putObject("bool").putArray("filter").add(one).add(other);
        return node;
    }

    /** The jobs of one query and not of another. */
    static ObjectNode without(ObjectNode query, ObjectNode others) {
        ObjectNode node = ClusterConnection.JSON.createObjectNode();
        ObjectNode bool = node.putObject("bool");
        bool.putArray("filter").add(query);
        bool.putArray("must_not").add(others);
        return node;
    }

    /** The jobs of any of some queries. */
    static ObjectNode any(Collection<ObjectNode> queries) {
        ObjectNode node = ClusterConnection.JSON.createObjectNode();
        ObjectNode bool = node.putObject("bool").put("minimum_should_match", 1);
        bool.putArray("should").addAll(queries);
        return node;
    }

    /** What is found out about the jobs of a query: their number and aggregations. */
    JsonNode ask(ObjectNode query, ObjectNode aggregations) throws IOException {
        ObjectNode body = ClusterConnection.JSON.createObjectNode().put("size", 0);
        body.put("track_total_hits", true);
        body.set("query", query);
        if (!aggregations.isEmpty()) {
            body.set("aggs", aggregations);
        }
        return search(body);
    }

    /** How many jobs an answer is about. */
    static long jobs(JsonNode answer) {
        return answer.path("hits").path("total").path("value").asLong();
    }

    /** Gives the jobs of a query, in no order, until the time is up. */
    void forEach(ObjectNode query, Collection<String> fields, ClusterQueries.Listener listener) throws IOException {
        JsonNode after = null;
        while (!isOver()) {
            ObjectNode body = ClusterConnection.JSON.createObjectNode().put("size", PAGE);
            body.put("track_total_hits", false);
            body.set("query", query);
            body.putArray("sort").add("_shard_doc");
            fields.forEach(body.putArray("_source")::add);
            if (after != null) {
                body.set("search_after", after);
            }
            JsonNode hits = search(body).path("hits").path("hits");
            for (JsonNode hit : hits) {
                listener.document(hit.path("_source"));
            }
            if (hits.size() < PAGE) {
                return;
            }
            after = hits.get(hits.size() - 1).path("sort");
        }
    }

    /** One search. */
    JsonNode search(ObjectNode body) throws IOException {
        ClusterQueries.within(view, body);
        JsonNode answer = queries.searchViewInTime(body, left());
        isOver |= answer.path("timed_out").asBoolean();
        return answer;
    }

    @Override
    public void close() throws IOException {
        queries.close(view);
    }
}
