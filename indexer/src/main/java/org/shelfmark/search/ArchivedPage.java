package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.JobTotals;
import org.shelfmark.query.JobCount;
import org.shelfmark.rollup.CondensedSubmission;
import org.shelfmark.rollup.ProcRanges;

/** The archived submissions of which jobs match, in the place of their jobs. One request, one thread. */
final class ArchivedPage {
    /** Submissions that are given out. */
    private static final int MOST = 20;

    /** The last to end first; equal ones by name. */
    private static final Comparator<Entry> ORDER = Comparator.comparingDouble((Entry entry) -> -entry.lastEnded())
            .thenComparing(Entry::name)
            .thenComparing(entry -> entry.owner() == null ? "" : entry.owner());

    private final PriorityQueue<Entry> last = new PriorityQueue<>(ORDER.reversed());
    private @Nullable Entry open;
    private int openDocument = -1;

    /**
     * One submission.
     *
     * @param count jobs that match
     * @param procs of the rows in which they are
     * @param lastEnded of these rows; less than any where it is not known
     */
    private record Entry(
            String source, @Nullable String owner, long cluster, JobCount count, ProcRanges procs, double lastEnded) {
        String name() {
            return source + "#" + cluster;
        }

        Entry with(MatchingRow row) throws IOException {
            double ended = row.row().totals().get(JobTotals.Total.LAST_ENDED);
            return new Entry(
                    source,
                    owner,
                    cluster,
                    count.plus(row.count()),
                    procs.with(row.row().procs()),
                    Double.isNaN(ended) ? lastEnded : Math.max(lastEnded, ended));
        }
    }

    private ArchivedPage() {}

    /** How many match, and which submissions they are of; null where none does, or may. */
    static @Nullable Found of(ArchivedJobs jobs) throws IOException {
        ArchivedPage page = new ArchivedPage();
        JobCount all = jobs.visit(Set.of(), page::add);
        if (all.most() == 0) {
            return null;
        }
        page.close();
        List<Entry> entries = new ArrayList<>(page.last);
        entries.sort(ORDER);
        return new Found(
                all,
                new ArchivedMatches(
                        all.least(),
                        ArchivedJobs.shown(all.undecided()),
                        entries.stream().map(ArchivedPage::print).toList()));
    }

    /** What was found. */
    record Found(JobCount count, ArchivedMatches matches) {}

    private void add(MatchingRow row) throws IOException {
        CondensedSubmission submission = row.submission();
        Entry known = open;
        if (known == null || submission.document() != openDocument) {
            close();
            openDocument = submission.document();
            known = new Entry(
                    submission.source(),
                    submission.key().owner().orElse(null),
                    submission.key().cluster(),
                    JobCount.NONE,
                    ProcRanges.NONE,
                    Double.NEGATIVE_INFINITY);
        }
        open = known.with(row);
    }

    private void close() {
        if (open != null) {
            last.add(open);
            open = null;
            if (last.size() > MOST) {
                last.remove();
            }
        }
    }

    private static ArchivedMatches.ArchivedSubmission print(Entry entry) {
        return new ArchivedMatches.ArchivedSubmission(
                entry.name(),
                entry.source(),
                entry.owner(),
                entry.cluster(),
                entry.procs().toString(),
                entry.count().least(),
                ArchivedJobs.shown(entry.count().undecided()),
                Double.isInfinite(entry.lastEnded()) ? null : TotalsForm.time(entry.lastEnded()));
    }
}
