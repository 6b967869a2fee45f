package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

    /** What was found of a figure, which is not kept any longer. */
    Object take(int place) {
        Object taken = results.set(place, null);
        if (taken == null) {
            throw new IllegalStateException("the figure was taken before");
        }
        return taken;
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
