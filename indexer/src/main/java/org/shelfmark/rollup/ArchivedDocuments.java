package org.shelfmark.rollup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.lucene.index.IndexableField;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.FetchResult;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.document.JobDigest;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.index.Records;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Registry;

/** Makes the documents of archived jobs again, from the archives or from their copies. Belongs to one thread. */
public final class ArchivedDocuments {
    private final Registry registry;
    private final Mapping mapping;
    private final Records records;
    private final JobDocumentBuilder builder;

    /** A record and the submission it is of. */
    private record Wanted(SubmissionKey submission, ArchivedRecord record) {}

    /**
     * Reads records.
     *
     * @param registry the files that they are in
     * @param records left open
     */
    public ArchivedDocuments(Registry registry, Mapping mapping, InstantSource clock, Records records) {
        this.registry = registry;
        this.mapping = mapping;
        this.records = records;
        this.builder = new JobDocumentBuilder(mapping, clock);
    }

    /**
     * The document of an archived job, as it was indexed first; good until the next one is asked for.
     *
     * @param submission the one that the job is of, for messages
     * @throws RollupException when the record is not there any more, or is another one
     */
    public Iterable<IndexableField> of(SubmissionKey submission, ArchivedRecord record) throws IOException {
        Wanted one = new Wanted(submission, record);
        ArchiveFile file = registry.file(record.fileId())
                .orElseThrow(() -> new IOException(
                        "the registry does not know file " + record.fileId() + ": the index is damaged"));
        try {
            return built(one, file, fromArchive(one, file));
        } catch (ArchiveAccessException | OtherRecordException notInArchive) {
            return fromVault(one, file, String.valueOf(notInArchive.getMessage()));
        }
    }

    /** What everybody may have of the record of the last document. */
    public Optional<byte[]> published() {
        return builder.published();
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
