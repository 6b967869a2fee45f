package org.shelfmark.search;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.JobTotals;
import org.shelfmark.aggregate.SubmissionGroups;

/** The submissions of the live jobs of one request, which are in no index of this machine's. For one thread. */
public interface DistantSubmissions {
    /**
     * What it took to tell of some jobs.
     *
     * @param constraint null without one
     * @param timedOut whether some of them were not told of
     */
    record Told(Responses.@Nullable Constraint constraint, boolean timedOut) {}

    /**
     * Tells of all submissions, and of jobs that belong to none; as far as there is time.
     *
     * @param totals those that must be right, beside the number of jobs
     * @return whether everything was told of them: all totals, and the first job
     */
    boolean tellAll(Set<JobTotals.Total> totals, SubmissionGroups into) throws IOException;

    /**
     * Tells everything of some submissions, as far as there is time.
     *
     * @param queries each finds the jobs of one
     */
    void tell(List<String> queries, SubmissionGroups into) throws IOException;
}
