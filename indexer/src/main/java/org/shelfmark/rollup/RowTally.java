package org.shelfmark.rollup;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.EfficiencyBins;
import org.shelfmark.aggregate.JobTotals;

/** The jobs of one row of a summary that is being made. */
final class RowTally {
    final JobTotals totals = new JobTotals();
    final EfficiencyBins efficiency = new EfficiencyBins();
    final int place;
    /** By the place of their columns among all kept ones, as the numbers are; null where a column is kept otherwise. */
    final @Nullable ValueTally[] values;

    final @Nullable NumberSpread[] numbers;
    /** Places of columns whose values are not in each case those of the records. */
    final BitSet unfaithful = new BitSet();

    Deliveries deliveries = Deliveries.NONE;
    ProcRanges procs = ProcRanges.NONE;
    private final List<Long> newProcs = new ArrayList<>();

    /** @param place of the row in its summary, from 0 */
    RowTally(int place, List<KeptColumn> columns) {
        this.place = place;
        this.values = new ValueTally[columns.size()];
        this.numbers = new NumberSpread[columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            switch (columns.get(i).keeping()) {
                case KeptColumn.Keeping.OneByRow one -> {}
                case KeptColumn.Keeping.Counted counted -> values[i] = new ValueTally();
                case KeptColumn.Keeping.Tallied tallied -> numbers[i] = new NumberSpread(0);
                case KeptColumn.Keeping.Binned binned -> numbers[i] = new NumberSpread(binned.width());
            }
        }
    }

    long jobs() {
        return totals.count(JobTotals.Total.JOBS);
    }

    /** Where a job has none, those of the row are fewer than its jobs. */
    void addProc(OptionalLong proc) {
        proc.ifPresent(newProcs::add);
    }

    ProcRanges allProcs() {
        return procs.with(
                ProcRanges.of(newProcs.stream().mapToLong(Long::longValue).toArray()));
    }
}
