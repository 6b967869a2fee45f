package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** A question as it is put to the cluster: a part of the first request, and further requests where that was not enough. */
interface Aggregations {
    /** Buckets that one request may have; OpenSearch allows 65,535. */
    int ROOM = 50_000;

    /**
     * Adds what is asked for first.
     *
     * @param room how many buckets there may be
     */
    void ask(ObjectNode aggregations, int room);

    /**
     * Reads the answer to that, and asks on.
     *
     * @param answer to the first request
     * @throws NotCountedException when the cluster cannot answer
     */
    void read(FigureView view, ObjectNode query, JsonNode answer) throws IOException;
}
