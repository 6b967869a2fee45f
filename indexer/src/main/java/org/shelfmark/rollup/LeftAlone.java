package org.shelfmark.rollup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts the submissions that are left alone, by reason. */
final class LeftAlone {
    private final Map<String, ArchiveReport.Left> byReason = new HashMap<>();

    /** Counts one. */
    void add(String reason, String name, long jobs) {
        byReason.merge(
                reason,
                new ArchiveReport.Left(reason, 1, jobs, name),
                (known, one) -> new ArchiveReport.Left(
                        reason, known.submissions() + 1, known.jobs() + one.jobs(), known.first()));
    }

    long submissions() {
        return byReason.values().stream()
                .mapToLong(ArchiveReport.Left::submissions)
                .sum();
    }

    /** The most frequent reason first. */
    List<ArchiveReport.Left> reasons() {
        List<ArchiveReport.Left> all = new ArrayList<>(byReason.values());
        all.sort(Comparator.comparingLong(ArchiveReport.Left::submissions)
                .reversed()
                .thenComparing(ArchiveReport.Left::reason));
        return all;
    }
}
