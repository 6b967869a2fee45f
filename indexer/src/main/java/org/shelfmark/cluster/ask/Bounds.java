package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.cluster.ClusterConnection;

/** The least and the greatest value of a field of numbers. */
final class Bounds {
    /** Up to here, in both directions, the cluster's aggregations tell integers from each other. */
    static final double EXACT = 0x1p53;

    private Bounds() {}

    /** Asks for both. */
    static void ask(ObjectNode aggregations, String name, AskedField field) {
        aggregations.putObject(name + "min").putObject("min").put("field", field.name());
        aggregations.putObject(name + "max").putObject("max").put("field", field.name());
    }

    /** Both, exactly; empty without any. */
    static List<AttributeValue> read(FigureView view, ObjectNode query, JsonNode answer, String name, AskedField field)
            throws IOException {
        JsonNode least = answer.path("aggregations").path(name + "min").path("value");
        JsonNode greatest = answer.path("aggregations").path(name + "max").path("value");
        if (!least.isNumber() || !greatest.isNumber()) {
            return List.of();
        }
        if (!field.isInteger()) {
            return List.of(field.value(least), field.value(greatest));
        }
        if (isExact(least.doubleValue()) && isExact(greatest.doubleValue())) {
            return List.of(
                    new IntegerValue((long) least.doubleValue()), new IntegerValue((long) greatest.doubleValue()));
        }
        return view.isOver() ? List.of() : List.of(first(view, query, field, "asc"), first(view, query, field, "desc"));
    }

    /** Whether a number that is shown as a double is one of those that doubles tell from each other. */
    static boolean isExact(double shown) {
        return Math.abs(shown) < EXACT;
    }

    /** The greatest integers keep all their digits where jobs are sorted by them. */
    private static AttributeValue first(FigureView view, ObjectNode query, AskedField field, String order)
            throws IOException {
        ObjectNode body = ClusterConnection.JSON.createObjectNode().put("size", 1);
        body.put("track_total_hits", false).put("_source", false);
        body.set("query", query);
        body.putArray("sort")
                .addObject()
                .putObject(field.name())
                .put("order", order)
                .put("missing", "_last");
        return field.value(
                view.search(body).path("hits").path("hits").path(0).path("sort").path(0));
    }
}
