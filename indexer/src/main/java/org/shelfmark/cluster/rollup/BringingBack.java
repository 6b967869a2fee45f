package org.shelfmark.cluster.rollup;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.shelfmark.cluster.ship.ClusterSink;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.rollup.ArchivedDocuments;
import org.shelfmark.rollup.SubmissionKey;
import org.shelfmark.rollup.Summaries;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.rollup.UnarchiveReport;

/** One order to bring jobs back: looks for all records that are meant, and then has some submissions exchanged at once. */
final class BringingBack {
    private final Known known;
    private final UnarchiveOrder order;
    private final ClusterSink sink;
    private final ArchivedDocuments documents;
    private final OwnRecords own;
    private final Share share;
    private final InstantSource clock;
    private final Optional<Instant> until;

    /**
     * An order.
     *
     * @param sink what brings the jobs to the cluster
     * @param documents the jobs of records of this machine
     */
    BringingBack(
            Known known,
            UnarchiveOrder order,
            ClusterSink sink,
            ArchivedDocuments documents,
            Share share,
            InstantSource clock) {
        this.known = known;
        this.order = order;
        this.sink = sink;
        this.documents = documents;
        this.own = new OwnRecords(sink, null);
        this.share = share;
        this.clock = clock;
        this.until = known.rollup().pinnedUntil(order);
    }

    /** @param began when the order was given, in milliseconds since 1970 */
    UnarchiveReport carryOut(long began) throws IOException {
        List<SubmissionKey> meant = new ArrayList<>(known.rollup().archived(order.query()));
        meant.sort(Comparator.comparing(key -> key.term().text()));
        // nothing is changed when a record is missing
        long jobs = look(meant);
        if (!order.dryRun()) {
            bringBack(meant);
        }
        return new UnarchiveReport(
                order.dryRun(),
                meant.size(),
                jobs,
                meant.isEmpty() ? "" : until.map(Instant::toString).orElse(""),
                clock.millis() - began);
    }

    private long look(List<SubmissionKey> meant) throws IOException {
        long jobs = 0;
        for (SubmissionKey submission : meant) {
            known.held().renew();
            for (Exchanging.Wanted one : wanted(submission)) {
                documents.of(submission, one.record());
                jobs++;
            }
        }
        return jobs;
    }

    /** The records of a submission in the order in which they stand. */
    private List<Exchanging.Wanted> wanted(SubmissionKey submission) throws IOException {
        List<Exchanging.Wanted> wanted = new ArrayList<>();
        Summaries.visit(known.reader(), submission, summary -> {
            for (ArchivedRecord record : summary.records()) {
                wanted.add(new Exchanging.Wanted(submission, own.own(submission, record)));
            }
        });
        return wanted;
    }

    private void bringBack(List<SubmissionKey> meant) throws IOException {
        List<SubmissionKey> together = new ArrayList<>();
        List<Exchanging.Wanted> records = new ArrayList<>();
        Set<Integer> archives = new HashSet<>();
        for (SubmissionKey submission : meant) {
            List<Exchanging.Wanted> next = wanted(submission);
            Set<Integer> more = new HashSet<>(archives);
            next.forEach(one -> more.add(one.record().fileId()));
            boolean isFull = records.size() + next.size() > share.jobs()
                    || together.size() == share.submissions()
                    || more.size() > Share.MOST_FILES;
            if (!together.isEmpty() && isFull) {
                exchange(together, records);
                together = new ArrayList<>();
                records = new ArrayList<>();
                archives.clear();
            }
            together.add(submission);
            records.addAll(next);
            next.forEach(one -> archives.add(one.record().fileId()));
        }
        if (!together.isEmpty()) {
            exchange(together, records);
        }
    }

    private void exchange(List<SubmissionKey> submissions, List<Exchanging.Wanted> records) throws IOException {
        OptionalLong pin = until.isPresent() ? OptionalLong.of(until.get().getEpochSecond()) : OptionalLong.empty();
        known.exchanging().bringBack(submissions, records, pin, documents, sink);
    }
}
