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
        Spread needed = row.spread(used);
        if (!(needed instanceof Spread.Numbers numbers) || numbers.present() == 0) {
            return;
        }
        double asked = asked(row, requested);
        long compared = 0;
        long over = 0;
        for (int i = 0; i < numbers.counts().length && !Double.isNaN(asked); i++) {
            boolean isOver = numbers.least()[i] > asked;
            if (numbers.least()[i] >= 0 && (isOver || numbers.greatest()[i] <= asked)) {
                compared += numbers.counts()[i];
                over += isOver ? numbers.counts()[i] : 0;
            }
        }
        both.addCompared(compared, over);
        require(part + ".comparable", compared == numbers.present());
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
