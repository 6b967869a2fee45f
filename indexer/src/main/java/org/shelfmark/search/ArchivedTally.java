package org.shelfmark.search;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.shelfmark.aggregate.AmountSeries;
import org.shelfmark.aggregate.RequestedAndUsed;
import org.shelfmark.aggregate.SubmissionTally;
import org.shelfmark.aggregate.ValueCounts;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.Unparser;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.Spread;
import org.shelfmark.rollup.CondensedRow;

/** Adds the archived jobs of a submission to what a report tells of the live ones. One request, one thread. */
final class ArchivedTally {
    private static final StringValue REMOVED = new StringValue("removed");

    private final Mapping mapping;
    private final SubmissionTally tally;
    private final Map<ValueCounts, Long> unknownValues = new HashMap<>();
    private final Set<String> unknown = new TreeSet<>();

    ArchivedTally(Mapping mapping, SubmissionTally live) {
        this.mapping = mapping;
        this.tally = live;
    }

    /** Jobs whose values are not known. */
    long unknown(ValueCounts of) {
        return unknownValues.getOrDefault(of, 0L);
    }

    /** What of the report is of live jobs alone, in words. */
    Set<String> unknown() {
        return unknown;
    }

    /** Adds all jobs of a row. */
    void add(CondensedRow row) throws IOException {
        unknown.add("slowest");
        unknown.add("failures");
        countTexts(row, "batch", tally.batches);
        countTexts(row, "cmd", tally.commands);
        ArchivedColumn status =
                ArchivedColumn.of(mapping, mapping.named("status").orElseThrow());
        count(row, status.name(), tally.statuses, value -> Optional.of(text(status.value(value))));
        countIntegers(row, "attempts", tally.attempts);
        countIntegers(row, "vacates", tally.vacates);
        boolean bySignal = BooleanValue.TRUE.equals(row.single("by_signal").orElse(AttributeValue.UNDEFINED));
        countIntegers(row, bySignal ? "signal" : "exit", bySignal ? tally.signals : tally.exitCodes);
        tally.efficiency.merge(row.efficiency());
        addResource(row, "cpus", "request_cpus", "cpus_usage", tally.cpus);
        addResource(row, "memory_mb", "request_memory", "memory", tally.memory);
        addResource(row, "disk_kb", "request_disk", "disk", tally.disk);
        require("run_time_seconds", ArchivedAmounts.add(row, "runtime", tally.runTime));
        require("wait_seconds", ArchivedAmounts.add(row, "queue_time", tally.wait));
        require("timeline", ArchivedAmounts.addTimes(row, "submitted", tally.submitted));
        require("timeline", ArchivedAmounts.addTimes(row, "started", tally.started));
        require("timeline", ArchivedAmounts.addTimes(row, "ended", tally.ended));
        addReasons(row);
        addHosts(row);
    }

    private void require(String part, boolean isKnown) {
        if (!isKnown) {
            unknown.add(part);
        }
    }

    private void countTexts(CondensedRow row, String column, ValueCounts into) throws IOException {
        count(row, column, into, value -> Optional.of(text(value)));
    }

    static StringValue text(AttributeValue value) {
        return value instanceof StringValue text ? text : new StringValue(Unparser.unparse(value));
    }

    private void countIntegers(CondensedRow row, String column, ValueCounts into) throws IOException {
        count(row, column, into, value -> value instanceof IntegerValue ? Optional.of(value) : Optional.empty());
    }

    private void count(
            CondensedRow row, String column, ValueCounts into, Function<AttributeValue, Optional<AttributeValue>> shown)
            throws IOException {
        if (row.spread(column) instanceof Spread.Values values) {
            values.counts().forEach((value, jobs) -> shown.apply(value).ifPresent(known -> into.add(known, jobs)));
        } else {
            unknownValues.merge(into, row.jobs(), Long::sum);
        }
    }

    private void addResource(CondensedRow row, String part, String requested, String used, RequestedAndUsed both)
            throws IOException {
        require(part, ArchivedAmounts.add(row, requested, both.requested()));
        require(part, ArchivedAmounts.add(row, used, both.used()));
        double asked = asked(row, requested);
        long[] amounts = new long[2];
        boolean isKnown = addAmounts(row.spread(used), asked, amounts);
        both.addCompared(amounts[0], amounts[1]);
        require(part + ".comparable", isKnown);
    }

    /**
     * Compares amounts with what was asked for.
     *
     * @param compared how many could be, and how many of them are over it
     * @return whether it is known of all
     */
    private static boolean addAmounts(Spread needed, double asked, long[] compared) {
        return switch (needed) {
            case Spread.Unknown unknown -> false;
            case Spread.Values values -> {
                boolean isKnown = true;
                for (Map.Entry<AttributeValue, Long> entry : values.counts().entrySet()) {
                    double amount = AmountSeries.of(entry.getKey());
                    if (!Double.isNaN(amount)) {
                        isKnown &= addAmounts(amount, amount, asked, entry.getValue(), compared);
                    }
                }
                yield isKnown;
            }
            case Spread.Numbers numbers -> {
                boolean isKnown = true;
                for (int i = 0; i < numbers.counts().length; i++) {
                    isKnown &= addAmounts(
                            AmountSeries.of(new RealValue(numbers.least()[i])),
                            AmountSeries.of(new RealValue(numbers.greatest()[i])),
                            asked,
                            numbers.counts()[i],
                            compared);
                }
                yield isKnown;
            }
        };
    }

    /** What is no amount, too small or too great, is none of them in all cases; NaN is neither less nor greater. */
    private static boolean addAmounts(double least, double greatest, double asked, long jobs, long[] compared) {
        boolean isOver = least > asked;
        if (Double.isNaN(greatest) || !(isOver || (least >= 0 && greatest <= asked))) {
            return false;
        }
        compared[0] += jobs;
        compared[1] += isOver ? jobs : 0;
        return true;
    }

    /** What all jobs of the row asked for; NaN where that is not one amount. */
    private static double asked(CondensedRow row, String column) throws IOException {
        if (row.spread(column) instanceof Spread.Numbers numbers) {
            boolean isOne = numbers.present() == row.jobs()
                    && numbers.counts().length == 1
                    && numbers.least()[0] == numbers.greatest()[0];
            return isOne ? numbers.least()[0] : Double.NaN;
        }
        return AmountSeries.of(row.single(column).orElse(AttributeValue.UNDEFINED));
    }

    private void addReasons(CondensedRow row) throws IOException {
        unknown.addAll(ArchivedReasons.add(row, isRemoved(row), tally));
    }

    private boolean isRemoved(CondensedRow row) throws IOException {
        ArchivedColumn status =
                ArchivedColumn.of(mapping, mapping.named("status").orElseThrow());
        return row.single(status.name())
                .filter(value -> text(status.value(value)).equals(REMOVED))
                .isPresent();
    }

    private void addHosts(CondensedRow row) throws IOException {
        Optional<AttributeValue> failed = row.single("failed");
        if (failed.isEmpty() || !(row.spread("host") instanceof Spread.Values hosts)) {
            unknown.add("host_failures");
        } else if (failed.get() instanceof BooleanValue haveFailed) {
            hosts.counts().forEach((host, jobs) -> tally.hosts.add(text(host).value(), haveFailed.value(), jobs));
        }
    }
}
