package org.shelfmark.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Archived jobs that match.
 *
 * @param jobs how many
 * @param undecidable archived jobs of which it is not known whether they match, and which are not counted; null without
 *     any
 * @param submissions those of which jobs match, or may: the 20 that ended last
 */
public record ArchivedMatches(
        long jobs,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long undecidable,

        List<ArchivedSubmission> submissions) {
    /** Copies the submissions. */
    public ArchivedMatches {
        submissions = List.copyOf(submissions);
    }

    /**
     * An archived submission.
     *
     * @param name what {@code report} takes for it
     * @param owner in lower case; null where the jobs name none
     * @param procs ProcIds among which those of the jobs are, as in {@code 0-199, 205}
     * @param jobs how many of them match
     * @param undecidable jobs of which it is not known whether they match; null without any
     * @param lastEnded when the last job left the queue of those that ended like the matching ones, ISO 8601; null where
     *     that is not known
     */
    public record ArchivedSubmission(
            String name,
            String source,
            @Nullable String owner,
            long cluster,
            String procs,
            long jobs,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long undecidable,

            @Nullable String lastEnded) {}
}
