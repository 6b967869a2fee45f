package org.shelfmark.cluster.rollup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterIndices;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.cluster.ClusterSummaries;
import org.shelfmark.cluster.ship.BulkAction;
import org.shelfmark.cluster.ship.BulkSender;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.mapping.Mapping;

/**
 * Jobs and summaries of a cluster as those change them who archive. One thread.
 *
 * @param sender sends documents that the cluster must take
 */
record ClusterContents(
        ClusterConnection cluster,
        ClusterIndices indices,
        ClusterQueries queries,
        ClusterFields fields,
        ClusterSummaries summaries,
        GatheredJobs gathered,
        BulkSender sender) {
    /** @throws IOException when the cluster does not say how much it takes in one request */
    static ClusterContents of(ClusterConnection cluster, IndexLayout layout, Mapping mapping) throws IOException {
        ClusterQueries queries = new ClusterQueries(cluster);
        return new ClusterContents(
                cluster,
                new ClusterIndices(cluster.settings().prefix()),
                queries,
                new ClusterFields(mapping),
                new ClusterSummaries(cluster, layout, mapping),
                new GatheredJobs(queries, layout, mapping),
                new BulkSender(cluster, cluster.largestRequestBytes(), (refused, reason) -> {
                    throw new IOException("the cluster refuses document '" + refused.id() + "': " + reason);
                }));
    }

    /** Sends documents, and has them found. */
    void send(List<BulkAction> actions) throws IOException {
        sender.send(actions, true);
    }

    /** Deletes what is found; what is added meanwhile is not. */
    void delete(String index, ObjectNode query) throws IOException {
        ObjectNode body = ClusterConnection.JSON.createObjectNode();
        body.set("query", query);
        cluster.post(
                index
                        + "/_delete_by_query?conflicts=proceed&refresh=true&ignore_unavailable=true&allow_no_indices=true",
                body);
    }

    /** What jobs and summaries take, copies not included. Room of deleted jobs becomes free as the cluster merges. */
    long bytes() throws IOException {
        return cluster.get(indices.allJobs() + "," + indices.summaries() + "/_stats/store?ignore_unavailable=true")
                .at("/_all/primaries/store/size_in_bytes")
                .asLong();
    }
}
