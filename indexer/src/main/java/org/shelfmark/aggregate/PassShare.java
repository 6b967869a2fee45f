package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;

/** What one thread finds of the figures of a {@link Pass}. */
final class PassShare {
    private final List<Figure<?>> figures;
    private final List<@Nullable Object> results = new ArrayList<>();

    /** How many jobs the thread met. */
    long jobs;

    PassShare(List<Figure<?>> figures) {
        this.figures = figures;
        figures.forEach(figure -> results.add(figure.empty()));
    }

    /** The share of the thread that asks. */
    static PassShare of(Map<Thread, PassShare> byThread, List<Figure<?>> figures) {
        return byThread.computeIfAbsent(Thread.currentThread(), thread -> new PassShare(figures));
    }

    /** Adds up what several threads found of a figure. */
    static Object sum(List<Figure<?>> figures, int place, Collection<PassShare> shares) {
        return sum(figures.get(place), place, shares);
    }

    @SuppressWarnings("unchecked") // results are made of the figures, in their order
    private static <T> T sum(Figure<T> figure, int place, Collection<PassShare> shares) {
        T sum = figure.empty();
        for (PassShare share : shares) {
            figure.add(sum, (T) share.take(place));
        }
        return sum;
    }

    /** What was found of a figure, which is not kept any longer. */
    Object take(int place) {
        Object taken = results.set(place, null);
        if (taken == null) {
            throw new IllegalStateException("the figure was taken before");
        }
        return taken;
    }

    /** Adds what was found of a figure to another share and begins anew, if it takes more memory than so much. */
    boolean moveLarge(int place, long bytes, PassShare to, int placeThere) {
        return moveLarge(figures.get(place), place, bytes, to, placeThere);
    }

    @SuppressWarnings("unchecked") // results are made of the figures, in their order
    private <T> boolean moveLarge(Figure<T> figure, int place, long bytes, PassShare to, int placeThere) {
        T result = (T) results.get(place);
        if (figure.bytes(result) <= bytes) {
            return false;
        }
        figure.add((T) to.results.get(placeThere), result);
        results.set(place, figure.empty());
        return true;
    }

    /** Begins to count jobs of a segment. */
    Figure.Counting in(LeafReaderContext segment) throws IOException {
        List<Figure.Counting> countings = new ArrayList<>();
        for (int place = 0; place < figures.size(); place++) {
            countings.add(count(figures.get(place), segment, place));
        }
        return new Figure.Counting() {
            @Override
            public void jobs(int[] documents, int size) throws IOException {
                for (int i = 0; i < countings.size(); i++) {
                    countings.get(i).jobs(documents, size);
                }
            }

            @Override
            public void end() throws IOException {
                for (Figure.Counting counting : countings) {
                    counting.end();
                }
            }
        };
    }

    @SuppressWarnings("unchecked") // results are made of the figures, in their order
    private <T> Figure.Counting count(Figure<T> figure, LeafReaderContext segment, int place) throws IOException {
        return figure.count(segment, (T) results.get(place));
    }
}
