package org.shelfmark.rollup;

import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.ClusterNumbers;

/** A submission with jobs that are not archived, while it is found out whether it may be. */
final class Candidate {
    final SubmissionKey key;
    /** Name of the access point as it is spelled. */
    final String source;

    long jobs;
    long matching;
    /** When its last job left the queue, in seconds since 1970. */
    long lastEnded = Long.MIN_VALUE;

    boolean allEnded = true;
    /** Why one of its records is not safe; null where all are. */
    @Nullable
    String unsafe;

    Candidate(ClusterNumbers.Submission submission) {
        this.key = SubmissionKey.of(submission.source(), submission.cluster(), submission.owner());
        this.source = submission.source();
    }
}
