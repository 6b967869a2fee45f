package org.shelfmark.ingest;

import java.io.IOException;
import java.time.InstantSource;
import org.shelfmark.archive.RecordBatch;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.archive.RecordReader;
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

    /** Stages every record of the batch, as a job or, where it cannot be understood, as a quarantined record. */
    BatchOutcome stage(String source, int fileId, RecordBatch batch) throws IOException {
        long quarantined = 0;
        long firstEnded = 0;
        long lastEnded = 0;
        for (int record = 0; record < batch.size(); record++) {
            RecordAddress address = new RecordAddress(source, fileId, batch.location(record));
            try {
                index.add(builder.build(
                        batch.bytes(), batch.start(record), batch.bannerStart(record), batch.end(record), address));
                firstEnded = BatchOutcome.earlier(firstEnded, builder.ended());
                lastEnded = Math.max(lastEnded, builder.ended());
            } catch (RecordProblem problem) {
                index.add(JobDocumentBuilder.quarantined(address, String.valueOf(problem.getMessage())));
                quarantined++;
            }
        }
        return new BatchOutcome(batch.size(), quarantined, firstEnded, lastEnded);
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
