package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;

/**
 * Sums and extremes over jobs. Those of parts merge into those of the whole, whatever the order: a job's seconds are rounded
 * to {@link #FRACTION}, so that their sums have no error up to 2<sup>43</sup> seconds, 280,000 years. Belongs to one
 * thread.
 */
// each total has its place in an array that lives in memory only
@SuppressWarnings("EnumOrdinal")
public final class JobTotals {
    /** How the numbers of two jobs become one. */
    private enum Rule {
        SUM,
        MIN,
        MAX
    }

    /** What is summed up. A time is in seconds since 1970. */
    public enum Total {
        /** All jobs. */
        JOBS(Rule.SUM),
        /** JobStatus is 4. */
        COMPLETED(Rule.SUM),
        /** JobStatus is 3. */
        REMOVED(Rule.SUM),
        /** Exited with code 0 and by no signal. */
        SUCCEEDED(Rule.SUM),
        /** Ended by a signal, or with another exit code. */
        FAILED(Rule.SUM),
        /** Ran less than {@link #SHORT_SECONDS}. */
        SHORT_JOBS(Rule.SUM),
        /** NumJobStarts is above 1. */
        RESTARTED_JOBS(Rule.SUM),
        /** NumHolds is above 0. */
        JOBS_HELD(Rule.SUM),
        /** NumHolds. */
        HOLDS(Rule.SUM),
        /** NumShadowStarts. */
        ATTEMPTS(Rule.SUM),
        /** NumJobStarts. */
        STARTS(Rule.SUM),
        /** NumVacates. */
        VACATES(Rule.SUM),
        /** The first QDate. */
        FIRST_SUBMITTED(Rule.MIN),
        /** The first JobStartDate. */
        FIRST_STARTED(Rule.MIN),
        /** When the last job left the queue. */
        LAST_ENDED(Rule.MAX),
        /** RemoteWallClockTime. */
        WALL_SECONDS(Rule.SUM),
        /** Cores times RemoteWallClockTime. */
        CORE_SECONDS(Rule.SUM),
        /** Cores times CommittedTime. */
        GOOD_CORE_SECONDS(Rule.SUM),
        /** CPU time. */
        CPU_SECONDS(Rule.SUM),
        /** Cores times RemoteWallClockTime of the jobs whose CPU time is known. */
        MEASURED_CORE_SECONDS(Rule.SUM),
        /** CPU time of the jobs whose RemoteWallClockTime is positive. */
        MEASURED_CPU_SECONDS(Rule.SUM);

        private final Rule rule;

        Total(Rule rule) {
            this.rule = rule;
        }
    }

    /** A job that ran less than this is short. */
    public static final int SHORT_SECONDS = 60;

    /** About a millisecond: shorter times, in seconds, are not told apart. */
    private static final double FRACTION = 0x1p-10;

    /** How a number is written. */
    private static final byte NONE = 0;

    private static final byte ZERO = 1;
    private static final byte FRACTIONS = 2;
    private static final byte PLAIN = 3;

    private static final Total[] TOTALS = Total.values();

    private final double[] numbers = new double[TOTALS.length];

    /** Of no jobs. */
    public JobTotals() {
        for (Total total : TOTALS) {
            numbers[total.ordinal()] = total.rule == Rule.SUM ? 0 : Double.NaN;
        }
    }

    /**
     * Of jobs of which only some totals are known.
     *
     * @param known the others are as of no jobs
     */
    public static JobTotals of(Map<Total, Double> known) {
        JobTotals totals = new JobTotals();
        known.forEach(totals::add);
        return totals;
    }

    /** A total; NaN for a time that no job has. */
    public double get(Total total) {
        return numbers[total.ordinal()];
    }

    /** A total that counts something. */
    public long count(Total total) {
        return (long) get(total);
    }

    /** A number of seconds as it is summed up; NaN for NaN. */
    static double rounded(double seconds) {
        return Math.rint(seconds / FRACTION) * FRACTION;
    }

    /** Counts one job. */
    void increment(Total total) {
        numbers[total.ordinal()]++;
    }

    /** Takes a number in; one that is NaN changes nothing. */
    void add(Total total, double number) {
        if (Double.isNaN(number)) {
            return;
        }
        int at = total.ordinal();
        double before = numbers[at];
        numbers[at] = switch (total.rule) {
            case SUM -> before + rounded(number);
            case MIN -> Double.isNaN(before) ? number : Math.min(before, number);
            case MAX -> Double.isNaN(before) ? number : Math.max(before, number);
        };
    }

    /** Takes the totals of other jobs in. */
    public void merge(JobTotals others) {
        for (Total total : TOTALS) {
            add(total, others.get(total));
        }
    }

    /** Writes the totals; most of them take a byte or a few. */
    public void write(DataOutput out) throws IOException {
        for (double number : numbers) {
            double scaled = number / FRACTION;
            if (Double.isNaN(number)) {
                out.writeByte(NONE);
            } else if (number == 0) {
                out.writeByte(ZERO);
            } else if (Math.rint(scaled) == scaled && Math.abs(scaled) < Long.MAX_VALUE) {
                out.writeByte(FRACTIONS);
                out.writeZLong((long) scaled);
            } else {
                out.writeByte(PLAIN);
                out.writeLong(Double.doubleToLongBits(number));
            }
        }
    }

    /** Reads totals back. */
    public static JobTotals read(DataInput in) throws IOException {
        JobTotals totals = new JobTotals();
        for (int at = 0; at < totals.numbers.length; at++) {
            byte form = in.readByte();
            totals.numbers[at] = switch (form) {
                case NONE -> Double.NaN;
                case ZERO -> 0;
                case FRACTIONS -> in.readZLong() * FRACTION;
                case PLAIN -> Double.longBitsToDouble(in.readLong());
                default -> throw new IOException("no total is written in form " + form);
            };
        }
        return totals;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JobTotals totals && Arrays.equals(numbers, totals.numbers);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(numbers);
    }

    @Override
    public String toString() {
        return Arrays.toString(numbers);
    }
}
