package org.shelfmark.cluster.rollup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.Document;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterSummaries;
import org.shelfmark.cluster.CoveredJobs;
import org.shelfmark.cluster.Exchange;
import org.shelfmark.cluster.SummaryJson;
import org.shelfmark.cluster.ship.BulkAction;
import org.shelfmark.rollup.Pins;
import org.shelfmark.rollup.SubmissionKey;

/**
 * Deletes what does not count of the submissions of an exchange. That ends it, whether it was switched over or not: what was
 * begun is then finished, or undone. One thread.
 */
final class Settlement {
    private final ClusterContents contents;

    Settlement(ClusterContents contents) {
        this.contents = contents;
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
        CoveredJobs covered = new CoveredJobs(contents.fields());
        for (Document summary : contents.summaries().of(exchange.counting())) {
            covered.add(ClusterSummaries.records(summary));
        }
        // what somebody has sent just before he ended is to be found, too
        String allJobs = contents.indices().allJobs();
        contents.cluster().post(allJobs + "/_refresh", ClusterConnection.JSON.createObjectNode());
        for (ObjectNode jobs : covered.jobs()) {
            held.renew();
            contents.delete(allJobs, jobs);
        }
        for (ObjectNode jobs : covered.jobs()) {
            long left = contents.queries().count(jobs);
            if (left > 0) {
                throw new IOException(left + " archived jobs are still in the cluster at "
                        + contents.cluster().settings().shown()
                        + "; they do not count, and the next order deletes them");
            }
        }
        List<BulkAction> actions = new ArrayList<>();
        for (String id : exchange.ignored()) {
            actions.add(new BulkAction(contents.indices().summaries(), id, null, null));
        }
        contents.send(actions);
        held.write(exchange.ended());
    }

    private void pin(Exchange exchange, long until) throws IOException {
        List<BulkAction> actions = new ArrayList<>();
        for (Exchange.Swap swap : exchange.swaps()) {
            Document pin = Pins.document(SubmissionKey.ofTerm(swap.submission()), Instant.ofEpochSecond(until));
            actions.add(new BulkAction(
                    contents.indices().summaries(),
                    "pin-" + SummaryIds.of(swap.submission()),
                    ClusterConnection.JSON.writeValueAsBytes(SummaryJson.ofPin(swap.submission(), pin, until)),
                    null));
        }
        contents.send(actions);
    }
}
