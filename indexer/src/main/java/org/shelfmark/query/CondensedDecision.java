package org.shelfmark.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;

/**
 * Decides a condition for condensed jobs within bounds.
 *
 * <p>How many jobs meet one part is known by the column it looks at; how many meet two parts is not, beyond what the two
 * counts leave room for. Where parts look at the same column, the jobs are divided by its values, so that those parts are
 * decided together.
 *
 * <p>The jobs that are asked about do not change between two questions. One thread.
 */
public final class CondensedDecision implements CondensedCondition {
    private final CondensedPart condition;
    private final Map<String, Integer> uses = new HashMap<>();
    private final IdentityHashMap<CondensedPart, JobCount> known = new IdentityHashMap<>();
    private @Nullable CondensedJobs asked;
    private @Nullable JobCount whole;

    /** Decides a condition. */
    public CondensedDecision(CondensedPart condition) {
        this.condition = condition;
        countUses(condition);
    }

    private void countUses(CondensedPart part) {
        switch (part) {
            case CondensedPart.Everything everything -> {}
            case CondensedPart.Open open -> {}
            case CondensedPart.All all -> all.parts().forEach(this::countUses);
            case CondensedPart.Any any -> any.parts().forEach(this::countUses);
            case CondensedPart.Not not -> countUses(not.part());
            case CondensedPart.OfColumn leaf -> uses.merge(leaf.column(), 1, Integer::sum);
            case CondensedPart.OfColumns leaf -> leaf.columns().forEach(column -> uses.merge(column, 1, Integer::sum));
        }
    }

    @Override
    public Set<String> columns() {
        return Set.copyOf(uses.keySet());
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // what is known is known of these very jobs
    public JobCount count(CondensedJobs jobs) throws IOException {
        if (jobs != asked) {
            known.clear();
            whole = null;
            asked = jobs;
        }
        JobCount counted = whole;
        if (counted == null) {
            counted = count(condition, new Asked(jobs, null));
            for (Map.Entry<String, Integer> use : uses.entrySet()) {
                if (use.getValue() > 1 && !counted.isExact()) {
                    counted = narrowed(counted, divided(jobs, use.getKey()));
                }
            }
            whole = counted;
        }
        return counted;
    }

    @Override
    public JobCount count(CondensedJobs jobs, Slice slice) throws IOException {
        JobCount all = count(jobs);
        JobCount counted = count(condition, new Asked(jobs, slice));
        return counted.isExact() ? counted : narrowed(counted, all.within(slice.jobs(), jobs.jobs()));
    }

    /** What two truths say about one number. */
    private static JobCount narrowed(JobCount one, JobCount other) {
        return new JobCount(Math.max(one.least(), other.least()), Math.min(one.most(), other.most()));
    }

    /** The count slice by slice, by the values of a column. */
    private JobCount divided(CondensedJobs jobs, String column) throws IOException {
        JobCount sum = JobCount.NONE;
        for (Slice slice : slices(column, jobs.spread(column), jobs.jobs())) {
            sum = sum.plus(count(condition, new Asked(jobs, slice)));
        }
        return sum;
    }

    private static List<Slice> slices(String column, Spread spread, long jobs) {
        List<Slice> slices = new ArrayList<>();
        long missing = jobs;
        switch (spread) {
            case Spread.Unknown unknown -> {
                return List.of(new Slice(column, unknown, jobs));
            }
            case Spread.Values values -> {
                values.counts()
                        .forEach((value, count) ->
                                slices.add(new Slice(column, new Spread.Values(Map.of(value, count)), count)));
                missing -= values.present();
            }
            case Spread.Numbers numbers -> {
                for (int i = 0; i < numbers.counts().length; i++) {
                    Spread interval = new Spread.Numbers(
                            new double[] {numbers.least()[i]},
                            new double[] {numbers.greatest()[i]},
                            new long[] {numbers.counts()[i]},
                            0);
                    slices.add(new Slice(column, interval, numbers.counts()[i]));
                }
                if (numbers.others() > 0) {
                    Spread others = new Spread.Numbers(new double[0], new double[0], new long[0], numbers.others());
                    slices.add(new Slice(column, others, numbers.others()));
                }
                missing -= numbers.present() + numbers.others();
            }
        }
        if (missing > 0) {
            slices.add(new Slice(column, Spread.Values.NONE, missing));
        }
        return slices;
    }

    /** Jobs, or a slice of them. */
    private record Asked(CondensedJobs jobs, @Nullable Slice slice) {
        long size() {
            return slice == null ? jobs.jobs() : slice.jobs();
        }

        /** The values of the slice in the column by which it is sliced; null of other columns and of all jobs. */
        @Nullable
        Spread ofSlice(String column) {
            return slice != null && slice.column().equals(column) ? slice.values() : null;
        }

        boolean isSlicedByAny(List<String> columns) {
            return slice != null && columns.contains(slice.column());
        }
    }

    private JobCount count(CondensedPart part, Asked asked) throws IOException {
        return switch (part) {
            case CondensedPart.Everything everything -> JobCount.exactly(asked.size());
            case CondensedPart.Open open -> JobCount.upTo(asked.size());
            case CondensedPart.All all -> {
                JobCount meant = JobCount.exactly(asked.size());
                for (CondensedPart each : all.parts()) {
                    if (meant.most() == 0) {
                        // the columns of the other parts need not be read
                        break;
                    }
                    meant = meant.and(count(each, asked), asked.size());
                }
                yield meant;
            }
            case CondensedPart.Any any -> {
                JobCount meant = JobCount.NONE;
                for (CondensedPart each : any.parts()) {
                    meant = meant.or(count(each, asked), asked.size());
                }
                yield meant;
            }
            case CondensedPart.Not not -> count(not.part(), asked).not(asked.size());
            case CondensedPart.OfColumn leaf -> {
                Spread ofSlice = asked.ofSlice(leaf.column());
                yield ofSlice == null ? ofAll(leaf, asked) : ofColumn(leaf, asked.jobs(), ofSlice, asked.size());
            }
            case CondensedPart.OfColumns leaf ->
                asked.isSlicedByAny(leaf.columns()) ? ofColumns(leaf, asked) : ofAll(leaf, asked);
        };
    }

    /** The count of a leaf that a slice does not decide: it is known of all jobs. */
    private JobCount ofAll(CondensedPart leaf, Asked asked) throws IOException {
        CondensedJobs jobs = asked.jobs();
        JobCount count = known.get(leaf);
        if (count == null) {
            count = leaf instanceof CondensedPart.OfColumn single
                    ? ofColumn(single, jobs, jobs.spread(single.column()), jobs.jobs())
                    : ofColumns((CondensedPart.OfColumns) leaf, new Asked(jobs, null));
            known.put(leaf, count);
        }
        return asked.slice() == null ? count : count.within(asked.size(), jobs.jobs());
    }

    private static JobCount ofColumn(CondensedPart.OfColumn leaf, CondensedJobs from, Spread spread, long jobs)
            throws IOException {
        ColumnPredicate test = leaf.test();
        boolean faithful = from.isFaithful(leaf.column());
        return switch (spread) {
            case Spread.Unknown unknown -> JobCount.upTo(jobs);
            case Spread.Values values -> {
                JobCount sum = JobCount.NONE;
                long missing = jobs;
                for (Map.Entry<AttributeValue, Long> entry : values.counts().entrySet()) {
                    sum = sum.plus(test.value(entry.getKey(), faithful).of(entry.getValue()));
                    missing -= entry.getValue();
                }
                yield sum.plus(test.none(faithful).of(missing));
            }
            case Spread.Numbers numbers -> {
                JobCount sum = test.others(faithful).of(numbers.others());
                long missing = jobs - numbers.others();
                for (int i = 0; i < numbers.counts().length; i++) {
                    long count = numbers.counts()[i];
                    sum = sum.plus(test.numbers(numbers.least()[i], numbers.greatest()[i], faithful)
                            .of(count));
                    missing -= count;
                }
                yield sum.plus(test.none(faithful).of(missing));
            }
        };
    }

    /** Decided where all columns but one have a single value. */
    private static JobCount ofColumns(CondensedPart.OfColumns leaf, Asked asked) throws IOException {
        List<AttributeValue> values = new ArrayList<>();
        Spread.Values many = null;
        int varying = -1;
        for (String column : leaf.columns()) {
            Spread ofSlice = asked.ofSlice(column);
            Spread spread = ofSlice == null ? asked.jobs().spread(column) : ofSlice;
            if (!asked.jobs().isFaithful(column) || !(spread instanceof Spread.Values counted)) {
                return JobCount.upTo(asked.size());
            }
            AttributeValue single =
                    single(counted, ofSlice == null ? asked.jobs().jobs() : asked.size());
            if (single == null) {
                if (many != null) {
                    return JobCount.upTo(asked.size());
                }
                many = counted;
                varying = values.size();
            }
            values.add(single == null ? AttributeValue.UNDEFINED : single);
        }
        if (many == null) {
            return leaf.test().values(values).of(asked.size());
        }
        boolean ofSlice = asked.ofSlice(leaf.columns().get(varying)) != null;
        long jobs = ofSlice ? asked.size() : asked.jobs().jobs();
        JobCount sum = leaf.test().values(values).of(jobs - many.present());
        for (Map.Entry<AttributeValue, Long> entry : many.counts().entrySet()) {
            values.set(varying, entry.getKey());
            sum = sum.plus(leaf.test().values(values).of(entry.getValue()));
        }
        return ofSlice ? sum : sum.within(asked.size(), asked.jobs().jobs());
    }

    /** The value of all jobs, undefined where none has any; null where they differ. */
    private static @Nullable AttributeValue single(Spread.Values values, long jobs) {
        if (values.counts().isEmpty()) {
            return AttributeValue.UNDEFINED;
        }
        Map.Entry<AttributeValue, Long> first =
                values.counts().entrySet().iterator().next();
        return first.getValue() == jobs ? first.getKey() : null;
    }
}
