package org.shelfmark.cluster.rollup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.lucene.index.IndexableField;
import org.shelfmark.cluster.ArchivedPart;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.CoveredJobs;
import org.shelfmark.cluster.Exchange;
import org.shelfmark.cluster.SummaryJson;
import org.shelfmark.cluster.ship.BulkAction;
import org.shelfmark.cluster.ship.ClusterSink;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.rollup.ArchivedDocuments;
import org.shelfmark.rollup.DistantRollup;
import org.shelfmark.rollup.SubmissionKey;

/** Exchanges jobs and summaries, some submissions at once. One thread. */
final class Exchanging {
    private static final int RECORDS_BETWEEN_RENEWALS = 1_000;

    private final ClusterContents contents;
    private final Settlement settlement;
    private final HeldExchange held;
    private final ArchivedPart part;

    /** @param part what counts before all of it */
    Exchanging(ClusterContents contents, Settlement settlement, HeldExchange held, ArchivedPart part) {
        this.contents = contents;
        this.settlement = settlement;
        this.held = held;
        this.part = part;
    }

    /** A record and the submission it is of; its file has this machine's number. */
    record Wanted(SubmissionKey submission, ArchivedRecord record) {}

    /** Puts summaries in the place of their jobs. */
    void archive(List<DistantRollup.Summarized> summaries) throws IOException {
        long step = held.current().step();
        List<Exchange.Swap> swaps = new ArrayList<>();
        List<BulkAction> actions = new ArrayList<>();
        for (DistantRollup.Summarized summary : summaries) {
            String submission = summary.key().term().text();
            String id = SummaryIds.of(submission, step);
            swaps.add(new Exchange.Swap(submission, part.id(submission), Optional.of(id)));
            actions.add(new BulkAction(
                    contents.indices().summaries(),
                    id,
                    ClusterConnection.JSON.writeValueAsBytes(SummaryJson.ofSummary(summary.key(), summary.summary())),
                    null));
        }
        held.write(held.current().begun(swaps, OptionalLong.empty()));
        contents.send(actions);
        switchOver();
    }

    private void switchOver() throws IOException {
        held.write(held.current().switchedOver());
        settlement.of(held);
    }

    /**
     * Puts jobs in the place of their summaries.
     *
     * @param wanted all records of the submissions
     */
    void bringBack(
            List<SubmissionKey> submissions,
            List<Wanted> wanted,
            OptionalLong pin,
            ArchivedDocuments documents,
            ClusterSink sink)
            throws IOException {
        List<Exchange.Swap> swaps = new ArrayList<>();
        for (SubmissionKey submission : submissions) {
            String term = submission.term().text();
            swaps.add(new Exchange.Swap(term, part.id(term), Optional.empty()));
        }
        held.write(held.current().begun(swaps, pin));
        CoveredJobs covered = new CoveredJobs(contents.fields());
        int untilRenewal = RECORDS_BETWEEN_RENEWALS;
        for (Wanted one : wanted) {
            Iterable<IndexableField> document = documents.of(one.submission(), one.record());
            sink.add(document, documents::published);
            covered.add(List.of(inCluster(one.record(), sink)));
            if (--untilRenewal == 0) {
                held.renew();
                untilRenewal = RECORDS_BETWEEN_RENEWALS;
            }
        }
        // sends the rest, and has it found
        sink.commit(sink.registry(), sink.positions());
        long there = 0;
        for (ObjectNode jobs : covered.jobs()) {
            there += contents.queries().count(jobs);
        }
        if (there != wanted.size()) {
            throw new IOException("the cluster has " + there + " of the " + wanted.size()
                    + " jobs that were brought back; their summaries count on");
        }
        switchOver();
    }

    private static ArchivedRecord inCluster(ArchivedRecord record, ClusterSink sink) {
        return new ArchivedRecord(
                record.fileId() + sink.firstFile(),
                record.location(),
                record.proc(),
                record.digest(),
                record.ended(),
                record.row());
    }
}
