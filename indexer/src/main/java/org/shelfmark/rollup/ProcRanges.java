package org.shelfmark.rollup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.query.Spread;

/**
 * ProcIds in ascending order as ranges without gaps: lossless, and small where the jobs of a submission are numbered one
 * after the other.
 *
 * @param ranges ascending, apart by more than one
 */
public record ProcRanges(List<Range> ranges) {
    /** No ProcId. */
    public static final ProcRanges NONE = new ProcRanges(List.of());

    /** Copies the ranges. */
    public ProcRanges {
        ranges = List.copyOf(ranges);
    }

    /** ProcIds from the first to the last, both included. */
    public record Range(long first, long last) {
        /** {@code 5}, or {@code 0-199}. */
        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "-" + last;
        }
    }

    /** The ranges of some ProcIds in any order; repeated ones count once. */
    public static ProcRanges of(long[] procs) {
        long[] sorted = procs.clone();
        Arrays.sort(sorted);
        List<Range> ranges = new ArrayList<>();
        for (int from = 0; from < sorted.length; ) {
            int to = from;
            while (to + 1 < sorted.length && sorted[to + 1] - sorted[to] <= 1) {
                to++;
            }
            ranges.add(new Range(sorted[from], sorted[to]));
            from = to + 1;
        }
        return new ProcRanges(ranges);
    }

    /** Whether a ProcId is among them. */
    public boolean contains(long proc) {
        return ranges.stream().anyMatch(range -> range.first() <= proc && proc <= range.last());
    }

    /**
     * How they are spread over jobs: one by one where they are few.
     *
     * @param jobs how many jobs have them; unknown where some have the same one, or none
     */
    Spread spread(long jobs) {
        long distinct = ranges.stream()
                .mapToLong(range -> range.last() - range.first() + 1)
                .sum();
        if (distinct != jobs) {
            return Spread.Unknown.INSTANCE;
        }
        if (jobs <= ValueTally.MOST_VALUES) {
            Map<AttributeValue, Long> single = new HashMap<>();
            for (Range range : ranges) {
                for (long proc = range.first(); proc <= range.last(); proc++) {
                    single.put(new IntegerValue(proc), 1L);
                }
            }
            return new Spread.Values(single);
        }
        return new Spread.Numbers(
                ranges.stream().mapToDouble(range -> (double) range.first()).toArray(),
                ranges.stream().mapToDouble(range -> (double) range.last()).toArray(),
                ranges.stream()
                        .mapToLong(range -> range.last() - range.first() + 1)
                        .toArray(),
                0);
    }

    /** These and others. */
    public ProcRanges with(ProcRanges others) {
        List<Range> all = new ArrayList<>(ranges);
        all.addAll(others.ranges);
        all.sort((left, right) -> Long.compare(left.first(), right.first()));
        List<Range> joined = new ArrayList<>();
        for (Range range : all) {
            Range last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && range.first() - 1 <= last.last()) {
                joined.set(joined.size() - 1, new Range(last.first(), Math.max(last.last(), range.last())));
            } else {
                joined.add(range);
            }
        }
        return new ProcRanges(joined);
    }

    void write(DataOutput out) throws IOException {
        out.writeVInt(ranges.size());
        long before = 0;
        for (Range range : ranges) {
            out.writeZLong(range.first() - before);
            out.writeVLong(range.last() - range.first());
            before = range.last();
        }
    }

    static ProcRanges read(DataInput in) throws IOException {
        int size = in.readVInt();
        List<Range> ranges = new ArrayList<>();
        long before = 0;
        for (int i = 0; i < size; i++) {
            long first = before + in.readZLong();
            before = first + in.readVLong();
            ranges.add(new Range(first, before));
        }
        return new ProcRanges(ranges);
    }

    /** As people write them: {@code 0-199, 205}. */
    @Override
    public String toString() {
        return String.join(", ", ranges.stream().map(Range::toString).toList());
    }
}
