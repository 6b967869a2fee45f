package org.shelfmark.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Counts what the cycles of a follower did since it began. Safe for many threads. */
public final class FollowStatistics implements Consumer<Follower.Outcome> {
    private final InstantSource clock;
    private final IntSupplier heldFiles;
    private final Instant startedAt;
    private final RecentSum recentRecords;

    private long cycles;
    private long commits;
    private long failedCycles;
    private long limitedCycles;
    private long records;
    private long quarantined;
    private long bytes;
    private Duration cycleTime = Duration.ZERO;
    private Duration longestCycle = Duration.ZERO;
    private Duration lastCycle = Duration.ZERO;
    private boolean backlogLeft;
    private @Nullable Instant lastCycleAt;
    private @Nullable Instant lastCommitAt;
    private @Nullable Failure lastFailure;

    /**
     * Begins to count now.
     *
     * @param heldFiles how many archive files are held open at this moment; called by whoever asks for a summary
     */
    public FollowStatistics(InstantSource clock, IntSupplier heldFiles) {
        this.clock = clock;
        this.heldFiles = heldFiles;
        this.startedAt = clock.instant();
        this.recentRecords = new RecentSum(startedAt);
    }

    /**
     * Why cycles failed.
     *
     * @param since when the first cycle of this unbroken row of failures ended
     * @param at when the last one of it ended
     * @param text why the last one failed
     * @param lasts whether no cycle has succeeded since
     */
    public record Failure(Instant since, Instant at, String text, boolean lasts) {}

    /**
     * What was counted up to a moment.
     *
     * @param startedAt when counting began
     * @param cycles cycles that ended, failed ones included
     * @param commits cycles that committed something
     * @param failedCycles cycles that failed and left everything as it was
     * @param limitedCycles cycles that left something to the next one, because they had reached their limit
     * @param backlogLeft whether the last cycle that succeeded was one of those
     * @param records records committed, quarantined ones included
     * @param quarantined those of them that could not be understood
     * @param bytes archive bytes they took
     * @param perSecond1 records per second over the last minute, or since the start if that is later
     * @param perSecond5 the same over five minutes
     * @param perSecond15 the same over fifteen minutes
     * @param cycleTime what all cycles took together
     * @param longestCycle what the longest took; zero before the first
     * @param lastCycle what the last took; zero before the first
     * @param lastCycleAt when the last cycle ended; empty before the first
     * @param lastCommitAt when the last cycle that committed something ended; empty before the first
     * @param lastFailure the last failure, also when it is over
     * @param heldFiles archive files held open
     */
    public record Summary(
            Instant startedAt,
            long cycles,
            long commits,
            long failedCycles,
            long limitedCycles,
            boolean backlogLeft,
            long records,
            long quarantined,
            long bytes,
            double perSecond1,
            double perSecond5,
            double perSecond15,
            Duration cycleTime,
            Duration longestCycle,
            Duration lastCycle,
            Optional<Instant> lastCycleAt,
            Optional<Instant> lastCommitAt,
            Optional<Failure> lastFailure,
            int heldFiles) {
        /** What a cycle took on the average; zero before the first. */
        public Duration meanCycle() {
            return cycles == 0 ? Duration.ZERO : cycleTime.dividedBy(cycles);
        }
    }

    @Override
    public synchronized void accept(Follower.Outcome outcome) {
        Instant now = clock.instant();
        cycles++;
        cycleTime = cycleTime.plus(outcome.took());
        lastCycle = outcome.took();
        longestCycle = lastCycle.compareTo(longestCycle) > 0 ? lastCycle : longestCycle;
        lastCycleAt = now;
        Failure before = lastFailure;
        if (outcome.failure() != null) {
            failedCycles++;
            Instant since = before != null && before.lasts() ? before.since() : now;
            lastFailure = new Failure(since, now, text(outcome.failure()), true);
            return;
        }
        if (before != null) {
            lastFailure = new Failure(before.since(), before.at(), before.text(), false);
        }
        succeeded(outcome.report().orElseThrow(), now);
    }

    private void succeeded(CycleReport report, Instant now) {
        if (report.committed()) {
            commits++;
            lastCommitAt = now;
        }
        backlogLeft = report.more();
        limitedCycles += report.more() ? 1 : 0;
        records += report.records();
        quarantined += report.quarantined();
        bytes += report.bytes();
        recentRecords.add(now, report.records());
    }

    private static String text(Throwable failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** What was counted up to now. */
    public Summary summary() {
        // asked for outside the lock: it may wait for a cycle, and a cycle's end waits for the lock
        int held = heldFiles.getAsInt();
        synchronized (this) {
            Instant now = clock.instant();
            return new Summary(
                    startedAt,
                    cycles,
                    commits,
                    failedCycles,
                    limitedCycles,
                    backlogLeft,
                    records,
                    quarantined,
                    bytes,
                    recentRecords.perSecond(now, Duration.ofMinutes(1)),
                    recentRecords.perSecond(now, Duration.ofMinutes(5)),
                    recentRecords.perSecond(now, RecentSum.LONGEST),
                    cycleTime,
                    longestCycle,
                    lastCycle,
                    Optional.ofNullable(lastCycleAt),
                    Optional.ofNullable(lastCommitAt),
                    Optional.ofNullable(lastFailure),
                    held);
        }
    }
}
