package org.shelfmark.rollup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shelfmark.aggregate.EfficiencyBins;
import org.shelfmark.aggregate.JobTotals;

/** The jobs of one row of a summary that is being made. */
final class RowTally {
    final JobTotals totals = new JobTotals();
    final EfficiencyBins efficiency = new EfficiencyBins();
    final Map<String, ValueTally> values = new HashMap<>();
    final Map<String, NumberSpread> numbers = new HashMap<>();
    final int place;
    Deliveries deliveries = Deliveries.NONE;
    ProcRanges procs = ProcRanges.NONE;
    private final List<Long> newProcs = new ArrayList<>();

    /** @param place of the row in its summary, from 0 */
    RowTally(int place) {
        this.place = place;
    }

    long jobs() {
        return totals.count(JobTotals.Total.JOBS);
    }

    void addProc(long proc) {
        newProcs.add(proc);
    }

    ProcRanges allProcs() {
        return procs.with(
                ProcRanges.of(newProcs.stream().mapToLong(Long::longValue).toArray()));
    }
}
