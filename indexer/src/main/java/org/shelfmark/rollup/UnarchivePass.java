package org.shelfmark.rollup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.FetchResult;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.document.JobDigest;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.Records;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;

/** Puts jobs in the place of summaries, all in one commit. Belongs to the writer's thread. */
final class UnarchivePass {
    /** Records that are remembered at once, to be read in the order in which they stand. */
    private static final int RECORDS_AT_ONCE = 200_000;

    private final JobIndexWriter index;
    private final Mapping mapping;
    private final Records records;
    private final JobDocumentBuilder builder;
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
    UnarchivePass(
            JobIndexWriter index,
            Mapping mapping,
            InstantSource clock,
            Records records,
            Optional<Instant> pinnedUntil,
            boolean dryRun) {
        this.index = index;
        this.mapping = mapping;
        this.records = records;
        this.builder = new JobDocumentBuilder(mapping, clock);
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
            Iterable<IndexableField> document = document(one);
            if (!dryRun) {
                index.add(document);
            }
            jobs++;
        }
        wanted.clear();
    }

    private Iterable<IndexableField> document(Wanted one) throws IOException {
        ArchiveFile file = index.registry()
                .file(one.record().fileId())
                .orElseThrow(() -> new IOException(
                        "the registry does not know file " + one.record().fileId() + ": the index is damaged"));
        try {
            return built(one, file, fromArchive(one, file));
        } catch (ArchiveAccessException | OtherRecordException notInArchive) {
            return fromVault(one, file, String.valueOf(notInArchive.getMessage()));
        }
    }

    private FetchResult fromArchive(Wanted one, ArchiveFile file) throws ArchiveAccessException {
        Path place = records.place(file);
        return records.fromArchive(place, one.record().location());
    }

    private Iterable<IndexableField> fromVault(Wanted one, ArchiveFile file, String notInArchive) {
        String record =
                "the record of " + one.submission().name() + "." + one.record().proc() + " cannot be had: ";
        if (file.vault().isEmpty()) {
            throw gone(record + notInArchive + "; and the vault has no copy of the file");
        }
        String entry = file.vault().get().name();
        try {
            return built(
                    one,
                    file,
                    records.fromVault(file.vault().get(), one.record().location()));
        } catch (IOException | OtherRecordException e) {
            throw gone(record + notInArchive + "; and not in vault entry '" + entry + "': " + e.getMessage());
        }
    }

    private static RollupException gone(String message) {
        return new RollupException(RollupException.Kind.RECORD_GONE, message);
    }

    /** What stands at an address is not the record that stood there. */
    private static final class OtherRecordException extends Exception {
        private static final long serialVersionUID = 1L;

        OtherRecordException(String message) {
            super(message);
        }
    }

    /** The document of a record, as it was indexed first. */
    private Iterable<IndexableField> built(Wanted one, ArchiveFile file, FetchResult result)
            throws IOException, OtherRecordException {
        return switch (result) {
            case FetchResult.Missing missing ->
                throw new OtherRecordException("'" + missing.file() + "' does not exist any more");
            case FetchResult.Changed changed ->
                throw new OtherRecordException("'" + changed.file() + "' was changed: " + changed.reason());
            case FetchResult.Found found -> built(one, file, found);
        };
    }

    private Iterable<IndexableField> built(Wanted one, ArchiveFile file, FetchResult.Found found)
            throws IOException, OtherRecordException {
        ArchivedRecord record = one.record();
        String where = "at byte " + record.location().offset() + " of '" + file.path() + "' ";
        byte[] bytes = found.bytes();
        try {
            Iterable<IndexableField> document = builder.build(
                    bytes,
                    0,
                    found.bannerStart(),
                    bytes.length,
                    new RecordAddress(file.source(), file.id(), record.location()));
            if (JobDigest.of(builder.key()) != record.digest()
                    && JobDigest.ofIndexed(mapping, document) != record.digest()) {
                throw new OtherRecordException(where + "another job stands now");
            }
            return document;
        } catch (RecordProblem damaged) {
            throw new OtherRecordException(where + "a damaged record stands now: " + damaged.getMessage());
        }
    }
}
