package org.shelfmark.cluster.ship;

import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.lucene.index.LeafReader;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.FetchResult;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.document.JobKey;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.PublicRecord;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.document.RecordView;
import org.shelfmark.document.RecordViews;
import org.shelfmark.document.SecretLines;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.OpenRecords;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Registry;

/** The records of an index's jobs that archives and vault of this machine still have. Belongs to one thread. */
final class RecordsAtHand implements Closeable {
    private final Mapping mapping;
    private final Registry registry;
    private final OpenRecords records;
    private final RecordViews views;
    private final SecretLines secrets;

    /** @param index whose jobs they are */
    RecordsAtHand(IndexLayout index, Registry registry, Mapping mapping, InstantSource clock) {
        this.mapping = mapping;
        this.registry = registry;
        this.records = new OpenRecords(ArchiveFileSystem.local(index.followsLinks()), index.root());
        this.views = new RecordViews(mapping, new Evaluator(clock, ZoneOffset.UTC, EvaluationLimits.DEFAULT));
        this.secrets = new SecretLines(mapping);
    }

    /** Jobs of a segment, in ascending order. */
    Segment of(LeafReader segment) throws IOException {
        return new Segment(new JobReader(mapping, segment));
    }

    /** Jobs of one segment. */
    final class Segment {
        private final JobReader jobs;

        private Segment(JobReader jobs) {
            this.jobs = jobs;
        }

        /** What everybody may have of the record of a job; nothing where it is gone. */
        PublicRecord of(int document) throws IOException {
            return found(jobs.address(document).fileId(), jobs.address(document).location(), jobs.key(document));
        }
    }

    private PublicRecord found(int fileId, RecordLocation location, JobKey job) {
        Optional<ArchiveFile> file = registry.file(fileId);
        if (file.isEmpty()) {
            return PublicRecord.NONE;
        }
        Optional<PublicRecord> inArchive = fromArchive(file.get(), location, job);
        return inArchive.isPresent()
                ? inArchive.get()
                : fromVault(file.get(), location, job).orElse(PublicRecord.NONE);
    }

    private Optional<PublicRecord> fromArchive(ArchiveFile file, RecordLocation location, JobKey job) {
        try {
            return checked(records.fromArchive(records.place(file), location), job);
        } catch (ArchiveAccessException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<PublicRecord> fromVault(ArchiveFile file, RecordLocation location, JobKey job) {
        if (file.vault().isEmpty()) {
            return Optional.empty();
        }
        try {
            return checked(records.fromVault(file.vault().get(), location), job);
        } catch (IOException unreadable) {
            // the job is shipped all the same
            return Optional.empty();
        }
    }

    private Optional<PublicRecord> checked(FetchResult result, JobKey job) {
        if (!(result instanceof FetchResult.Found found)) {
            return Optional.empty();
        }
        try {
            RecordView view = views.view(found.bytes(), 0, found.bannerStart(), found.bytes().length);
            return isOf(view, job) ? Optional.of(secrets.without(view)) : Optional.empty();
        } catch (RecordProblem other) {
            return Optional.empty();
        }
    }

    private static boolean isOf(RecordView view, JobKey job) {
        return view.clusterId().isPresent()
                && view.procId().isPresent()
                && job.cluster().equals(new IntegerValue(view.clusterId().getAsLong()))
                && job.proc().equals(new IntegerValue(view.procId().getAsLong()))
                && (job.globalJobId() instanceof AttributeValue.Undefined
                        || job.globalJobId().equals(view.value("globaljobid")));
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
