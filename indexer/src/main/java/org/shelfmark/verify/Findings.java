package org.shelfmark.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects findings; counts all and keeps the first ones of each kind, so that a wrecked index does not fill memory. */
final class Findings {
    /** How many of a kind are kept. */
    static final int MAX_OF_A_KIND = 1000;

    private final Map<FindingKind, Long> found = new EnumMap<>(FindingKind.class);
    private final List<Finding> kept = new ArrayList<>();
    private long wrong;
    private long mended;

    void add(Finding finding) {
        long count = found.merge(finding.kind(), 1L, Long::sum);
        if (count <= MAX_OF_A_KIND) {
            kept.add(finding);
        }
        wrong += finding.isWrong() ? 1 : 0;
        mended += finding.mended() ? 1 : 0;
    }

    void addAll(Findings other) {
        for (Finding finding : other.kept) {
            if (found.getOrDefault(finding.kind(), 0L) + 1 <= MAX_OF_A_KIND) {
                kept.add(finding);
            }
            found.merge(finding.kind(), 1L, Long::sum);
        }
        // those that were counted and not kept
        other.found.forEach((kind, count) -> {
            long listed = other.kept.stream()
                    .filter(finding -> finding.kind() == kind)
                    .count();
            if (count > listed) {
                found.merge(kind, count - listed, Long::sum);
            }
        });
        wrong += other.wrong;
        mended += other.mended;
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    List<Finding> kept() {
        return kept;
    }

    Map<FindingKind, Long> found() {
        return found;
    }

    long wrong() {
        return wrong;
    }

    long mended() {
        return mended;
    }
}
