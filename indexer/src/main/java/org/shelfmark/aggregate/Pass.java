package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.CollectionTerminatedException;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.jspecify.annotations.Nullable;

/** Finds out several figures of the jobs that a query matches, going over them once, by as many threads as there are. */
public final class Pass {
    private final List<Figure<?>> figures = new ArrayList<>();
    private final List<Answer<?>> answers = new ArrayList<>();
    private long total;

    /** A figure that will be found, and then is. */
    public static final class Answer<T> {
        private final Figure<T> figure;
        private @Nullable T result;

        private Answer(Figure<T> figure) {
            this.figure = figure;
        }

        /**
         * What was found.
         *
         * @throws IllegalStateException before the pass
         */
        public T get() {
            if (result == null) {
                throw new IllegalStateException("the pass over the jobs comes first");
            }
            return result;
        }

        /** Adds a result of the figure's, which stays as it is. */
        @SuppressWarnings("unchecked") // results are made by the figure
        private void add(Object found) {
            if (result == null) {
                result = figure.empty();
            }
            figure.add(result, (T) found);
        }

        /** Takes the first result as it is, and adds the others to it. */
        @SuppressWarnings("unchecked")
        private void take(Object found) {
            if (result == null) {
                result = (T) found;
            } else {
                figure.add(result, (T) found);
            }
        }

        @SuppressWarnings("unchecked")
        private long bytes(Object found) {
            return figure.bytes((T) found);
        }

        private void end() {
            if (result == null) {
                result = figure.empty();
            }
        }
    }

    /** Asks for a figure. */
    public <T> Answer<T> find(Figure<T> figure) {
        Answer<T> answer = new Answer<>(figure);
        figures.add(figure);
        answers.add(answer);
        return answer;
    }

    /** Goes over the jobs, within the searcher's time limit. */
    public void over(IndexSearcher searcher, Query jobs) throws IOException {
        Map<Thread, PassShare> byThread = new ConcurrentHashMap<>();
        searcher.search(jobs, new Collecting(segment -> Optional.of(share(byThread))));
        for (int place = 0; place < answers.size(); place++) {
            // each is let go of as soon as it is added
            for (PassShare share : byThread.values()) {
                answers.get(place).take(share.take(place));
            }
        }
        end(byThread.values().stream().mapToLong(share -> share.jobs).sum());
    }

    /**
     * Goes over all jobs, but only in those segments of which not all figures are remembered.
     *
     * @param everything the query that all jobs match
     */
    public void overAll(IndexSearcher searcher, Query everything, FigureCache cache) throws IOException {
        List<Object> keys = new ArrayList<>();
        figures.forEach(figure -> figure.key().ifPresent(keys::add));
        if (figures.isEmpty() || keys.size() < figures.size()) {
            over(searcher, everything);
            return;
        }
        List<LeafReaderContext> segments = searcher.getIndexReader().leaves();
        List<Optional<List<FigureCache.Remembered>>> known = new ArrayList<>();
        List<Map<Thread, PassShare>> found = new ArrayList<>();
        for (LeafReaderContext segment : segments) {
            known.add(cache.get(segment, keys));
            found.add(new ConcurrentHashMap<>());
        }
        if (known.stream().anyMatch(Optional::isEmpty)) {
            searcher.search(
                    everything,
                    new Collecting(segment -> known.get(segment.ord).isPresent()
                            ? Optional.empty()
                            : Optional.of(share(found.get(segment.ord)))));
        }
        boolean isWhole = !searcher.timedOut();
        long jobs = 0;
        for (LeafReaderContext segment : segments) {
            Collection<PassShare> shares = found.get(segment.ord).values();
            long counted = known.get(segment.ord)
                    .map(remembered -> remembered.get(0).jobs())
                    .orElse(shares.stream().mapToLong(share -> share.jobs).sum());
            jobs += counted;
            for (int place = 0; place < answers.size(); place++) {
                Answer<?> answer = answers.get(place);
                Object result = known.get(segment.ord).isPresent()
                        ? known.get(segment.ord).get().get(place).result()
                        : sum(figures.get(place), shares, place);
                if (isWhole && known.get(segment.ord).isEmpty()) {
                    cache.put(
                            segment,
                            keys.get(place),
                            new FigureCache.Remembered(result, counted, answer.bytes(result)));
                }
                answer.add(result);
            }
        }
        end(jobs);
    }

    private PassShare share(Map<Thread, PassShare> byThread) {
        return byThread.computeIfAbsent(Thread.currentThread(), thread -> new PassShare(figures));
    }

    private static <T> Object sum(Figure<T> figure, Collection<PassShare> shares, int place) {
        Answer<T> sum = new Answer<>(figure);
        shares.forEach(share -> sum.take(share.take(place)));
        sum.end();
        return sum.get();
    }

    private void end(long jobs) {
        total = jobs;
        answers.forEach(Answer::end);
    }

    /** How many jobs the pass went over. */
    public long total() {
        return total;
    }

    /** Where the thread that asks counts the jobs of a segment; empty where they are not counted. */
    private interface Shares {
        Optional<PassShare> in(LeafReaderContext segment);
    }

    private record Collecting(Shares shares) implements CollectorManager<Collector, Integer> {
        /** Collects the jobs of one part of the index, of which there are more than threads. */
        @Override
        public Collector newCollector() {
            return new Collector() {
                @Override
                public LeafCollector getLeafCollector(LeafReaderContext segment) throws IOException {
                    PassShare share = shares.in(segment).orElseThrow(CollectionTerminatedException::new);
                    return new JobBlocks(share, share.in(segment));
                }

                @Override
                public ScoreMode scoreMode() {
                    return ScoreMode.COMPLETE_NO_SCORES;
                }
            };
        }

        @Override
        public Integer reduce(Collection<Collector> collectors) {
            return collectors.size();
        }
    }
}
