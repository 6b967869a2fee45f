package org.shelfmark.ingest;

import java.io.IOException;
import java.time.InstantSource;
import org.apache.lucene.index.IndexableField;
import org.jspecify.annotations.Nullable;
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

    /**
     * Stages every record of the batch, as a job or, where it cannot be understood, as a quarantined record.
     *
     * @param earlier records that need not be staged again; null when there cannot be any
     */
    BatchOutcome stage(String source, int fileId, RecordBatch batch, @Nullable EarlierRecords earlier)
            throws IOException {
        long quarantined = 0;
        long repeated = 0;
        long firstEnded = 0;
        long lastEnded = 0;
        for (int record = 0; record < batch.size(); record++) {
            RecordAddress address = new RecordAddress(source, fileId, batch.location(record));
            try {
                Iterable<IndexableField> document = builder.build(
                        batch.bytes(), batch.start(record), batch.bannerStart(record), batch.end(record), address);
                if (earlier != null && earlier.contain(builder.key())) {
                    repeated++;
                    continue;
                }
                index.add(document);
                firstEnded = BatchOutcome.earlier(firstEnded, builder.ended());
                lastEnded = Math.max(lastEnded, builder.ended());
            } catch (RecordProblem problem) {
                index.add(JobDocumentBuilder.quarantined(address, String.valueOf(problem.getMessage())));
                quarantined++;
            }
        }
        return new BatchOutcome(batch.size() - repeated, quarantined, repeated, firstEnded, lastEnded);
    }

    /** Remembers a record that is too long to be read. */
    BatchOutcome stageOversized(String source, int fileId, RecordLocation location) throws IOException {
        index.add(JobDocumentBuilder.quarantined(
                new RecordAddress(source, fileId, location),
                "the record has " + location.lengthBytes() + " bytes; at most " + RecordReader.MAX_RECORD_BYTES
                        + " are read"));
        return new BatchOutcome(1, 1, 0, 0, 0);
    }

    /** Puts what stands behind the last whole record on record; nothing is expected to complete it. */
    BatchOutcome stageFragment(String source, int fileId, RecordLocation location) throws IOException {
        RecordAddress address = new RecordAddress(source, fileId, location);
        index.replace(
                JobDocumentBuilder.fragmentKey(address),
                JobDocumentBuilder.fragment(
                        address,
                        "an unfinished record of " + location.lengthBytes()
                                + " bytes at the end of the file: its writer stopped, and no banner ends it"));
        return new BatchOutcome(1, 1, 0, 0, 0);
    }
}
