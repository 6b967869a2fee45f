package org.shelfmark.rollup;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.index.JobIndexWriter;

/** Puts jobs in the place of summaries, all in one commit. Belongs to the writer's thread. */
final class UnarchivePass {
    /** Records that are remembered at once, to be read in the order in which they stand. */
    private static final int RECORDS_AT_ONCE = 200_000;

    private final JobIndexWriter index;
    private final ArchivedDocuments built;
    private final Optional<Instant> pinnedUntil;
    private final boolean dryRun;
    private final List<Wanted> wanted = new ArrayList<>();
    private long submissions;
    private long jobs;
    private long pins;
    private long documents;

    /** A record and the submission it is of. */
    private record Wanted(SubmissionKey submission, ArchivedRecord record) {}

    /** Which submissions are meant. */
    @FunctionalInterface
    interface Choice {
        /** Whether a job of the submission matches, or may match. */
        boolean means(CondensedSubmission submission) throws IOException;
    }

    /** @param dryRun whether the records are looked at only */
    UnarchivePass(JobIndexWriter index, ArchivedDocuments documents, Optional<Instant> pinnedUntil, boolean dryRun) {
        this.index = index;
        this.built = documents;
        this.pinnedUntil = pinnedUntil;
        this.dryRun = dryRun;
    }

    long submissions() {
        return submissions;
    }

    long jobs() {
        return jobs;
    }

    /**
     * Stages all that are meant.
     *
     * @param reader nothing was staged since it was opened
     * @throws RollupException when a record is not there any more, or is another one
     */
    void stage(DirectoryReader reader, Choice choice) throws IOException {
        Pins known = Pins.of(reader);
        List<SubmissionKey> found = new ArrayList<>();
        long[] archived = new long[1];
        Summaries.visit(reader, submission -> {
            archived[0]++;
            if (choice.means(submission)) {
                found.add(submission.key());
                take(submission);
            }
        });
        readWanted();
        submissions = found.size();
        if (dryRun || found.isEmpty()) {
            return;
        }
        for (SubmissionKey submission : found) {
            index.remove(submission.term());
            if (pinnedUntil.isPresent()) {
                pins += known.until(submission).isPresent() ? 0 : 1;
                index.replace(Pins.term(submission), Pins.document(submission, pinnedUntil.get()));
            }
        }
        long names = 0;
        if (archived[0] == submissions) {
            // no archived job is left whose attributes must stay known
            names = new IndexSearcher(reader).count(new TermQuery(ArchivePass.ARCHIVED_NAMES));
            index.remove(ArchivePass.ARCHIVED_NAMES);
        }
        documents = reader.numDocs() + jobs - submissions + pins - names;
    }

    /** Commits what was staged; in a dry run nothing was. */
    void commit() throws IOException {
        if (!dryRun && submissions > 0) {
            ExactCommit.of(index, documents);
        }
    }

    private void take(CondensedSubmission submission) throws IOException {
        List<ArchivedRecord> all = submission.records();
        if (all.size() != submission.jobs()) {
            throw new IOException("the summary of " + submission.key().name() + " has " + submission.jobs()
                    + " jobs and the places of " + all.size() + " records: the index is damaged");
        }
        all.forEach(record -> wanted.add(new Wanted(submission.key(), record)));
        if (wanted.size() >= RECORDS_AT_ONCE) {
            readWanted();
        }
    }

    private void readWanted() throws IOException {
        wanted.sort(Comparator.comparingInt((Wanted one) -> one.record().fileId())
                .thenComparingLong(one -> one.record().location().offset()));
        for (Wanted one : wanted) {
            Iterable<IndexableField> document = built.of(one.submission(), one.record());
            if (!dryRun) {
                index.add(document);
            }
            jobs++;
        }
        wanted.clear();
    }
}
