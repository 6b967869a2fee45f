package org.shelfmark.rollup;

import java.util.List;
import org.shelfmark.classad.Expression;
import org.shelfmark.query.constraint.Constraint;

/**
 * What summaries keep beside what they always keep.
 *
 * @param keep short names or attributes by which rows are told apart, too; default none. A submission in which one has more
 *     than {@link #MOST_VALUES} values is not archived
 * @param located true for a job whose output was delivered; default {@link #LOCATED}
 * @param outputFiles how many output files a job has; what is no positive number counts as none; default {@link
 *     #OUTPUT_FILES}
 * @param outputBytes how many bytes they have; default {@link #OUTPUT_BYTES}
 */
public record SummarySettings(List<String> keep, Expression located, Expression outputFiles, Expression outputBytes) {
    /** Most values that a kept attribute may have in a submission. */
    public static final int MOST_VALUES = 1_000;

    /** A job that completed has sent its output home before it left the queue. */
    public static final String LOCATED = "JobStatus == 4";

    /** As many as HTCondor counted when it moved them. */
    public static final String OUTPUT_FILES = "TransferOutputStats.CedarFilesCountTotal";

    /** What the job side has sent. */
    public static final String OUTPUT_BYTES = "BytesSent";

    /** The default expressions, with some attributes that are kept. */
    public static SummarySettings keeping(List<String> keep) {
        return new SummarySettings(
                keep, Constraint.parse(LOCATED), Constraint.parse(OUTPUT_FILES), Constraint.parse(OUTPUT_BYTES));
    }

    /** Copies the names. */
    public SummarySettings {
        keep = List.copyOf(keep);
    }
}
