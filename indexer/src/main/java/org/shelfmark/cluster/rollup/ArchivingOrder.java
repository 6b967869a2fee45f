package org.shelfmark.cluster.rollup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterSummaries;
import org.shelfmark.cluster.QueryDsl;
import org.shelfmark.index.MemoryIndex;
import org.shelfmark.query.QueryParser;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.DistantRollup;
import org.shelfmark.rollup.SubmissionKey;
import org.shelfmark.rollup.WriteFailure;

/** One order to archive: has submissions counted, makes summaries of those that are meant, and has some exchanged at once. */
final class ArchivingOrder {
    /** Most jobs of a submission: they are summed up in memory, where a million take about half a gigabyte. */
    private static final long MOST_JOBS = 250_000;

    private final ClusterContents contents;
    private final Known known;
    private final ArchiveOrder order;
    private final OwnRecords own;
    private final Share share;
    private final InstantSource clock;
    private final DistantRollup.Archiving archiving;
    private final ObjectNode matching;
    private long submissions;
    private long jobs;
    private long extended;
    private long summaryBytes;

    ArchivingOrder(
            ClusterContents contents, Known known, ArchiveOrder order, OwnRecords own, Share share, InstantSource clock)
            throws IOException {
        this.contents = contents;
        this.known = known;
        this.order = order;
        this.own = own;
        this.share = share;
        this.clock = clock;
        this.archiving = known.rollup().archiving(order, own);
        this.matching = new QueryDsl(contents.fields())
                .of(QueryParser.jobsOnly(known.rollup().query(order.query())));
    }

    /** @param began when the order was given, in milliseconds since 1970 */
    ArchiveReport carryOut(long began) throws IOException {
        long before = contents.bytes();
        long all = contents.queries().count(contents.gathered().everything());
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
                order.dryRun() ? estimate(before, all) : contents.bytes(),
                archiving.left(),
                archiving.reasons(),
                clock.millis() - began);
    }

    private long estimate(long before, long all) {
        return all == 0 ? before : Math.round(before * ((double) (all - jobs) / all)) + summaryBytes;
    }

    private void removePins() throws IOException {
        ObjectNode over = ClusterConnection.JSON.createObjectNode();
        over.putObject("range").putObject("until").put("lte", clock.instant().getEpochSecond());
        contents.delete(contents.indices().summaries(), over);
    }

    private void archiveAll() throws IOException {
        Map<SubmissionKey, SubmissionCounts.Counted> chunk = new LinkedHashMap<>();
        long size = 0;
        SubmissionCounts counts = new SubmissionCounts(contents.queries(), contents.fields());
        for (SubmissionCounts.Counted counted :
                counts.of(matching, contents.gathered().everything(), own.jobs(contents.fields()))) {
            if (!isWanted(counted)) {
                continue;
            }
            long more = counted.submission().jobs();
            if (!chunk.isEmpty() && (size + more > share.jobs() || chunk.size() == share.submissions())) {
                archive(chunk);
                chunk = new LinkedHashMap<>();
                size = 0;
            }
            chunk.put(counted.key(), counted);
            size += more;
        }
        archive(chunk);
    }

    /** Whether the jobs of a submission are to be looked at, as far as they must not be fetched to tell. */
    private boolean isWanted(SubmissionCounts.Counted counted) {
        DistantRollup.Submission submission = counted.submission();
        if (counted.isCertain() && !archiving.mayBeArchived(submission)) {
            return false;
        }
        if (counted.isCertain() && counted.own() < submission.jobs()) {
            archiving.leave(submission, OwnRecords.ELSEWHERE);
            return false;
        }
        if (submission.jobs() > MOST_JOBS) {
            archiving.leave(
                    submission, "it has more than " + MOST_JOBS + " jobs, which are too many to sum up at once");
            return false;
        }
        return true;
    }

    private void archive(Map<SubmissionKey, SubmissionCounts.Counted> chunk) throws IOException {
        if (chunk.isEmpty()) {
            return;
        }
        known.held().renew();
        List<String> ids = new ArrayList<>();
        chunk.keySet().forEach(key -> known.part().id(key.term().text()).ifPresent(ids::add));
        List<DistantRollup.Summarized> made;
        try (MemoryIndex index = contents.gathered()
                        .of(chunk.values(), contents.summaries().of(ids), known.names());
                DirectoryReader reader = index.reader()) {
            made = archiving.summaries(reader, chunk.keySet());
        }
        List<DistantRollup.Summarized> together = new ArrayList<>();
        Set<Integer> archives = new HashSet<>();
        for (DistantRollup.Summarized summary : made) {
            Set<Integer> files = files(summary);
            SubmissionCounts.Counted counted = chunk.get(summary.key());
            if (files.size() > Share.MOST_FILES && counted != null) {
                archiving.leave(
                        counted.submission(), "its records are in more than " + Share.MOST_FILES + " archive files");
                continue;
            }
            archives.addAll(files);
            if (archives.size() > Share.MOST_FILES) {
                exchange(together);
                together = new ArrayList<>();
                archives = files;
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
            known.exchanging().archive(made);
        }
        submissions += made.size();
        for (DistantRollup.Summarized summary : made) {
            jobs += summary.records().size();
            extended += summary.extended() ? 1 : 0;
        }
    }
}
