package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.JobQuestion;
import org.shelfmark.aggregate.TooManyException;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.cluster.ClusterConnection;

/** All combinations of values of some fields, a page after the other. */
final class Tuples {
    /** So many combinations take the cluster minutes, and nobody looks at them one by one. */
    static final int MOST = 5_000_000;

    private final List<AskedField> fields;

    /** Combinations of one field or several. */
    Tuples(List<AskedField> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * Asks for some combinations.
     *
     * @param size how many
     * @param after where those begin, from {@link #after}; null for the first ones
     */
    void ask(ObjectNode aggregations, String name, int size, @Nullable JsonNode after) {
        ObjectNode composite =
                aggregations.putObject(name).putObject("composite").put("size", size);
        ArrayNode sources = composite.putArray("sources");
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).askAmong(sources, "v" + i);
        }
        if (after != null) {
            composite.set("after", after);
        }
    }

    /** Tells what was asked for; how many combinations that were. */
    int tell(JsonNode aggregations, String name, JobQuestion.Combinations.Taker taker) {
        JsonNode buckets = aggregations.path(name).path("buckets");
        for (JsonNode bucket : buckets) {
            List<AttributeValue> combination = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                combination.add(fields.get(i).value(bucket.path("key").path("v" + i)));
            }
            taker.combination(List.copyOf(combination), bucket.path("doc_count").asLong());
        }
        return buckets.size();
    }

    /** Where the combinations go on after those of an answer. */
    static JsonNode after(JsonNode aggregations, String name) {
        return aggregations.path(name).path("after_key");
    }

    /**
     * Tells all combinations.
     *
     * @param first where to go on; null to begin
     * @param told how many were told before
     * @param most when more than this were told, the others are not
     */
    void tellAll(
            FigureView view,
            ObjectNode query,
            @Nullable JsonNode first,
            int told,
            int most,
            JobQuestion.Combinations.Taker taker)
            throws IOException {
        JsonNode after = first;
        int sum = told;
        while (sum <= most && !view.isOver()) {
            ObjectNode aggregations = ClusterConnection.JSON.createObjectNode();
            ask(aggregations, "tuples", Aggregations.ROOM, after);
            JsonNode answer = view.ask(query, aggregations).path("aggregations");
            int size = tell(answer, "tuples", taker);
            if (size < Aggregations.ROOM) {
                return;
            }
            sum += size;
            if (sum > MOST) {
                throw new TooManyException("more than " + MOST + " combinations of values");
            }
            after = after(answer, "tuples");
        }
    }
}
