package org.shelfmark.aggregate;

/** What jobs asked for of something, and what they used. Belongs to one thread. */
public final class RequestedAndUsed {
    private final AmountSeries requested = new AmountSeries();
    private final AmountSeries used = new AmountSeries();
    private long comparable;
    private long over;

    void add(double asked, double needed) {
        requested.add(asked);
        used.add(needed);
        if (!Double.isNaN(asked) && !Double.isNaN(needed)) {
            comparable++;
            if (needed > asked) {
                over++;
            }
        }
    }

    /** Takes jobs in of which it is known whether they used more than they asked for. */
    public void addCompared(long jobs, long ofThemOver) {
        comparable += jobs;
        over += ofThemOver;
    }

    /** What was asked for. */
    public AmountSeries requested() {
        return requested;
    }

    /** What was used. */
    public AmountSeries used() {
        return used;
    }

    /** Jobs for which both are known. */
    public long comparable() {
        return comparable;
    }

    /** Those of them that used more than they asked for. */
    public long over() {
        return over;
    }
}
