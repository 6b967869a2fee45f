package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.shelfmark.aggregate.JobTotals;
import org.shelfmark.aggregate.SubmissionGroups;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterRefusedException;
import org.shelfmark.query.constraint.JobSets;
import org.shelfmark.search.DistantSubmissions;
import org.shelfmark.search.Requests;
import org.shelfmark.search.SubmissionRequests;

/**
 * The submissions of a cluster's jobs. The cluster divides and counts those of which a constraint is decided and all values that
 * matter stand in their columns; all others are fetched, some at a time. One request, one thread.
 */
final class AskedSubmissions implements DistantSubmissions {
    /** Each takes a few queries within the one that is sent. */
    private static final int TOLD_AT_ONCE = 50;

    private static final ObjectNode NOTHING = ClusterConnection.JSON.createObjectNode();

    private final ClusterState state;
    private final Narrowed meant;
    private final SubmissionRequests.Grouping by;
    private final Instant now;
    private final JobQueries queries;
    private final JobSteps steps;
    private final SubmissionBuckets buckets;
    private final Explained explained = new Explained();
    private boolean timedOut;

    AskedSubmissions(
            ClusterState state,
            Narrowed meant,
            SubmissionRequests.Grouping by,
            Instant now,
            JobQueries queries,
            JobSteps steps,
            SubmissionBuckets buckets) {
        this.state = state;
        this.meant = meant;
        this.by = by;
        this.now = now;
        this.queries = queries;
        this.steps = steps;
        this.buckets = buckets;
    }

    /** What it took to decide for those that the cluster does not decide for. */
    Explained explained() {
        return explained;
    }

    /** Whether there was no time to decide for all that were fetched. */
    boolean timedOut() {
        return timedOut;
    }

    @Override
    public boolean tellAll(Set<JobTotals.Total> totals, SubmissionGroups into) throws IOException {
        ObjectNode open = meant.isDecided() ? NOTHING : queries.dsl(meant.open());
        return !tell(queries.dsl(meant.least()), open, totals, false, into, explained);
    }

    @Override
    public void tell(List<String> each, SubmissionGroups into) throws IOException {
        List<Query> all = new ArrayList<>();
        for (String query : each) {
            all.add(queries.read(state, query, now));
        }
        int from = 0;
        while (from < all.size()) {
            int size = Math.min(TOLD_AT_ONCE, all.size() - from);
            while (size > 1 && !queries.canBeAsked(asked(all.subList(from, from + size)))) {
                size /= 2;
            }
            tellSome(queries.dsl(JobSets.any(all.subList(from, from + size))), into);
            from += size;
        }
    }

    private Query asked(List<Query> some) {
        return JobSets.all(List.of(meant.most(), JobSets.any(some)));
    }

    private void tellSome(ObjectNode theirs, SubmissionGroups into) throws IOException {
        ObjectNode open = meant.isDecided() ? NOTHING : FigureView.both(queries.dsl(meant.open()), theirs);
        // what deciding for them took has been said
        tell(
                FigureView.both(queries.dsl(meant.least()), theirs),
                open,
                EnumSet.allOf(JobTotals.Total.class),
                true,
                into,
                new Explained());
    }

    /** Whether the cluster did it: else the jobs were fetched. */
    private boolean tell(
            ObjectNode certain,
            ObjectNode open,
            Set<JobTotals.Total> totals,
            boolean withFirst,
            SubmissionGroups into,
            Explained how)
            throws IOException {
        boolean needsScripts = withFirst || AskedTotals.areScripts(totals);
        Optional<ObjectNode> odd = buckets.odd(totals, withFirst);
        try {
            ObjectNode usual =
                    odd.map(query -> FigureView.without(certain, query)).orElse(certain);
            buckets.tell(usual, totals, withFirst, into);
        } catch (ClusterRefusedException refused) {
            if (!needsScripts) {
                throw refused;
            }
            // one that runs no scripts refuses the first request of them, so that nothing is told twice
            tellFetched(open.isEmpty() ? certain : FigureView.any(List.of(certain, open)), into, how);
            return false;
        }
        List<ObjectNode> others = new ArrayList<>();
        odd.ifPresent(query -> others.add(FigureView.both(certain, query)));
        if (!open.isEmpty()) {
            others.add(open);
        }
        if (!others.isEmpty()) {
            tellFetched(FigureView.any(others), into, how);
        }
        return true;
    }

    private void tellFetched(ObjectNode query, SubmissionGroups into, Explained how) throws IOException {
        boolean isDecided = meant.isDecided();
        Requests.Selection asked = isDecided ? Requests.Selection.of("") : meant.constraint();
        steps.forEach(query, isDecided, some -> {
            Told told = some.tellSubmissions(asked, by, into);
            if (!isDecided) {
                how.add(told.constraint());
            }
            timedOut |= told.timedOut();
        });
    }
}
