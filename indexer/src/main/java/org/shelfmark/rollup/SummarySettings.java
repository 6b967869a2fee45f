package org.shelfmark.rollup;

import java.util.List;
import org.shelfmark.classad.Expression;
import org.shelfmark.query.constraint.Constraint;

/**
 * What summaries keep beside what they always keep.
 *
 * @param minJobs a submission of fewer jobs is not archived, for a summary may take more room than they do; default {@link
 *     #MIN_JOBS}
 * @param keep short names or attributes by which rows are told apart, too; default none. A submission in which one has more
 *     than {@link #MOST_VALUES} values is not archived
 * @param located true for a job whose output was delivered; default {@link #LOCATED}
 * @param outputFiles how many output files a job has; what is no positive number counts as none; default {@link
 *     #OUTPUT_FILES}
 * @param outputBytes how many bytes they have; default {@link #OUTPUT_BYTES}
 */
public record SummarySettings(
        int minJobs, List<String> keep, Expression located, Expression outputFiles, Expression outputBytes) {
    /** A summary of so many jobs takes about as much room as they do. */
    public static final int MIN_JOBS = 5;

    /** Most values that a kept attribute may have in a submission. */
    public static final int MOST_VALUES = 1_000;

    /** A job that completed has sent its output home before it left the queue. */
    public static final String LOCATED = "JobStatus == 4";

    /** As many as HTCondor counted when it moved them. */
    public static final String OUTPUT_FILES = "TransferOutputStats.CedarFilesCountTotal";

    /** What the job side has sent. */
    public static final String OUTPUT_BYTES = "BytesSent";

    /** The default expressions, with some attributes that are kept, for submissions of any size. */
    public static SummarySettings keeping(List<String> keep) {
        return new SummarySettings(
                1, keep, Constraint.parse(LOCATED), Constraint.parse(OUTPUT_FILES), Constraint.parse(OUTPUT_BYTES));
    }

    /** Copies the names, and rejects a size that no submission has. */
    public SummarySettings {
        if (minJobs < 1) {
            throw new IllegalArgumentException("submissions of at least " + minJobs + " jobs; accepted: 1 or more");
        }
        keep = List.copyOf(keep);
    }
}
