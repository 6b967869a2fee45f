package org.shelfmark.aggregate;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.Query;

/** Jobs that are not in an index of this program's, so that they cannot be gone over, but can be asked about. */
public interface DistantJobs {
    /**
     * What there was to tell.
     *
     * @param jobs how many match
     * @param isWhole false when the time was up before all was told
     */
    record Told(long jobs, boolean isWhole) {}

    /**
     * Answers questions about the jobs that match, as they are at one moment.
     *
     * @param limit how long it may take; if that is no time at all, nothing is told
     */
    Told ask(Query jobs, List<JobQuestion> questions, Duration limit) throws IOException;

    /**
     * How many jobs match each of some queries, as they are at one moment; empty when the time was up before all were counted.
     *
     * @param limit how long it may take
     */
    Optional<List<Long>> count(List<Query> jobs, Duration limit) throws IOException;
}
