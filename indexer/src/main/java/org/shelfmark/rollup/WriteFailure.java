package org.shelfmark.rollup;

import java.io.IOException;
import org.shelfmark.index.JobIndexWriter;

/** Words for failures to write. */
public final class WriteFailure {
    private WriteFailure() {}

    /** What is behind a failure: a writer that is broken, or a merge, only refers to it, or not even that. */
    static String reason(JobIndexWriter index, Throwable failure) {
        Throwable first =
                failure instanceof IllegalStateException ? index.brokenBy().orElse(failure) : failure;
        for (Throwable cause = first.getCause(); cause != null; cause = cause.getCause()) {
            first = cause;
        }
        return first.getMessage() == null ? first.toString() : first.getMessage();
    }

    /** A failure after submissions were archived: says how many, what was not done, and why. */
    static IOException after(JobIndexWriter index, long jobs, long submissions, String notDone, Throwable failure) {
        return after(jobs, submissions, notDone, reason(index, failure), failure);
    }

    /** The same for a reason that is known. */
    public static IOException after(long jobs, long submissions, String notDone, String reason, Throwable failure) {
        String archived = things(jobs, "job") + " of " + things(submissions, "submission");
        return new IOException(archived + " were archived, " + notDone + ": " + reason, failure);
    }

    private static String things(long count, String one) {
        return count + " " + one + (count == 1 ? "" : "s");
    }
}
