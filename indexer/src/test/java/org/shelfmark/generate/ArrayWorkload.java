package org.shelfmark.generate;

import java.io.IOException;

/**
 * One cluster. Its jobs leave in bursts of jobs that started together, and not quite in the order of their numbers: the
 * next is picked from the eight lowest that are left.
 */
final class ArrayWorkload implements Workload {
    private static final int WINDOW = 8;
    private static final double ANOTHER_IN_BURST = 0.62;
    private static final double NEW_WAVE = 0.25;

    private final Submission submission;
    private final RecordTemplate template;
    private final RunSampler sampler;
    private final DeterministicRandom random;
    private final double gapSeconds;
    private final int[] window = new int[WINDOW];
    private int waiting;
    private int nextProc;
    private long due;

    /**
     * @param firstEnd when its first jobs leave, after its submission
     * @param gapSeconds mean time between bursts on an average hour
     */
    ArrayWorkload(
            Submission submission,
            RecordTemplate template,
            RunSampler sampler,
            DeterministicRandom random,
            long firstEnd,
            double gapSeconds) {
        this.submission = submission;
        this.template = template;
        this.sampler = sampler;
        this.random = random;
        this.gapSeconds = gapSeconds;
        due = firstEnd;
        while (waiting < WINDOW && nextProc < submission.procs()) {
            window[waiting++] = nextProc++;
        }
    }

    @Override
    public long due() {
        return due;
    }

    @Override
    public boolean advance(RecordSink sink) throws IOException {
        if (random.chance(NEW_WAVE)) {
            sampler.startWave();
        }
        sampler.startBurst();
        do {
            sink.accept(submission, template, sampler.draw(takeProc(), due));
        } while (waiting > 0 && random.chance(ANOTHER_IN_BURST));
        due += 1 + (long) (random.exponential(gapSeconds) * quietness(due));
        return waiting > 0;
    }

    private int takeProc() {
        int position = random.below(waiting);
        int taken = window[position];
        if (nextProc < submission.procs()) {
            window[position] = nextProc++;
        } else {
            window[position] = window[--waiting];
        }
        return taken;
    }

    /** How much slower than average jobs leave at an hour: nights and weekends are quiet. */
    private static double quietness(long seconds) {
        long hour = seconds / 3600 % 24;
        long dayFromThursday = seconds / 86_400 % 7;
        double day = dayFromThursday == 2 || dayFromThursday == 3 ? 1.7 : 1;
        return day * (hour >= 8 && hour < 20 ? 0.7 : 1.3);
    }
}
