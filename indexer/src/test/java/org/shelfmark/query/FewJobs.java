package org.shelfmark.query;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** Condensed jobs of a test; nothing is known of columns that are not given. */
public final class FewJobs implements CondensedJobs {
    private final long jobs;
    private final Map<String, Spread> columns = new HashMap<>();
    private final Set<String> unfaithful = new HashSet<>();

    /** So many jobs. */
    public FewJobs(long jobs) {
        this.jobs = jobs;
    }

    /** The same with a column of counted values: a value, how often, a value, how often ... */
    public FewJobs with(String column, Object... valuesAndCounts) {
        columns.put(column, values(valuesAndCounts));
        return this;
    }

    /** The same with a column of intervals: least, greatest, how many ... */
    public FewJobs withNumbers(String column, long others, double... intervals) {
        columns.put(column, numbers(others, intervals));
        return this;
    }

    /** The same with a column that is not faithful. */
    public FewJobs unfaithful(String column) {
        unfaithful.add(column);
        return this;
    }

    /** Counted values: a value, how often, a value, how often ... */
    public static Spread.Values values(Object... valuesAndCounts) {
        Map<AttributeValue, Long> counts = new HashMap<>();
        for (int i = 0; i < valuesAndCounts.length; i += 2) {
            counts.put(value(valuesAndCounts[i]), ((Number) valuesAndCounts[i + 1]).longValue());
        }
        return new Spread.Values(counts);
    }

    /** Intervals: least, greatest, how many ... */
    public static Spread.Numbers numbers(long others, double... intervals) {
        int size = intervals.length / 3;
        double[] least = new double[size];
        double[] greatest = new double[size];
        long[] counts = new long[size];
        for (int i = 0; i < size; i++) {
            least[i] = intervals[3 * i];
            greatest[i] = intervals[3 * i + 1];
            counts[i] = (long) intervals[3 * i + 2];
        }
        return new Spread.Numbers(least, greatest, counts, others);
    }

    private static AttributeValue value(Object value) {
        return switch (value) {
            case Integer number -> new IntegerValue(number);
            case Long number -> new IntegerValue(number);
            case Double number -> new RealValue(number);
            case Boolean truth -> BooleanValue.of(truth);
            case String text -> new StringValue(text);
            default -> throw new IllegalArgumentException(value.toString());
        };
    }

    @Override
    public long jobs() {
        return jobs;
    }

    @Override
    public Spread spread(String column) {
        return columns.getOrDefault(column, Spread.Unknown.INSTANCE);
    }

    @Override
    public boolean isFaithful(String column) {
        return !unfaithful.contains(column) && !column.startsWith("attr:");
    }
}
