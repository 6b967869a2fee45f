package org.shelfmark.ingest;

import java.io.IOException;
import java.time.InstantSource;
import org.shelfmark.archive.RecordBatch;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.archive.RecordReader;
import org.shelfmark.archive.Restart;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.mapping.Mapping;

/** Maps the records of a batch and stages their documents. Belongs to one thread. */
final class BatchStager {
    private final JobIndexWriter index;
    private final JobDocumentBuilder builder;

    BatchStager(JobIndexWriter index, Mapping mapping, InstantSource clock) {
        this.index = index;
        this.builder = new JobDocumentBuilder(mapping, clock);
    }

    /**
     * Stages every record of the batch, as a job or, where it cannot be understood, as a quarantined record. A fragment
     * before a record is a quarantined record of its own.
     */
    BatchOutcome stage(String source, int fileId, RecordBatch batch) throws IOException {
        long quarantined = 0;
        long firstEnded = 0;
        long lastEnded = 0;
        long records = batch.size();
        for (int record = 0; record < batch.size(); record++) {
            int from = batch.start(record);
            int start = batch.restart(record);
            if (start == Restart.UNKNOWN) {
                RecordAddress both = new RecordAddress(source, fileId, batch.location(record));
                index.add(JobDocumentBuilder.quarantined(
                        both,
                        "the records of two jobs without a banner between them; where the second begins is not known"));
                quarantined++;
                continue;
            }
            if (start > from) {
                RecordAddress fragment = new RecordAddress(source, fileId, batch.location(from, start));
                index.add(JobDocumentBuilder.quarantined(
                        fragment,
                        "a fragment of " + (start - from)
                                + " bytes without a banner: its writer stopped in the middle of"
                                + " a record; the record behind it is indexed"));
                records++;
                quarantined++;
            }
            RecordAddress address = new RecordAddress(source, fileId, batch.location(start, batch.end(record)));
            try {
                index.add(builder.build(batch.bytes(), start, batch.bannerStart(record), batch.end(record), address));
                firstEnded = BatchOutcome.earlier(firstEnded, builder.ended());
                lastEnded = Math.max(lastEnded, builder.ended());
            } catch (RecordProblem problem) {
                index.add(JobDocumentBuilder.quarantined(address, String.valueOf(problem.getMessage())));
                quarantined++;
            }
        }
        return new BatchOutcome(records, quarantined, firstEnded, lastEnded);
    }

    /** Remembers a record that is too long to be read. */
    BatchOutcome stageOversized(String source, int fileId, RecordLocation location) throws IOException {
        index.add(JobDocumentBuilder.quarantined(
                new RecordAddress(source, fileId, location),
                "the record has " + location.lengthBytes() + " bytes; at most " + RecordReader.MAX_RECORD_BYTES
                        + " are read"));
        return new BatchOutcome(1, 1, 0, 0);
    }
}
