package org.shelfmark.aggregate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which hosts fail more than can be chance.
 *
 * <p>Each host is compared with all others of the submission by Fisher's exact test, one-sided: how probable is it that so
 * many of the failures, or more, hit its jobs, if they hit jobs by chance? The probability is multiplied by the number of
 * hosts, because one of many hosts looks bad by chance (Bonferroni's correction). Belongs to one thread.
 */
public final class HostOutcomes {
    /** Above this a host is taken for unlucky. */
    public static final double MOST_PROBABLE = 0.01;

    private final Map<String, long[]> jobsAndFailures = new HashMap<>();
    private long jobs;
    private long failed;

    /**
     * A host that fails more.
     *
     * @param probability after correction, 0 to {@link #MOST_PROBABLE}
     */
    public record Host(String name, long jobs, long failed, double probability) {}

    void add(String host, boolean hasFailed) {
        add(host, hasFailed, 1);
    }

    /** Takes jobs of a host in that all ended alike. */
    public void add(String host, boolean haveFailed, long count) {
        long[] both = jobsAndFailures.computeIfAbsent(host, made -> new long[2]);
        both[0] += count;
        jobs += count;
        if (haveFailed) {
            both[1] += count;
            failed += count;
        }
    }

    /** How many hosts there are. */
    public int hosts() {
        return jobsAndFailures.size();
    }

    /** Jobs that ran somewhere and of which it is known how they ended. */
    public long jobs() {
        return jobs;
    }

    /** Those of them that failed. */
    public long failed() {
        return failed;
    }

    /** The hosts that fail more, the most certain first. */
    public List<Host> failing(int limit) {
        List<Host> failing = new ArrayList<>();
        jobsAndFailures.forEach((name, both) -> {
            double chance = Math.exp(new Hypergeometric(jobs, failed, both[0]).logUpperTail(both[1])) * hosts();
            if (chance <= MOST_PROBABLE) {
                failing.add(new Host(name, both[0], both[1], chance));
            }
        });
        failing.sort(Comparator.comparingDouble(Host::probability)
                .thenComparing(Comparator.comparingLong(Host::failed).reversed())
                .thenComparing(Host::name));
        return List.copyOf(failing.subList(0, Math.min(limit, failing.size())));
    }
}
