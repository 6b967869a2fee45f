package org.shelfmark.cluster.rollup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterIndices;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.cluster.ship.BulkAction;
import org.shelfmark.cluster.ship.BulkSender;
import org.shelfmark.rollup.Pins;
import org.shelfmark.rollup.SubmissionKey;

/**
 * Deletes what does not count of the submissions of an exchange. That ends it, whether it was switched over or not: what was
 * begun is then finished, or undone. One thread.
 */
final class Settlement {
    private final ClusterConnection cluster;
    private final ClusterIndices indices;
    private final ClusterQueries queries;
    private final ClusterFields fields;
    private final ClusterSummaries summaries;
    private final BulkSender sender;

    Settlement(ClusterConnection cluster, ClusterFields fields, ClusterSummaries summaries) throws IOException {
        this.cluster = cluster;
        this.indices = new ClusterIndices(cluster.settings().prefix());
        this.queries = new ClusterQueries(cluster);
        this.fields = fields;
        this.summaries = summaries;
        this.sender = sender(cluster);
    }

    /** Sends documents that the cluster must take. */
    static BulkSender sender(ClusterConnection cluster) throws IOException {
        return new BulkSender(cluster, cluster.largestRequestBytes(), (refused, reason) -> {
            throw new IOException("the cluster refuses document '" + refused.id() + "': " + reason);
        });
    }

    /** Ends what was begun. */
    void of(HeldExchange held) throws IOException {
        Exchange exchange = held.current();
        if (exchange.swaps().isEmpty()) {
            return;
        }
        if (exchange.switched() && exchange.pinnedUntil().isPresent()) {
            pin(exchange, exchange.pinnedUntil().getAsLong());
        }
        CoveredJobs covered = new CoveredJobs(fields);
        for (Document summary : summaries.of(exchange.counting())) {
            covered.add(ClusterSummaries.records(summary));
        }
        // what somebody has sent just before he ended is to be found, too
        cluster.post(indices.allJobs() + "/_refresh", ClusterConnection.JSON.createObjectNode());
        for (ObjectNode jobs : covered.jobs()) {
            held.renew();
            delete(indices.allJobs(), jobs);
        }
        for (ObjectNode jobs : covered.jobs()) {
            long left = queries.count(jobs);
            if (left > 0) {
                throw new IOException(left + " archived jobs are still in the cluster at "
                        + cluster.settings().shown() + "; they do not count, and the next order deletes them");
            }
        }
        List<BulkAction> actions = new ArrayList<>();
        for (String id : exchange.ignored()) {
            actions.add(new BulkAction(indices.summaries(), id, null, null));
        }
        sender.send(actions, true);
        held.write(exchange.ended());
    }

    private void pin(Exchange exchange, long until) throws IOException {
        List<BulkAction> actions = new ArrayList<>();
        for (Exchange.Swap swap : exchange.swaps()) {
            Document pin = Pins.document(SubmissionKey.ofTerm(swap.submission()), Instant.ofEpochSecond(until));
            actions.add(new BulkAction(
                    indices.summaries(),
                    "pin-" + SummaryIds.of(swap.submission()),
                    ClusterConnection.JSON.writeValueAsBytes(SummaryJson.ofPin(swap.submission(), pin, until)),
                    null));
        }
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
}
