package org.shelfmark.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shelfmark.ingest.FollowStatistics;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.RollupPolicy;
import org.shelfmark.search.Responses;

/** The statistics of following in the form of an answer. */
final class ActivityForm {
    private ActivityForm() {}

    static Responses.Activity of(FollowStatistics.Summary summary, Optional<RollupPolicy.Run> lastArchiving) {
        Map<String, Double> perSecond = new LinkedHashMap<>();
        perSecond.put("1m", rounded(summary.perSecond1()));
        perSecond.put("5m", rounded(summary.perSecond5()));
        perSecond.put("15m", rounded(summary.perSecond15()));
        return new Responses.Activity(
                summary.startedAt().toString(),
                summary.cycles(),
                summary.commits(),
                summary.failedCycles(),
                summary.limitedCycles(),
                summary.backlogLeft(),
                summary.records(),
                summary.quarantined(),
                summary.bytes(),
                perSecond,
                new Responses.CycleSeconds(
                        seconds(summary.cycleTime()),
                        seconds(summary.meanCycle()),
                        seconds(summary.longestCycle()),
                        seconds(summary.lastCycle())),
                summary.lastCycleAt().map(Instant::toString).orElse(null),
                summary.lastCommitAt().map(Instant::toString).orElse(null),
                summary.lastFailure()
                        .map(failure -> new Responses.LastError(
                                failure.since().toString(), failure.at().toString(), failure.text(), failure.lasts()))
                        .orElse(null),
                summary.heldFiles(),
                lastArchiving.map(ActivityForm::archiving).orElse(null));
    }

    private static Responses.LastArchiving archiving(RollupPolicy.Run run) {
        List<ArchiveReport> reports =
                run.passes().stream().map(RollupPolicy.Pass::report).toList();
        return new Responses.LastArchiving(
                run.at().toString(),
                reports.stream().mapToLong(ArchiveReport::submissions).sum(),
                reports.stream().mapToLong(ArchiveReport::jobs).sum(),
                // the orders of a policy leave the same submissions alone
                reports.stream().mapToLong(ArchiveReport::left).max().orElse(0),
                run.failure().orElse(null));
    }

    /** Digits behind the thousandth tell nothing. */
    private static double rounded(double value) {
        return Math.round(value * 1e3) / 1e3;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
