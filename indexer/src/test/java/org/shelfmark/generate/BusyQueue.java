package org.shelfmark.generate;

import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The queue of a busy access point: a fixed number of workloads at any time, the one due first goes on, and a new one
 * is submitted when one is through. So records come in order of completion while only the open clusters are in memory.
 */
final class BusyQueue {
    private static final int OPEN_WORKLOADS = 128;
    private static final double BURST_GAP_SECONDS = 420;

    /** Arrays beyond this run on many machines at once, or they would never end. */
    private static final int LARGE_ARRAY = 300;

    private final SubmitNode schedd;
    private final TemplateFactory templates;
    private final DeterministicRandom random;
    private final PriorityQueue<Entry> open =
            new PriorityQueue<>(Comparator.comparingLong(Entry::due).thenComparingLong(Entry::serial));
    private long serial;

    private record Entry(long due, long serial, Workload workload) {}

    BusyQueue(SubmitNode schedd, TemplateFactory templates, DeterministicRandom random, long start) {
        this.schedd = schedd;
        this.templates = templates;
        this.random = random;
        for (int i = 0; i < OPEN_WORKLOADS; i++) {
            long queued = start - (OPEN_WORKLOADS - i) * 400L;
            add(cluster(queued, start + random.below((int) BURST_GAP_SECONDS)));
        }
    }

    /** Lets the jobs leave that are due next. */
    void advance(RecordSink sink) throws IOException {
        Entry entry = open.remove();
        if (entry.workload.advance(sink)) {
            add(entry.workload);
        } else {
            add(submitted(entry.due));
        }
    }

    private void add(Workload workload) {
        open.add(new Entry(workload.due(), serial++, workload));
    }

    private Workload submitted(long now) {
        return !schedd.submitsArraysOnly() && random.chance(0.1)
                ? new DagWorkload(schedd, templates, random, now)
                : cluster(now, now);
    }

    /** A cluster whose first jobs leave at {@code earliestEnd} or as soon after as they can have run. */
    private Workload cluster(long queued, long earliestEnd) {
        Submission submission = schedd.submit(queued);
        RunSampler sampler = new RunSampler(submission, schedd.fleet(), random);
        long wait = 5 + (long) random.exponential(900);
        long firstEnd = Math.max(earliestEnd, queued + wait + sampler.wall());
        return new ArrayWorkload(
                submission,
                templates.ordinary(submission),
                sampler,
                random,
                firstEnd,
                BURST_GAP_SECONDS * random.logNormal(0.7) / (submission.procs() > LARGE_ARRAY ? 4 : 1));
    }
}
