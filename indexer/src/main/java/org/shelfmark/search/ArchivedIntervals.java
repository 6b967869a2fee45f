package org.shelfmark.search;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.shelfmark.aggregate.BinCursor;
import org.shelfmark.aggregate.Bins;
import org.shelfmark.aggregate.IntervalCounts;
import org.shelfmark.aggregate.NumberRange;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.query.JobCount;
import org.shelfmark.query.Spread;
import org.shelfmark.search.RowDivision.Part;

/** Adds archived jobs to jobs by interval. One request, one thread. */
final class ArchivedIntervals {
    private final ArchivedColumn of;
    private final BinCursor bins;
    private final Optional<ArchivedColumn> by;
    private final IntervalCounts counts;
    private long unplaced;

    /**
     * Intervals of a number.
     *
     * @param by what divides them
     * @param live live jobs by interval
     */
    ArchivedIntervals(ArchivedColumn of, Bins bins, Optional<ArchivedColumn> by, IntervalCounts live) {
        this.of = of;
        this.bins = bins.cursor();
        this.by = by;
        this.counts = live;
    }

    /** Widens a range by the numbers of archived jobs. */
    static void addTo(NumberRange range, ArchivedColumn of, ArchivedJobs jobs) throws IOException {
        jobs.visit(Set.of(of.name()), row -> new ArchivedNumbers(row, of).addTo(range));
    }

    /** Adds them, and says how many are meant. */
    JobCount over(ArchivedJobs jobs) throws IOException {
        Set<String> columns = new LinkedHashSet<>();
        columns.add(of.name());
        by.ifPresent(column -> columns.add(column.name()));
        return jobs.visit(columns, this::add);
    }

    /** Jobs that are meant and of which it is not known in which interval they lie. */
    long unplaced() {
        return unplaced;
    }

    private void add(MatchingRow row) throws IOException {
        if (row.isWhole() && by.isEmpty() && row.row().spread(of.name()) instanceof Spread.Numbers numbers) {
            addWhole(new ArchivedNumbers(row, of), numbers);
        } else {
            addParts(row);
        }
    }

    /** All jobs of a row are meant, so nothing has to be decided for its intervals. */
    private void addWhole(ArchivedNumbers row, Spread.Numbers numbers) throws IOException {
        for (int i = 0; i < numbers.counts().length; i++) {
            OptionalLong key = key(row.ends(numbers.least()[i], numbers.greatest()[i]));
            if (key.isPresent()) {
                counts.add(key.getAsLong(), numbers.counts()[i]);
            } else {
                unplaced += numbers.counts()[i];
            }
        }
    }

    private void addParts(MatchingRow row) throws IOException {
        ArchivedNumbers numbers = new ArchivedNumbers(row, of);
        TreeMap<Long, Long> byKey = new TreeMap<>();
        long left = row.count().least();
        boolean areTogether = row.by(of.name()).isKnown();
        for (Part part : row.by(of.name()).parts()) {
            Optional<ArchivedNumbers.Ends> ends = numbers.ends(part);
            OptionalLong key = ends.isPresent() ? key(ends.get()) : OptionalLong.empty();
            if (key.isPresent() && part.count().most() > 0) {
                byKey.merge(key.getAsLong(), part.count().least(), Long::sum);
                left -= part.count().least();
            } else {
                areTogether &= part.count().most() == 0;
                left -= ends.isEmpty() ? part.count().least() : 0;
            }
        }
        unplaced += left;
        areTogether &= byKey.size() == 1;
        for (var entry : byKey.entrySet()) {
            if (entry.getValue() > 0) {
                counts.add(entry.getKey(), entry.getValue());
                if (by.isPresent()) {
                    divide(row, by.get(), entry.getKey(), entry.getValue(), areTogether);
                }
            }
        }
    }

    private OptionalLong key(ArchivedNumbers.Ends ends) {
        long first = key(ends.least());
        return first == key(ends.greatest()) ? OptionalLong.of(first) : OptionalLong.empty();
    }

    private long key(Number number) {
        return number instanceof Long integer ? bins.key((long) integer) : bins.key(number.doubleValue());
    }

    private void divide(MatchingRow row, ArchivedColumn column, long key, long jobs, boolean areTogether)
            throws IOException {
        RowDivision division = row.by(column.name());
        Optional<AttributeValue> single = division.single();
        if (single.isPresent()) {
            add(key, column.value(single.get()), jobs);
            return;
        }
        long left = jobs;
        if (areTogether) {
            for (Part part : division.parts()) {
                if (part instanceof Part.Valued valued) {
                    add(key, column.value(valued.value()), valued.count().least());
                    left -= valued.count().least();
                }
            }
        }
        counts.addUndivided(key, left);
    }

    private void add(long key, AttributeValue value, long jobs) {
        if (jobs > 0 && !(value instanceof AttributeValue.Undefined)) {
            counts.add(key, value, jobs);
        }
    }
}
