package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.NumberTally;
import org.shelfmark.aggregate.SubmissionTally;
import org.shelfmark.aggregate.ValueCounts;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.Deliveries;
import org.shelfmark.rollup.ProcRanges;

/** The archived jobs of a submission in its report. One request, one thread. */
final class ArchivedReport {
    /** Clusters whose ids are given out. */
    private static final int MOST_CLUSTERS = 100;

    private final ArchivedTally tally;
    private final Map<Cluster, ProcRanges> procs = new HashMap<>();
    private Deliveries deliveries = Deliveries.NONE;
    private long jobs;
    private long undecidable;

    private record Cluster(String source, long number) {
        String text() {
            return source + "#" + number;
        }
    }

    private ArchivedReport(ArchivedTally tally) {
        this.tally = tally;
    }

    /** Adds archived jobs to the tally of the live ones. */
    static ArchivedReport of(ArchivedJobs jobs, Mapping mapping, SubmissionTally live) throws IOException {
        ArchivedReport report = new ArchivedReport(new ArchivedTally(mapping, live));
        jobs.visit(Set.of(), report::add);
        return report;
    }

    private void add(MatchingRow row) throws IOException {
        if (!row.isWhole()) {
            undecidable += row.count().most();
            return;
        }
        jobs += row.row().jobs();
        deliveries = deliveries.plus(row.row().deliveries());
        procs.merge(
                new Cluster(row.submission().source(), row.submission().key().cluster()),
                row.row().procs(),
                ProcRanges::with);
        tally.add(row.row());
    }

    /** How many archived jobs are in the report. */
    long jobs() {
        return jobs;
    }

    /** Archived jobs of which it is not known which value they have. */
    long unknown(ValueCounts of) {
        return tally.unknown(of);
    }

    /** What is said of them beside the rest; null where there are none. */
    SubmissionReport.@Nullable ArchivedPart part() {
        if (jobs == 0 && undecidable == 0) {
            return null;
        }
        List<SubmissionReport.ArchivedIds> ids = new ArrayList<>();
        procs.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(
                        Comparator.comparing(Cluster::source).thenComparingLong(Cluster::number)))
                .limit(MOST_CLUSTERS)
                .forEach(entry -> ids.add(new SubmissionReport.ArchivedIds(
                        entry.getKey().text(), entry.getValue().toString())));
        return new SubmissionReport.ArchivedPart(
                jobs,
                ArchivedJobs.shown(undecidable),
                deliveries.located(),
                deliveries.located() == 0 ? null : TotalsForm.time((double) deliveries.lastLocated()),
                deliveries.filesDelivered(),
                deliveries.bytesDelivered(),
                deliveries.filesPending(),
                deliveries.bytesPending(),
                ids,
                NumberTally.SKETCH_ERROR,
                List.copyOf(tally.unknown()));
    }
}
