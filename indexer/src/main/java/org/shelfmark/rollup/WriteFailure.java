package org.shelfmark.rollup;

import java.io.IOException;
import org.shelfmark.index.JobIndexWriter;

/** Words for failures to write. */
final class WriteFailure {
    private WriteFailure() {}

    static String reason(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /**
     * A failure after submissions were archived. Says how many, what was not done, and why: what broke the writer, if
     * something did.
     */
    static IOException after(
            long jobs, long submissions, String notDone, JobIndexWriter index, Throwable failure) {
        String archived = things(jobs, "job") + " of " + things(submissions, "submission");
        String reason = reason(index.brokenBy().orElse(failure));
        return new IOException(archived + " were archived, " + notDone + ": " + reason, failure);
    }

    private static String things(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }
}
