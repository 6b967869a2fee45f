package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowStatisticsTest {
    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    private Instant now = START;
    private int held = 3;
    private final FollowStatistics statistics = new FollowStatistics(() -> now, () -> held);

    private void after(Duration time) {
        now = now.plus(time);
    }

    private void succeed(long records, boolean more, boolean committed, int millis) {
        statistics.accept(new Follower.Outcome(
                Optional.of(new CycleReport(records, records / 10, records * 100, more, committed, List.of())),
                null,
                Duration.ofMillis(millis),
                Optional.empty()));
    }

    private void fail(Exception failure, int millis) {
        statistics.accept(new Follower.Outcome(Optional.empty(), failure, Duration.ofMillis(millis), Optional.empty()));
    }

    @Test
    void nothingHappened_isAllZero() {
        FollowStatistics.Summary summary = statistics.summary();

        assertThat(summary)
                .isEqualTo(new FollowStatistics.Summary(
                        START,
                        0,
                        0,
                        0,
                        0,
                        false,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        Duration.ZERO,
                        Duration.ZERO,
                        Duration.ZERO,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        3));
        assertThat(summary.meanCycle()).isZero();
    }

    @Test
    void cycles_addUp() {
        succeed(100, true, true, 400);
        after(Duration.ofSeconds(1));
        succeed(20, false, true, 100);
        after(Duration.ofSeconds(2));
        succeed(0, false, false, 10);
        held = 5;

        FollowStatistics.Summary summary = statistics.summary();

        assertThat(summary.cycles()).isEqualTo(3);
        assertThat(summary.commits()).isEqualTo(2);
        assertThat(summary.failedCycles()).isZero();
        assertThat(summary.limitedCycles()).isEqualTo(1);
        assertThat(summary.backlogLeft()).isFalse();
        assertThat(summary.records()).isEqualTo(120);
        assertThat(summary.quarantined()).isEqualTo(12);
        assertThat(summary.bytes()).isEqualTo(12_000);
        assertThat(summary.cycleTime()).isEqualTo(Duration.ofMillis(510));
        assertThat(summary.meanCycle()).isEqualTo(Duration.ofMillis(170));
        assertThat(summary.longestCycle()).isEqualTo(Duration.ofMillis(400));
        assertThat(summary.lastCycle()).isEqualTo(Duration.ofMillis(10));
        assertThat(summary.lastCycleAt()).contains(START.plusSeconds(3));
        assertThat(summary.lastCommitAt()).contains(START.plusSeconds(1));
        assertThat(summary.lastFailure()).isEmpty();
        assertThat(summary.heldFiles()).isEqualTo(5);
    }

    @Test
    void cycleThatReachedItsLimit_leavesABacklog() {
        succeed(5, true, true, 1);

        assertThat(statistics.summary().backlogLeft()).isTrue();
    }

    @Test
    void failures_areOneRowUntilACycleSucceeds() {
        fail(new IOException("disk full"), 50);
        after(Duration.ofSeconds(3));
        fail(new IOException("disk full"), 50);
        after(Duration.ofSeconds(1));
        fail(new IllegalStateException(), 60);

        assertThat(statistics.summary().lastFailure())
                .contains(new FollowStatistics.Failure(
                        START, START.plusSeconds(4), "java.lang.IllegalStateException", true));
        assertThat(statistics.summary().failedCycles()).isEqualTo(3);
        assertThat(statistics.summary().cycles()).isEqualTo(3);
        assertThat(statistics.summary().longestCycle()).isEqualTo(Duration.ofMillis(60));

        after(Duration.ofSeconds(4));
        succeed(1, false, true, 5);
        assertThat(statistics.summary().lastFailure())
                .contains(new FollowStatistics.Failure(
                        START, START.plusSeconds(4), "java.lang.IllegalStateException", false));

        after(Duration.ofSeconds(4));
        fail(new IOException("disk full"), 5);
        assertThat(statistics.summary().lastFailure())
                .contains(
                        new FollowStatistics.Failure(START.plusSeconds(12), START.plusSeconds(12), "disk full", true));
    }

    @Test
    void rate_isOverTheTimeSinceTheStartWhileThatIsShorter() {
        after(Duration.ofSeconds(20));
        succeed(100, false, true, 1);

        assertThat(statistics.summary().perSecond1()).isEqualTo(5, within(1e-9));
        assertThat(statistics.summary().perSecond15()).isEqualTo(5, within(1e-9));
    }

    @Test
    void rateInTheFirstInstant_isFinite() {
        succeed(100, false, true, 1);

        assertThat(statistics.summary().perSecond1()).isEqualTo(100, within(1e-9));
    }

    @Test
    void rates_forgetWhatIsLongAgo() {
        succeed(9000, false, true, 1);
        after(Duration.ofMinutes(2));
        assertThat(statistics.summary().perSecond1()).isZero();
        assertThat(statistics.summary().perSecond5()).isEqualTo(75, within(1e-9));

        after(Duration.ofMinutes(4));
        assertThat(statistics.summary().perSecond5()).isZero();
        assertThat(statistics.summary().perSecond15()).isEqualTo(25, within(1e-9));

        after(Duration.ofMinutes(10));
        assertThat(statistics.summary().perSecond15()).isZero();
        after(Duration.ofDays(400));
        assertThat(statistics.summary().perSecond15()).isZero();
    }

    /** Against a list of all that happened, whose cut-off is where the ring's may be. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void rates_areThoseOfAListOfEverything(long seed) {
        Random random = new Random(seed);
        record Happened(Instant at, long records) {}
        List<Happened> all = new ArrayList<>();
        for (int step = 0; step < 400; step++) {
            after(Duration.ofMillis(random.nextInt(random.nextInt(10) == 0 ? 120_000 : 9000)));
            long records = random.nextInt(50);
            all.add(new Happened(now, records));
            succeed(records, false, true, 1);

            long slotEnd = (now.getEpochSecond() / 5 + 1) * 5;
            Instant from = Instant.ofEpochSecond(slotEnd - 300);
            long expected = all.stream()
                    .filter(each -> !each.at().isBefore(from))
                    .mapToLong(Happened::records)
                    .sum();
            Instant begin = from.isBefore(START) ? START : from;
            double seconds = Math.max(1, Duration.between(begin, now).toMillis() / 1e3);
            assertThat(statistics.summary().perSecond5())
                    .as("seed %d, step %d", seed, step)
                    .isEqualTo(expected / seconds, within(1e-9));
        }
    }

    @Test
    void clockSetBack_losesNothing() {
        after(Duration.ofMinutes(10));
        succeed(60, false, true, 1);
        after(Duration.ofMinutes(-5));
        succeed(60, false, true, 1);

        assertThat(statistics.summary().records()).isEqualTo(120);
        assertThat(statistics.summary().perSecond15()).isPositive().isFinite();
    }

    @Test
    void vaultSettings_rejectNonsense() {
        assertThat(VaultSettings.DEFAULT.kept()).isTrue();
        assertThat(VaultSettings.NONE.kept()).isFalse();
        assertThatThrownBy(() -> new VaultSettings(true, Optional.empty(), OptionalLong.of(0)))
                .hasMessage("a vault of 0 bytes; accepted: at least 1");
        assertThatThrownBy(() -> new VaultSettings(false, Optional.of(Path.of("v")), OptionalLong.empty()))
                .hasMessage("a vault that is not kept has neither a place nor a size");
        assertThatThrownBy(() -> new VaultSettings(false, Optional.empty(), OptionalLong.of(5)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
