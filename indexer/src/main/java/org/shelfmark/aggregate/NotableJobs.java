package org.shelfmark.aggregate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The few jobs of the highest number, equal ones by the lowest id. Belongs to one thread. */
public final class NotableJobs {
    private static final Comparator<Job> HIGHEST_FIRST = Comparator.comparingDouble(Job::number)
            .reversed()
            .thenComparingDouble(Job::cluster)
            .thenComparingDouble(Job::proc)
            .thenComparingInt(Job::document);

    private final int most;
    private final PriorityQueue<Job> jobs = new PriorityQueue<>(HIGHEST_FIRST.reversed());

    /**
     * A job.
     *
     * @param document its number in the index
     */
    public record Job(double number, double cluster, double proc, int document) {}

    NotableJobs(int most) {
        this.most = most;
    }

    void add(Job job) {
        jobs.add(job);
        if (jobs.size() > most) {
            jobs.remove();
        }
    }

    /** The jobs, the highest first. */
    public List<Job> all() {
        List<Job> all = new ArrayList<>(jobs);
        all.sort(HIGHEST_FIRST);
        return all;
    }
}
