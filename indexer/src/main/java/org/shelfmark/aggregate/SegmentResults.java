package org.shelfmark.aggregate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;

/** The figures of all jobs of one segment: those that are remembered, and those that a pass finds and then remembers. */
final class SegmentResults {
    private final LeafReaderContext segment;
    private final List<Figure<?>> figures;
    private final List<Object> keys;
    private final FigureCache cache;
    private final List<@Nullable Object> results = new ArrayList<>();
    private final List<Integer> missing = new ArrayList<>();
    private final List<Figure<?>> missingFigures = new ArrayList<>();
    /** Places among the missing ones. */
    private final Set<Integer> large = ConcurrentHashMap.newKeySet();

    private final Map<Thread, PassShare> byThread = new ConcurrentHashMap<>();
    private long jobs;

    /** Under which it is remembered that a result of a figure is not. */
    private record TooLarge(Object figure) {}

    /** @param keys of the figures, in their order */
    SegmentResults(LeafReaderContext segment, List<Figure<?>> figures, List<Object> keys, FigureCache cache) {
        this.segment = segment;
        this.figures = figures;
        this.keys = keys;
        this.cache = cache;
        for (int place = 0; place < figures.size(); place++) {
            FigureCache.Remembered remembered = cache.get(segment, keys.get(place));
            if (remembered == null) {
                missing.add(place);
                missingFigures.add(figures.get(place));
                results.add(null);
            } else {
                jobs = remembered.jobs();
                results.add(remembered.result());
            }
        }
    }

    /** Whether all can be had of this segment alone, as far as is known: what is large is added to that of others. */
    boolean isKeptApart() {
        return large.isEmpty()
                && missing.stream().allMatch(place -> cache.get(segment, new TooLarge(keys.get(place))) == null);
    }

    boolean isKnown() {
        return missing.isEmpty();
    }

    /** Where the thread that asks counts what is missing; empty where nothing is. */
    Optional<PassShare> share() {
        return isKnown() ? Optional.empty() : Optional.of(PassShare.of(byThread, missingFigures));
    }

    /**
     * A thread has counted a part of the segment. What is too large to be remembered is not kept apart.
     *
     * @param together the shares in all segments
     */
    void endPart(Map<Thread, PassShare> together) {
        PassShare share = PassShare.of(byThread, missingFigures);
        for (int i = 0; i < missing.size(); i++) {
            if (share.moveLarge(i, cache.mostBytesOfOne(), PassShare.of(together, figures), missing.get(i))) {
                large.add(i);
            }
        }
    }

    /**
     * Adds up what the threads found.
     *
     * @param isWhole whether no time limit cut it short
     */
    void end(boolean isWhole) {
        if (!isKnown()) {
            jobs = byThread.values().stream().mapToLong(share -> share.jobs).sum();
        }
        for (int i = 0; i < missing.size(); i++) {
            end(missingFigures.get(i), i, isWhole);
        }
    }

    @SuppressWarnings("unchecked") // shares have results of the missing figures, in their order
    private <T> void end(Figure<T> figure, int ofMissing, boolean isWhole) {
        T sum = (T) PassShare.sum(missingFigures, ofMissing, byThread.values());
        int place = missing.get(ofMissing);
        results.set(place, sum);
        if (isWhole && large.contains(ofMissing)) {
            cache.put(segment, new TooLarge(keys.get(place)), new FigureCache.Remembered(TooLarge.class, jobs, 0));
        } else if (isWhole) {
            cache.put(segment, keys.get(place), new FigureCache.Remembered(sum, jobs, figure.bytes(sum)));
        }
    }

    long jobs() {
        return jobs;
    }

    /** What was found of a figure; to be left as it is. */
    Object result(int place) {
        Object result = results.get(place);
        if (result == null) {
            throw new IllegalStateException("the pass over the jobs comes first");
        }
        return result;
    }
}
