package org.shelfmark.aggregate;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
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

        /** Adds a result of the figure's without another of some of its jobs. */
        @SuppressWarnings("unchecked") // results are made by the figure
        private void addWithout(Object all, Object some) {
            add(figure.without((T) all, (T) some));
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

        private List<JobQuestion> questions() {
            T begun = figure.empty();
            result = begun;
            return figure.questions(begun);
        }

        private void end() {
            if (result == null) {
                result = figure.empty();
            }
            figure.end(result);
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
        searcher.search(jobs, new Collecting(segment -> Optional.of(PassShare.of(byThread, figures)), segment -> {}));
        addAll(byThread);
        end(byThread.values().stream().mapToLong(share -> share.jobs).sum());
    }

    /**
     * Goes over all jobs, but only in those segments of which not all figures are remembered.
     *
     * @param everything the query that all jobs match
     */
    public void overAll(IndexSearcher searcher, Query everything, FigureCache cache) throws IOException {
        List<SegmentResults> segments = segments(searcher, cache);
        if (segments.isEmpty()) {
            over(searcher, everything);
            return;
        }
        addAll(findMissing(searcher, everything, segments));
        long jobs = 0;
        for (SegmentResults segment : segments) {
            jobs += segment.jobs();
            for (int place = 0; place < answers.size(); place++) {
                answers.get(place).add(segment.result(place));
            }
        }
        end(jobs);
    }

    /**
     * Goes over jobs that are all but some: over these, for what all jobs have is remembered, or will be.
     *
     * @param everything the query that all jobs match
     * @param jobs those meant
     * @param others those not meant
     */
    public void overAllBut(IndexSearcher searcher, Query everything, Query jobs, Query others, FigureCache cache)
            throws IOException {
        List<SegmentResults> segments = segments(searcher, cache);
        boolean isApart = !segments.isEmpty()
                && figures.stream().allMatch(Figure::canTakeAway)
                && segments.stream().allMatch(SegmentResults::isKeptApart);
        if (isApart) {
            try {
                findMissing(searcher, everything, segments);
                isApart = segments.stream().allMatch(SegmentResults::isKeptApart);
            } catch (TooManyException e) {
                // those that are meant may have fewer values
                isApart = false;
            }
        }
        Map<Integer, Map<Thread, PassShare>> bySegment = new ConcurrentHashMap<>();
        if (isApart) {
            searcher.search(
                    others,
                    new Collecting(
                            segment -> Optional.of(PassShare.of(
                                    bySegment.computeIfAbsent(segment.ord, first -> new ConcurrentHashMap<>()),
                                    figures)),
                            segment -> {}));
        }
        if (!isApart || searcher.timedOut()) {
            over(searcher, jobs);
            return;
        }
        long left = 0;
        for (int ord = 0; ord < segments.size(); ord++) {
            SegmentResults all = segments.get(ord);
            Collection<PassShare> some = bySegment.getOrDefault(ord, Map.of()).values();
            left += all.jobs() - some.stream().mapToLong(share -> share.jobs).sum();
            for (int place = 0; place < answers.size(); place++) {
                answers.get(place).addWithout(all.result(place), PassShare.sum(figures, place, some));
            }
        }
        end(left);
    }

    /** What is remembered of each segment; empty where not all figures may be. */
    private List<SegmentResults> segments(IndexSearcher searcher, FigureCache cache) {
        List<Object> keys = new ArrayList<>();
        figures.forEach(figure -> figure.key().ifPresent(keys::add));
        if (figures.isEmpty() || keys.size() < figures.size()) {
            return List.of();
        }
        List<SegmentResults> segments = new ArrayList<>();
        for (LeafReaderContext segment : searcher.getIndexReader().leaves()) {
            segments.add(new SegmentResults(segment, figures, keys, cache));
        }
        return segments;
    }

    /** Finds what is not remembered; gives what is too large to be kept apart. */
    private static Map<Thread, PassShare> findMissing(
            IndexSearcher searcher, Query everything, List<SegmentResults> segments) throws IOException {
        Map<Thread, PassShare> together = new ConcurrentHashMap<>();
        if (segments.stream().anyMatch(segment -> !segment.isKnown())) {
            searcher.search(
                    everything,
                    new Collecting(
                            segment -> segments.get(segment.ord).share(),
                            segment -> segments.get(segment.ord).endPart(together)));
        }
        boolean isWhole = !searcher.timedOut();
        segments.forEach(segment -> segment.end(isWhole));
        return together;
    }

    /**
     * Asks about jobs that are elsewhere.
     *
     * @param limit how long it may take
     * @return whether that was long enough
     */
    public boolean over(DistantJobs elsewhere, Query jobs, Duration limit) throws IOException {
        List<JobQuestion> questions = new ArrayList<>();
        answers.forEach(answer -> questions.addAll(answer.questions()));
        DistantJobs.Told told = elsewhere.ask(jobs, questions, limit);
        end(told.jobs());
        return told.isWhole();
    }

    private void addAll(Map<Thread, PassShare> shares) {
        for (int place = 0; place < answers.size(); place++) {
            // each is let go of as soon as it is added
            for (PassShare share : shares.values()) {
                answers.get(place).take(share.take(place));
            }
        }
    }

    private void end(long jobs) {
        total = jobs;
        answers.forEach(Answer::end);
    }

    /** How many jobs the pass went over. */
    public long total() {
        return total;
    }

    /**
     * Collects jobs into shares.
     *
     * @param shares where the thread that asks counts the jobs of a segment; empty where they are not counted
     * @param endOfPart told when no more jobs of a part of a segment come
     */
    private record Collecting(
            Function<LeafReaderContext, Optional<PassShare>> shares, Consumer<LeafReaderContext> endOfPart)
            implements CollectorManager<Collector, Integer> {
        /** Collects the jobs of one part of the index, of which there are more than threads. */
        @Override
        public Collector newCollector() {
            return new Collector() {
                @Override
                public LeafCollector getLeafCollector(LeafReaderContext segment) throws IOException {
                    PassShare share = shares.apply(segment).orElseThrow(CollectionTerminatedException::new);
                    return new JobBlocks(share, share.in(segment), () -> endOfPart.accept(segment));
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
