package org.shelfmark.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.AmountSeries;
import org.shelfmark.aggregate.EfficiencyBins;
import org.shelfmark.aggregate.HostOutcomes;
import org.shelfmark.aggregate.LogarithmicBins;
import org.shelfmark.aggregate.ReasonBuckets;
import org.shelfmark.aggregate.RequestedAndUsed;
import org.shelfmark.mapping.ReasonCodes;

/** The parts of a report as the answer has them. */
final class ReportForm {
    /** Intervals of a timeline, the shortest that are few enough: 1 s to 1 year. */
    private static final long[] INTERVALS = {
        1,
        2,
        5,
        10,
        15,
        30,
        60,
        120,
        300,
        600,
        900,
        1800,
        3600,
        7200,
        10_800,
        21_600,
        43_200,
        86_400,
        172_800,
        604_800,
        2_592_000,
        31_536_000
    };

    private static final int MOST_INTERVALS = 100;

    private ReportForm() {}

    static SubmissionReport.Efficiency efficiency(EfficiencyBins bins) {
        List<SubmissionReport.EfficiencyBin> shown = new ArrayList<>();
        for (int bin = 0; bin < EfficiencyBins.BINS; bin++) {
            boolean last = bin == EfficiencyBins.BINS - 1;
            shown.add(new SubmissionReport.EfficiencyBin(
                    bin == 0 ? null : (Integer) EfficiencyBins.from(bin),
                    bin == 0 || last ? null : (Integer) EfficiencyBins.from(bin + 1),
                    bins.jobs(bin)));
        }
        return new SubmissionReport.Efficiency(shown, bins.above100());
    }

    static SubmissionReport.Resource resource(RequestedAndUsed both, Function<AmountSeries, Suggestion> suggesting) {
        Suggestion suggestion = suggesting.apply(both.used());
        return new SubmissionReport.Resource(
                spread(both.requested()),
                spread(both.used()),
                both.comparable(),
                both.over(),
                suggestion.request(),
                suggestion.reason());
    }

    static SubmissionReport.Spread spread(AmountSeries amounts) {
        return new SubmissionReport.Spread(
                amounts.count(),
                amounts.missing(),
                number(amounts.min()),
                number(amounts.percentile(25)),
                number(amounts.percentile(50)),
                number(amounts.percentile(75)),
                number(amounts.percentile(95)),
                number(amounts.max()),
                amounts.count() == 0 ? null : (Double) amounts.mean());
    }

    /** An integer where it is one; null for NaN. Amounts are below what a double tells apart. */
    private static @Nullable Number number(double amount) {
        if (Double.isNaN(amount)) {
            return null;
        }
        return amount == Math.rint(amount) ? (Number) (long) amount : (Number) amount;
    }

    static List<SubmissionReport.RunTimeBin> bins(AmountSeries amounts) {
        return LogarithmicBins.of(amounts).stream()
                .map(bin -> new SubmissionReport.RunTimeBin(bin.from(), bin.to(), bin.count()))
                .toList();
    }

    static List<SubmissionReport.ReasonCount> reasons(List<ReasonBuckets.Reason> reasons) {
        return reasons.stream()
                .map(reason -> new SubmissionReport.ReasonCount(
                        reason.code(), nameOfHold(reason.code()), reason.jobs(), reason.text(), reason.jobsWithText()))
                .toList();
    }

    private static @Nullable String nameOfHold(@Nullable Long code) {
        return code == null ? null : ReasonCodes.nameOfHold(code).orElse(null);
    }

    static SubmissionReport.HostFailures hosts(HostOutcomes hosts, int limit) {
        return new SubmissionReport.HostFailures(
                hosts.hosts(),
                hosts.jobs(),
                hosts.failed(),
                hosts.failing(limit).stream()
                        .map(host -> new SubmissionReport.FailingHost(
                                host.name(),
                                host.jobs(),
                                host.failed(),
                                100.0 * host.failed() / host.jobs(),
                                100.0 * (hosts.failed() - host.failed()) / (hosts.jobs() - host.jobs()),
                                host.probability()))
                        .sorted(Comparator.comparingDouble(SubmissionReport.FailingHost::probability))
                        .toList());
    }

    /**
     * When things happened.
     *
     * @param finest of how many seconds the intervals are at least
     */
    static SubmissionReport.Timeline timeline(
            AmountSeries submitted, AmountSeries started, AmountSeries ended, long finest) {
        Long interval = null;
        Long from = null;
        List<Long> counts = new ArrayList<>();
        if (ended.count() > 0) {
            long width = interval((long) ended.min(), (long) ended.max(), finest);
            long first = (long) ended.min() / width;
            long[] inEach = new long[(int) ((long) ended.max() / width - first) + 1];
            ended.forEach((moment, times) -> inEach[(int) ((long) moment / width - first)] += times);
            for (long jobs : inEach) {
                counts.add(jobs);
            }
            interval = width;
            from = first * width;
        }
        return new SubmissionReport.Timeline(
                TotalsForm.time(submitted.min()),
                TotalsForm.time(submitted.max()),
                TotalsForm.time(started.min()),
                TotalsForm.time(started.max()),
                TotalsForm.time(ended.min()),
                TotalsForm.time(ended.max()),
                from == null ? null : TotalsForm.time((double) (long) from),
                interval,
                counts);
    }

    private static long interval(long first, long last, long finest) {
        for (long interval : INTERVALS) {
            if (interval >= finest && last / interval - first / interval < MOST_INTERVALS) {
                return interval;
            }
        }
        long interval = INTERVALS[INTERVALS.length - 1];
        while (last / interval - first / interval >= MOST_INTERVALS) {
            interval *= 2;
        }
        return interval;
    }
}
