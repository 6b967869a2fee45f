package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.shelfmark.classad.AttributeValue;

/** How the cluster is asked for a value of its jobs, and how its answers are read. For one request and thread. */
sealed interface AskedValue permits AskedField, AskedAttribute {
    /** A value that some jobs have. */
    record Counted(AttributeValue value, long jobs) {}

    /**
     * Asks how many jobs have each value.
     *
     * @param name of the aggregation
     * @param most values that are told
     */
    void ask(ObjectNode aggregations, String name, int most);

    /** Reads the answer; empty when there are more values than were told. */
    Optional<List<Counted>> read(JsonNode aggregations, String name);

    /** The jobs whose value does not stand where it is counted; empty where there certainly are none. */
    Optional<ObjectNode> odd();

    /** Adds what of a document is needed for {@link #of}. */
    void addFields(Collection<String> fields);

    /** The value that a document has; undefined without one. */
    AttributeValue of(JsonNode source);
}
