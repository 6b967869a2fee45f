package org.shelfmark.ingest;

import java.io.IOException;
import java.time.InstantSource;
import org.apache.lucene.index.IndexableField;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.RecordBatch;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.archive.Restart;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.document.QuarantineReason;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.index.EarlierRecords;
import org.shelfmark.index.JobSink;
import org.shelfmark.mapping.Mapping;

/** Maps the records of a batch and stages their documents. Belongs to one thread. */
final class BatchStager {
    private final JobSink index;
    private final JobDocumentBuilder builder;

    BatchStager(JobSink index, Mapping mapping, InstantSource clock) {
        this.index = index;
        this.builder = new JobDocumentBuilder(mapping, clock);
    }

    /**
     * Stages every record of the batch, as a job or, where it cannot be understood, as a quarantined record. A fragment
     * before a record is a quarantined record of its own.
     *
     * @param earlier records that need not be staged again; null when there cannot be any
     */
    BatchOutcome stage(String source, int fileId, RecordBatch batch, @Nullable EarlierRecords earlier)
            throws IOException {
        BatchOutcome total = BatchOutcome.NOTHING;
        for (int record = 0; record < batch.size(); record++) {
            int from = batch.start(record);
            Mapped mapped = map(batch, record, from, source, fileId);
            int start = mapped.isOneRecord() ? from : batch.restart(record);
            if (start == Restart.UNKNOWN) {
                total = total.plus(quarantine(
                        new RecordAddress(source, fileId, batch.location(record)),
                        QuarantineReason.TWO_RECORDS,
                        earlier));
                continue;
            }
            if (start > from) {
                total = total.plus(quarantine(
                        new RecordAddress(source, fileId, batch.location(from, start)),
                        QuarantineReason.fragment(start - from),
                        earlier));
            }
            total = total.plus(stage(start > from ? map(batch, record, start, source, fileId) : mapped, earlier));
        }
        return total;
    }

    /**
     * A record's document, or why there is none. The document is good until the next record is mapped.
     *
     * @param isOneRecord whether it is certain that no writer stopped in it
     */
    private record Mapped(
            RecordAddress address,
            @Nullable Iterable<IndexableField> document,
            @Nullable RecordProblem problem,
            boolean isOneRecord) {}

    private Mapped map(RecordBatch batch, int record, int start, String source, int fileId) {
        RecordAddress address = new RecordAddress(source, fileId, batch.location(start, batch.end(record)));
        try {
            Iterable<IndexableField> document =
                    builder.build(batch.bytes(), start, batch.bannerStart(record), batch.end(record), address);
            return new Mapped(address, document, null, builder.isInOrder());
        } catch (RecordProblem problem) {
            return new Mapped(address, null, problem, false);
        }
    }

    private BatchOutcome stage(Mapped mapped, @Nullable EarlierRecords earlier) throws IOException {
        if (mapped.document() == null) {
            String reason = mapped.problem() == null
                    ? ""
                    : String.valueOf(mapped.problem().getMessage());
            return quarantine(mapped.address(), reason, earlier);
        }
        if (earlier != null && earlier.contain(builder.key())) {
            return BatchOutcome.REPEATED;
        }
        index.add(mapped.document(), builder::published);
        return new BatchOutcome(1, 0, 0, builder.ended(), builder.ended());
    }

    private BatchOutcome quarantine(RecordAddress address, String reason, @Nullable EarlierRecords earlier)
            throws IOException {
        if (earlier != null && earlier.containDamaged(address.location())) {
            return BatchOutcome.REPEATED;
        }
        index.add(JobDocumentBuilder.quarantined(address, reason));
        return BatchOutcome.QUARANTINED;
    }

    /** Remembers a record that is too long to be read. */
    BatchOutcome stageOversized(String source, int fileId, RecordLocation location) throws IOException {
        index.add(JobDocumentBuilder.quarantined(
                new RecordAddress(source, fileId, location), QuarantineReason.oversized(location)));
        return BatchOutcome.QUARANTINED;
    }

    /** Puts what stands behind the last whole record on record; nothing is expected to complete it. */
    BatchOutcome stageFragment(String source, int fileId, RecordLocation location) throws IOException {
        RecordAddress address = new RecordAddress(source, fileId, location);
        index.replace(
                JobDocumentBuilder.fragmentKey(address),
                JobDocumentBuilder.fragment(address, QuarantineReason.unfinished(location)));
        return BatchOutcome.QUARANTINED;
    }
}
