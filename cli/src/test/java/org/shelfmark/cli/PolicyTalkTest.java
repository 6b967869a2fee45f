package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.RollupPolicy;

final class PolicyTalkTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    private final PolicyTalk talk =
            new PolicyTalk(new Console(stream, stream, false, Map.of(), CommandRun.NOON, ZoneOffset.UTC));

    private static final ArchiveOrder ORDER = new ArchiveOrder("", Optional.of(Duration.ofDays(30)), false, false);

    private static ArchiveReport report(long submissions, ArchiveReport.Left... left) {
        return new ArchiveReport(false, submissions, 10 * submissions, 0, 0, 0, left.length, List.of(left), 2_500);
    }

    private static ArchiveReport.Left left(String reason, long submissions) {
        return new ArchiveReport.Left(reason, submissions, 10 * submissions, "ap40#1234");
    }

    /** What is said of a pass that began at a minute. */
    private String said(int minute, Optional<ArchiveReport> report, Optional<String> failure) {
        err.reset();
        Instant at = CommandRun.NOON.instant().plusSeconds(60L * minute);
        List<RollupPolicy.Pass> passes =
                report.map(one -> new RollupPolicy.Pass(ORDER, one)).stream().toList();
        boolean failed = talk.tell(Optional.of(new RollupPolicy.Run(at, passes, failure)));
        assertThat(failed).isEqualTo(failure.isPresent());
        return err.toString(StandardCharsets.UTF_8);
    }

    private String said(int minute, ArchiveReport report) {
        return said(minute, Optional.of(report), Optional.empty());
    }

    @Test
    void noPass_isNotToldOf() {
        assertThat(talk.tell(Optional.empty())).isFalse();
        assertThat(err.size()).isZero();
    }

    @Test
    void passThatDidSomething_isToldOfOnce() {
        assertThat(said(0, report(2)))
                .isEqualTo("shelfmark: scheduled archiving: 20 jobs of 2 submissions archived in 2.5s\n");
        assertThat(said(0, report(2))).isEmpty();
        assertThat(said(60, report(0))).isEmpty();
        assertThat(said(120, report(1)))
                .isEqualTo("shelfmark: scheduled archiving: 10 jobs of 1 submission archived in 2.5s\n");
    }

    @Test
    void reason_isToldOfOnce_whateverTimesStandInIt() {
        String young = "its last job did not end before 2026-10-23T12:00:00Z";

        assertThat(said(0, report(1, left(young, 1), left("a record is not in the vault", 3))))
                .isEqualTo("shelfmark: scheduled archiving: 10 jobs of 1 submission archived in 2.5s; left alone 1"
                        + " submission (ap40#1234): " + young + "; left alone 3 submissions (ap40#1234, ...): a record"
                        + " is not in the vault\n");
        assertThat(said(60, report(0, left(young.replace("12:00", "13:00"), 2))))
                .isEmpty();
        assertThat(said(120, report(0, left("pinned until 2026-12-01T00:00:00Z", 1))))
                .isEqualTo("shelfmark: scheduled archiving: left alone 1 submission (ap40#1234): pinned until"
                        + " 2026-12-01T00:00:00Z\n");
    }

    @Test
    void failure_isToldOfOnceInARow() {
        assertThat(said(0, Optional.empty(), Optional.of("no room")))
                .isEqualTo("shelfmark: scheduled archiving failed: no room\n");
        assertThat(said(60, Optional.empty(), Optional.of("no room"))).isEmpty();
        assertThat(said(120, report(0))).isEmpty();
        assertThat(said(180, Optional.empty(), Optional.of("no room")))
                .isEqualTo("shelfmark: scheduled archiving failed: no room\n");
    }

    @Test
    void failureOfWhichOnlyATimeMovesOn_isNotToldOfAgain() {
        assertThat(said(0, Optional.empty(), Optional.of("another one has it until 2026-11-23T12:15:00Z")))
                .isNotEmpty();
        assertThat(said(1, Optional.empty(), Optional.of("another one has it until 2026-11-23T12:18:00Z")))
                .isEmpty();
    }

    /** What is said of a pass that was to make the index fit 1,000 bytes. */
    private String fitting(int minute, long submissions, long bytesAfter) {
        err.reset();
        ArchiveReport report =
                new ArchiveReport(false, submissions, 10 * submissions, 0, 0, bytesAfter, 0, List.of(), 2_500);
        RollupPolicy.Pass pass = new RollupPolicy.Pass(ArchiveOrder.toFit(1_000), report);
        Instant at = CommandRun.NOON.instant().plusSeconds(60L * minute);
        assertThat(talk.tell(Optional.of(new RollupPolicy.Run(at, List.of(pass), Optional.empty()))))
                .isFalse();
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void indexThatComesNearItsSize_isWarnedOfOnce_andThenTold() {
        assertThat(fitting(0, 0, 800)).isEmpty();
        assertThat(fitting(1, 0, 950))
                .isEqualTo(
                        "shelfmark: scheduled archiving: the index takes 950 B of the 1000 B that it may: beyond, the"
                                + " oldest submissions are archived\n");
        assertThat(fitting(2, 0, 960)).isEmpty();
        assertThat(fitting(3, 2, 700))
                .isEqualTo("shelfmark: scheduled archiving: 20 jobs of 2 submissions archived in 2.5s; the index takes"
                        + " 700 B of the 1000 B that it may\n");
        assertThat(fitting(4, 0, 1_200))
                .isEqualTo("shelfmark: scheduled archiving: the index takes 1.17 KB of the 1000 B that it may, and"
                        + " nothing more can give way\n");
        assertThat(fitting(5, 0, 1_200)).isEmpty();
    }
}
