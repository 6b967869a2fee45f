package org.shelfmark.cluster.rollup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterFormat;
import org.shelfmark.cluster.ClusterIndices;
import org.shelfmark.cluster.ClusterNames;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.cluster.KnownNames;
import org.shelfmark.cluster.QueryDsl;
import org.shelfmark.cluster.ship.BulkSender;
import org.shelfmark.cluster.ship.ClusterSink;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.document.JobFields;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.MemoryIndex;
import org.shelfmark.index.OpenRecords;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.QueryParser;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.ArchivedDocuments;
import org.shelfmark.rollup.Archivist;
import org.shelfmark.rollup.DistantRollup;
import org.shelfmark.rollup.RollupException;
import org.shelfmark.rollup.SafeRecords;
import org.shelfmark.rollup.SubmissionKey;
import org.shelfmark.rollup.Summaries;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.rollup.UnarchiveReport;
import org.shelfmark.rollup.WriteFailure;

/**
 * Rolls submissions up in a cluster, those of whose jobs this machine ships the archives. Belongs to the thread of the sink,
 * which must have nothing staged, and has nothing staged afterwards; owns nothing.
 */
public final class ClusterArchivist implements Archivist {
    /** Most jobs of a submission: they are summed up in memory, where a million take about half a gigabyte. */
    private static final long MOST_JOBS = 250_000;

    /** Most files that jobs exchanged at once are in: each is a condition of every question meanwhile. */
    private static final int MOST_FILES = 300;

    private final ClusterSink sink;
    private final ClusterConnection cluster;
    private final ClusterIndices indices;
    private final ClusterQueries queries;
    private final ClusterFields fields;
    private final ClusterSummaries summaries;
    private final Settlement settlement;
    private final BulkSender sender;
    private final IndexLayout layout;
    private final ArchiveFileSystem files;
    private final Mapping mapping;
    private final SummarySettings settings;
    private final ZoneId zone;
    private final InstantSource clock;
    private final Share share;

    /**
     * How much is exchanged at once; every question is asked without these jobs meanwhile.
     *
     * @param jobs most jobs, unless one submission has more
     * @param submissions most submissions
     */
    record Share(long jobs, int submissions) {
        static final Share DEFAULT = new Share(20_000, 500);
    }

    /**
     * An archivist beside a sink.
     *
     * @param cluster that of the sink
     * @param layout that of the sink, with its vault
     * @param files where archives are read from
     * @param zone of times in queries
     * @throws IOException when the cluster does not say how much it takes in one request
     */
    public ClusterArchivist(
            ClusterSink sink,
            ClusterConnection cluster,
            IndexLayout layout,
            ArchiveFileSystem files,
            Mapping mapping,
            SummarySettings settings,
            ZoneId zone,
            InstantSource clock)
            throws IOException {
        this(sink, cluster, layout, files, mapping, settings, zone, clock, Share.DEFAULT);
    }

    /** The same with exchanges of a test's choice. */
    ClusterArchivist(
            ClusterSink sink,
            ClusterConnection cluster,
            IndexLayout layout,
            ArchiveFileSystem files,
            Mapping mapping,
            SummarySettings settings,
            ZoneId zone,
            InstantSource clock,
            Share share)
            throws IOException {
        this.sink = sink;
        this.cluster = cluster;
        this.indices = new ClusterIndices(cluster.settings().prefix());
        this.queries = new ClusterQueries(cluster);
        this.fields = new ClusterFields(mapping);
        this.summaries = new ClusterSummaries(cluster, layout, mapping);
        this.settlement = new Settlement(cluster, fields, summaries);
        this.sender = Settlement.sender(cluster);
        this.layout = layout;
        this.files = files;
        this.mapping = mapping;
        this.settings = settings;
        this.zone = zone;
        this.clock = clock;
        this.share = share;
    }

    /** What is done with a cluster in which nothing is under way. */
    private interface Work<T> {
        T with(Known known) throws IOException;
    }

    /**
     * Everything but the jobs.
     *
     * @param reader of {@code part} and {@code names}
     */
    private record Known(HeldExchange held, ArchivedPart part, ClusterNames names, DirectoryReader reader) {}

    private <T> T carryOut(Work<T> work) throws IOException {
        ClusterFormat.prepareSummaries(cluster);
        HeldExchange held = settled();
        T done;
        try {
            done = with(held, work);
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            undo(failure);
            throw failure;
        }
        held.release();
        return done;
    }

    /** Takes the exchange, and finishes or undoes what somebody has left. */
    private HeldExchange settled() throws IOException {
        HeldExchange held = HeldExchange.take(cluster, clock, sink.shipper());
        settlement.of(held);
        return held;
    }

    private void undo(Throwable failure) {
        try {
            sink.rollback();
            // what the cluster says now decides: the request that failed may have been carried out
            settled().release();
        } catch (IOException | RuntimeException second) {
            failure.addSuppressed(second);
        }
    }

    private <T> T with(HeldExchange held, Work<T> work) throws IOException {
        ArchivedPart part = summaries.read(held.current());
        ClusterNames names = new ClusterNames(KnownNames.read(cluster));
        try (MemoryIndex index = new MemoryIndex(layout, mapping)) {
            index.add(names.document(new JobFields()));
            part.addTo(index);
            try (DirectoryReader reader = index.reader()) {
                return work.with(new Known(held, part, names, reader));
            }
        }
    }

    @Override
    public ArchiveReport archive(ArchiveOrder order) throws IOException {
        if (order.maxIndexBytes().isPresent()) {
            throw new RollupException(
                    RollupException.Kind.BAD_ORDER,
                    "a cluster has no size that archiving keeps to; accepted: an index of this machine");
        }
        long began = clock.millis();
        return carryOut(known -> {
            try (SafeRecords safe = order.withoutDetails() ? null : new SafeRecords(sink.registry(), layout.vault())) {
                return new ArchivingOrder(known, order, new OwnRecords(sink, safe)).report(began);
            }
        });
    }

    /** One order to archive. */
    private final class ArchivingOrder {
        private final Known known;
        private final ArchiveOrder order;
        private final DistantRollup.Archiving archiving;
        private final ObjectNode matching;
        private final GatheredJobs gathered = new GatheredJobs(queries, layout, mapping);
        private final Exchanging exchanging;
        private long submissions;
        private long jobs;
        private long extended;
        private long summaryBytes;

        ArchivingOrder(Known known, ArchiveOrder order, OwnRecords records) throws IOException {
            this.known = known;
            this.order = order;
            DistantRollup rollup = new DistantRollup(mapping, settings, zone, clock, known.reader());
            this.archiving = rollup.archiving(order, records);
            this.matching = new QueryDsl(fields).of(QueryParser.jobsOnly(rollup.query(order.query())));
            this.exchanging = new Exchanging(cluster, fields, sender, settlement, known.held(), known.part());
        }

        ArchiveReport report(long began) throws IOException {
            long before = bytes();
            long all = queries.count(gathered.everything());
            try {
                if (!order.dryRun()) {
                    removePins();
                }
                archiveAll();
            } catch (IOException | RuntimeException | OutOfMemoryError failure) {
                if (submissions == 0 || order.dryRun()) {
                    throw failure;
                }
                throw WriteFailure.after(
                        jobs, submissions, "the others were not", String.valueOf(failure.getMessage()), failure);
            }
            return new ArchiveReport(
                    order.dryRun(),
                    submissions,
                    jobs,
                    extended,
                    before,
                    order.dryRun() ? estimate(before, all) : bytes(),
                    archiving.left(),
                    archiving.reasons(),
                    clock.millis() - began);
        }

        private long estimate(long before, long all) {
            return all == 0 ? before : Math.round(before * ((double) (all - jobs) / all)) + summaryBytes;
        }

        private void removePins() throws IOException {
            ObjectNode over = ClusterConnection.JSON.createObjectNode();
            over.putObject("range")
                    .putObject("until")
                    .put("lte", clock.instant().getEpochSecond());
            settlement.delete(indices.summaries(), over);
        }

        private void archiveAll() throws IOException {
            Map<SubmissionKey, SubmissionCounts.Counted> chunk = new LinkedHashMap<>();
            long size = 0;
            for (SubmissionCounts.Counted counted :
                    new SubmissionCounts(queries, fields).of(matching, gathered.everything())) {
                DistantRollup.Submission submission = counted.submission();
                if (counted.isCertain() && !archiving.mayBeArchived(submission)) {
                    continue;
                }
                if (submission.jobs() > MOST_JOBS) {
                    archiving.leave(
                            submission,
                            "it has more than " + MOST_JOBS + " jobs, which are too many to sum up at once");
                    continue;
                }
                if (!chunk.isEmpty()
                        && (size + submission.jobs() > share.jobs() || chunk.size() == share.submissions())) {
                    archive(chunk);
                    chunk = new LinkedHashMap<>();
                    size = 0;
                }
                chunk.put(counted.key(), counted);
                size += submission.jobs();
            }
            archive(chunk);
        }

        private void archive(Map<SubmissionKey, SubmissionCounts.Counted> chunk) throws IOException {
            if (chunk.isEmpty()) {
                return;
            }
            known.held().renew();
            List<String> ids = new ArrayList<>();
            chunk.keySet().forEach(key -> known.part().id(key.term().text()).ifPresent(ids::add));
            List<DistantRollup.Summarized> made;
            try (MemoryIndex index = gathered.of(chunk.values(), summaries.of(ids), known.names());
                    DirectoryReader reader = index.reader()) {
                made = archiving.summaries(reader, chunk.keySet());
            }
            List<DistantRollup.Summarized> together = new ArrayList<>();
            Set<Integer> archives = new HashSet<>();
            for (DistantRollup.Summarized summary : made) {
                Set<Integer> own = files(summary);
                SubmissionCounts.Counted counted = chunk.get(summary.key());
                if (own.size() > MOST_FILES && counted != null) {
                    archiving.leave(
                            counted.submission(), "its records are in more than " + MOST_FILES + " archive files");
                    continue;
                }
                archives.addAll(own);
                if (archives.size() > MOST_FILES) {
                    exchange(together);
                    together = new ArrayList<>();
                    archives = own;
                }
                together.add(summary);
            }
            exchange(together);
        }

        private static Set<Integer> files(DistantRollup.Summarized summary) {
            Set<Integer> files = new HashSet<>();
            ClusterSummaries.records(summary.summary()).forEach(record -> files.add(record.fileId()));
            return files;
        }

        private void exchange(List<DistantRollup.Summarized> made) throws IOException {
            if (made.isEmpty()) {
                return;
            }
            if (order.dryRun()) {
                for (DistantRollup.Summarized summary : made) {
                    summaryBytes += ClusterSummaries.bytes(summary.summary());
                }
            } else {
                exchanging.archive(made);
            }
            submissions += made.size();
            for (DistantRollup.Summarized summary : made) {
                jobs += summary.records().size();
                extended += summary.extended() ? 1 : 0;
            }
        }
    }

    /** What jobs and summaries take, copies not included. Room of deleted jobs becomes free as the cluster merges. */
    private long bytes() throws IOException {
        return cluster.get(indices.allJobs() + "," + indices.summaries() + "/_stats/store?ignore_unavailable=true")
                .at("/_all/primaries/store/size_in_bytes")
                .asLong();
    }

    @Override
    public UnarchiveReport unarchive(UnarchiveOrder order) throws IOException {
        long began = clock.millis();
        return carryOut(known -> {
            DistantRollup rollup = new DistantRollup(mapping, settings, zone, clock, known.reader());
            Optional<Instant> until = rollup.pinnedUntil(order);
            List<SubmissionKey> meant = new ArrayList<>(rollup.archived(order.query()));
            meant.sort(Comparator.comparing(key -> key.term().text()));
            long jobs;
            try (OpenRecords records = new OpenRecords(files, layout.root())) {
                ArchivedDocuments documents = new ArchivedDocuments(sink.registry(), mapping, clock, records);
                // nothing is changed when a record is missing
                jobs = look(known, meant, documents);
                if (!order.dryRun()) {
                    OptionalLong pin =
                            until.isPresent() ? OptionalLong.of(until.get().getEpochSecond()) : OptionalLong.empty();
                    bringBack(known, meant, pin, documents);
                }
            }
            return new UnarchiveReport(
                    order.dryRun(),
                    meant.size(),
                    jobs,
                    meant.isEmpty() ? "" : until.map(Instant::toString).orElse(""),
                    clock.millis() - began);
        });
    }

    private long look(Known known, List<SubmissionKey> meant, ArchivedDocuments documents) throws IOException {
        long jobs = 0;
        for (SubmissionKey submission : meant) {
            known.held().renew();
            for (Exchanging.Wanted one : wanted(known, submission)) {
                documents.of(submission, one.record());
                jobs++;
            }
        }
        return jobs;
    }

    /** The records of a submission in the order in which they stand. */
    private List<Exchanging.Wanted> wanted(Known known, SubmissionKey submission) throws IOException {
        OwnRecords own = new OwnRecords(sink, null);
        List<Exchanging.Wanted> wanted = new ArrayList<>();
        Summaries.visit(known.reader(), submission, summary -> {
            for (ArchivedRecord record : summary.records()) {
                wanted.add(new Exchanging.Wanted(submission, own.own(submission, record)));
            }
        });
        return wanted;
    }

    private void bringBack(Known known, List<SubmissionKey> meant, OptionalLong pin, ArchivedDocuments documents)
            throws IOException {
        Exchanging exchanging = new Exchanging(cluster, fields, sender, settlement, known.held(), known.part());
        List<SubmissionKey> together = new ArrayList<>();
        List<Exchanging.Wanted> records = new ArrayList<>();
        Set<Integer> archives = new HashSet<>();
        for (SubmissionKey submission : meant) {
            List<Exchanging.Wanted> next = wanted(known, submission);
            Set<Integer> more = new HashSet<>(archives);
            next.forEach(one -> more.add(one.record().fileId()));
            boolean isFull = records.size() + next.size() > share.jobs()
                    || together.size() == share.submissions()
                    || more.size() > MOST_FILES;
            if (!together.isEmpty() && isFull) {
                exchanging.bringBack(together, records, pin, documents, sink);
                together = new ArrayList<>();
                records = new ArrayList<>();
                archives.clear();
            }
            together.add(submission);
            records.addAll(next);
            next.forEach(one -> archives.add(one.record().fileId()));
        }
        if (!together.isEmpty()) {
            exchanging.bringBack(together, records, pin, documents, sink);
        }
    }
}
