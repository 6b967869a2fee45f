package org.shelfmark.search;

import java.util.Set;
import org.shelfmark.query.CondensedCondition;
import org.shelfmark.query.CondensedJobs;
import org.shelfmark.query.JobCount;

/** A condition of which nothing is known for archived jobs. */
final class UndecidedJobs implements CondensedCondition {
    @Override
    public JobCount count(CondensedJobs jobs) {
        return JobCount.upTo(jobs.jobs());
    }

    @Override
    public JobCount count(CondensedJobs jobs, Slice slice) {
        return JobCount.upTo(slice.jobs());
    }

    @Override
    public Set<String> columns() {
        return Set.of();
    }
}
