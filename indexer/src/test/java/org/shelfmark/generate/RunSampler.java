package org.shelfmark.generate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws what happens to one cluster's jobs. Jobs of a wave run equally long, jobs of a burst on the same machine. */
final class RunSampler {
    private static final List<Integer> SIGNALS = List.of(9, 9, 9, 11, 11, 6, 15, 7);
    private static final List<EvictionCause> EVICTIONS = List.of(EvictionCause.values());
    private static final List<HoldCause> HOLDS = List.of(HoldCause.values());

    private final Submission submission;
    private final HostFleet fleet;
    private final DeterministicRandom random;
    private final double efficiency;
    private int wall;
    private Usage usage;
    private ExecuteHost host;
    private int slot;

    RunSampler(Submission submission, HostFleet fleet, DeterministicRandom random) {
        this.submission = submission;
        this.fleet = fleet;
        this.random = random;
        efficiency = 0.55 + 0.44 * random.unit();
        wall = drawWall();
        usage = drawUsage(wall);
        host = drawHost();
    }

    /** Seconds the wave's jobs run. */
    int wall() {
        return wall;
    }

    void startWave() {
        wall = drawWall();
        usage = drawUsage(wall);
    }

    void startBurst() {
        host = drawHost();
        slot = random.between(1, 64);
    }

    /** The story of one job that leaves the queue at {@code end}, which is after its submission. */
    JobRun draw(int proc, long end) {
        double fate = random.unit();
        boolean idleRemoval = submission.matched() && fate < 0.006;
        Ending ending = idleRemoval ? new Ending.RemovedIdle() : ending(fate);
        HoldCause hold = random.chance(0.03) ? random.pick(HOLDS) : null;
        boolean eviction = random.chance(0.045);
        int retries = submission.maxRetries() > 0 && random.chance(submission.failureRate()) ? 1 : 0;
        long earliest = submission.queued() + 1;
        long start = Math.max(earliest, end - wall);
        StopCause vacate = vacate(hold, eviction && submission.matched());
        if ((vacate == null && retries == 0) || idleRemoval || start - earliest < 600) {
            HoldCause idleHold = hold == null || hold.whileRunning() ? null : hold;
            return run(proc, once(start, end), ending, 0, null, idleHold);
        }
        int stops = retries + (vacate == null ? 0 : 1);
        int earlier = Math.clamp((start - earliest - 300) / stops, 10, Math.max(10, wall));
        int gap = 30 + random.below(120);
        long previous = start - gap - earlier;
        long first = stops == 1 ? previous : previous - gap - earlier;
        if (first < earliest) {
            return run(proc, once(start, end), ending, 0, null, null);
        }
        RunTimes once = once(start, end);
        RunTimes times =
                new RunTimes(first, previous, start, end, (long) earlier * stops, once.setup(), once.teardown());
        return run(proc, times, ending, retries, vacate, hold);
    }

    private JobRun run(
            int proc,
            RunTimes times,
            Ending ending,
            int retries,
            @Nullable StopCause vacate,
            @Nullable HoldCause hold) {
        Usage own = times.lastWall() == wall ? usage : drawUsage((int) times.lastWall());
        long resident = (long) (submission.application().memoryMegabytes() * 1024L * (1 + 0.04 * random.bell()));
        slot = slot % 96 + 1;
        return new JobRun(
                proc, times, own, resident, ending, host, slot, random.between(1, 60_000), retries, vacate, hold);
    }

    private @Nullable StopCause vacate(@Nullable HoldCause hold, boolean eviction) {
        if (hold != null && hold.whileRunning() && submission.matched()) {
            return hold;
        }
        return eviction ? random.pick(EVICTIONS) : null;
    }

    private RunTimes once(long start, long end) {
        long spare = end - start;
        int setup = (int) Math.min(submission.setupSeconds(), spare / 3);
        int teardown = (int) Math.min(submission.teardownSeconds(), spare / 3);
        return RunTimes.once(start, end, setup, teardown);
    }

    private Ending ending(double fate) {
        if (fate < 0.03) {
            return new Ending.RemovedRunning(fate < 0.012);
        }
        if (fate < 0.042) {
            return new Ending.Killed(random.pick(SIGNALS));
        }
        if (random.chance(submission.failureRate())) {
            return new Ending.Exited(random.chance(0.85) ? submission.failureCode() : random.between(1, 255));
        }
        return new Ending.Exited(0);
    }

    private int drawWall() {
        return Math.clamp((long) (submission.medianRunSeconds() * random.logNormal(0.3)), 20, 259_200);
    }

    private Usage drawUsage(int seconds) {
        long busy = (long) (seconds * (double) submission.application().cpus() * efficiency);
        long input = submission.application().transferMegabytes() * 1_048_576L + 4_096;
        return new Usage(
                busy,
                busy / 60,
                (long) (input / 10.0 * random.logNormal(0.5)),
                input,
                submission.application().transferMegabytes() * 1024L + 100 + random.below(5_000),
                submission.application().memoryMegabytes() * 1536L + 20_000 + random.below(9_000));
    }

    private ExecuteHost drawHost() {
        return submission.glidein() ? fleet.atSite(random) : fleet.atHome(random);
    }
}
