package org.shelfmark.rollup;

import java.util.List;

/**
 * What was archived, or would be.
 *
 * @param dryRun whether nothing was changed
 * @param submissions how many submissions have a summary now that had jobs before
 * @param jobs how many jobs those were
 * @param extended how many of the submissions had a summary already, which has the jobs now, too
 * @param bytesBefore what the index took on disk, the vault not included
 * @param bytesAfter what it takes now; of a dry run an estimate
 * @param left how many submissions matched and were left alone
 * @param reasons why, with how many submissions and the first of them
 * @param tookMs how long it took
 */
public record ArchiveReport(
        boolean dryRun,
        long submissions,
        long jobs,
        long extended,
        long bytesBefore,
        long bytesAfter,
        long left,
        List<Left> reasons,
        long tookMs) {
    /** Copies the reasons. */
    public ArchiveReport {
        reasons = List.copyOf(reasons);
    }

    /**
     * Submissions that were left alone for one reason.
     *
     * @param reason lower case, for people
     * @param submissions how many
     * @param jobs how many jobs they have
     * @param first the name of the first of them, as {@code report} takes it
     */
    public record Left(String reason, long submissions, long jobs, String first) {}
}
