package org.shelfmark.generate;

import java.io.IOException;

/** Takes records in the order in which jobs leave the queue. */
@FunctionalInterface
interface RecordSink {
    /** Once the archive has all its jobs, a record is dropped without a word. */
    void accept(Submission submission, RecordTemplate template, JobRun run) throws IOException;
}
