package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;

/** How many jobs have which CPU efficiency. Those of parts merge into those of the whole. */
public final class EfficiencyBins {
    /** Not known; 0 to below 10 %, and so on; 90 % and above. */
    public static final int BINS = 11;

    private static final int WIDTH = 10;

    private final long[] jobs = new long[BINS];
    private long above100;

    /**
     * Takes a job in.
     *
     * @param percent NaN where it is not known
     */
    public void add(double percent) {
        jobs[Double.isNaN(percent) ? 0 : 1 + (int) Math.min(BINS - 2, percent / WIDTH)]++;
        if (percent > 100) {
            above100++;
        }
    }

    /** Takes other jobs in. */
    public void merge(EfficiencyBins others) {
        for (int bin = 0; bin < BINS; bin++) {
            jobs[bin] += others.jobs[bin];
        }
        above100 += others.above100;
    }

    /**
     * Jobs in a bin.
     *
     * @param bin 0 for those whose efficiency is not known, 1 for 0 to below 10 %, up to 10 for 90 % and above
     */
    public long jobs(int bin) {
        return jobs[bin];
    }

    /** Where a bin begins, in percent; bin 0 has no beginning. */
    public static int from(int bin) {
        return (bin - 1) * WIDTH;
    }

    /** Jobs above 100 %, which are in the last bin. */
    public long above100() {
        return above100;
    }

    /** Writes the counts. */
    public void write(DataOutput out) throws IOException {
        for (long count : jobs) {
            out.writeVLong(count);
        }
        out.writeVLong(above100);
    }

    /** Reads counts back. */
    public static EfficiencyBins read(DataInput in) throws IOException {
        EfficiencyBins bins = new EfficiencyBins();
        for (int bin = 0; bin < BINS; bin++) {
            bins.jobs[bin] = in.readVLong();
        }
        bins.above100 = in.readVLong();
        return bins;
    }

    @Override
    public String toString() {
        return Arrays.toString(jobs) + ", above 100 %: " + above100;
    }
}
