package org.shelfmark.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The names under which jobs of the cluster have terms, with the kinds of these terms: one document for each. They are there
 * before the first job that has them.
 */
public final class KnownNames {
    private static final int PAGE = 10_000;

    private KnownNames() {}

    /** The beginnings of terms, name and kind, as {@link TermText}, in order. */
    public static List<String> read(ClusterConnection cluster) throws IOException {
        ClusterIndices indices = new ClusterIndices(cluster.settings().prefix());
        List<String> all = new ArrayList<>();
        ArrayNode after = null;
        while (true) {
            ObjectNode search = ClusterConnection.JSON.createObjectNode().put("size", PAGE);
            search.putArray("sort").addObject().put("name", "asc");
            if (after != null) {
                search.set("search_after", after);
            }
            JsonNode hits = cluster.post(indices.names() + "/_search", search)
                    .path("hits")
                    .path("hits");
            for (JsonNode hit : hits) {
                all.add(hit.path("_source").path("name").textValue());
            }
            if (hits.size() < PAGE) {
                return all;
            }
            after = (ArrayNode) hits.get(hits.size() - 1).path("sort");
        }
    }

    /** The document of a beginning. */
    public static ObjectNode document(String beginning) {
        return ClusterConnection.JSON.createObjectNode().put("name", beginning);
    }
}
