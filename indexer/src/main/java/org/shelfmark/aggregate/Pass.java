package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.DocIdStream;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;
import org.jspecify.annotations.Nullable;

/** Finds out several figures of the jobs that a query matches, going over them once, by as many threads as there are. */
public final class Pass {
    private final List<Question<?>> questions = new ArrayList<>();
    private long total;

    /** A figure that will be found, and then is. */
    public static final class Answer<T> {
        private @Nullable T result;

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
    }

    private record Question<T>(Figure<T> figure, Answer<T> answer) {
        Share<T> share() {
            return new Share<>(figure, figure.empty());
        }

        /** Adds up the shares of this question, which stands at one place in all of them. */
        @SuppressWarnings("unchecked") // shares are made by share(), in the order of the questions
        void answer(Collection<ThreadShares> byThread, int place) {
            @Nullable T sum = null;
            for (ThreadShares thread : byThread) {
                // each is let go of as soon as it is added
                T found = ((Share<T>) thread.shares().set(place, null)).result();
                if (sum == null) {
                    sum = found;
                } else {
                    figure.add(sum, found);
                }
            }
            answer.result = sum == null ? figure.empty() : sum;
        }
    }

    /** What one thread finds of one figure. */
    private record Share<T>(Figure<T> figure, T result) {
        Figure.Counting in(LeafReaderContext segment) throws IOException {
            return figure.count(segment, result);
        }
    }

    /** What one thread finds of all figures. */
    private record ThreadShares(List<@Nullable Share<?>> shares) {
        List<Figure.Counting> in(LeafReaderContext segment) throws IOException {
            List<Figure.Counting> countings = new ArrayList<>();
            for (Share<?> share : shares) {
                countings.add(share.in(segment));
            }
            return countings;
        }
    }

    /** Asks for a figure. */
    public <T> Answer<T> find(Figure<T> figure) {
        Answer<T> answer = new Answer<>();
        questions.add(new Question<>(figure, answer));
        return answer;
    }

    /** Goes over the jobs, within the searcher's time limit. */
    public void over(IndexSearcher searcher, Query jobs) throws IOException {
        Map<Thread, ThreadShares> byThread = new ConcurrentHashMap<>();
        total = searcher.search(jobs, new Collecting(byThread));
        for (int place = 0; place < questions.size(); place++) {
            questions.get(place).answer(byThread.values(), place);
        }
    }

    /** How many jobs the pass went over. */
    public long total() {
        return total;
    }

    /** Counts the jobs; what else is asked of them goes into the shares of the thread that meets them. */
    private final class Collecting implements CollectorManager<JobCollector, Long> {
        private final Map<Thread, ThreadShares> byThread;

        Collecting(Map<Thread, ThreadShares> byThread) {
            this.byThread = byThread;
        }

        @Override
        public JobCollector newCollector() {
            return new JobCollector(() -> byThread.computeIfAbsent(Thread.currentThread(), thread -> shares()));
        }

        private ThreadShares shares() {
            List<Share<?>> shares = new ArrayList<>();
            questions.forEach(question -> shares.add(question.share()));
            return new ThreadShares(shares);
        }

        @Override
        public Long reduce(Collection<JobCollector> collectors) {
            return collectors.stream().mapToLong(collector -> collector.jobs).sum();
        }
    }

    /** Collects the jobs of one part of the index, of which there are more than threads. */
    private static final class JobCollector implements Collector {
        private final Supplier<ThreadShares> shares;
        private long jobs;

        JobCollector(Supplier<ThreadShares> shares) {
            this.shares = shares;
        }

        @Override
        public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
            return new Blocks(shares.get().in(context));
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }

        /** Gathers jobs, so that each figure has many of them at a time. */
        private final class Blocks implements LeafCollector {
            private final List<Figure.Counting> countings;
            private final int[] documents = new int[Figure.BLOCK];
            private int gathered;

            Blocks(List<Figure.Counting> countings) {
                this.countings = countings;
            }

            @Override
            public void setScorer(Scorable scorer) {
                // only which jobs match is asked
            }

            @Override
            public void collect(int document) throws IOException {
                documents[gathered++] = document;
                if (gathered == documents.length) {
                    count();
                }
            }

            @Override
            public void collect(DocIdStream stream) throws IOException {
                count();
                gathered = stream.intoArray(documents);
                while (gathered > 0) {
                    count();
                    gathered = stream.intoArray(documents);
                }
            }

            private void count() throws IOException {
                if (gathered > 0) {
                    jobs += gathered;
                    for (Figure.Counting counting : countings) {
                        counting.jobs(documents, gathered);
                    }
                    gathered = 0;
                }
            }

            @Override
            public void finish() throws IOException {
                count();
                for (Figure.Counting counting : countings) {
                    counting.end();
                }
            }
        }
    }
}
