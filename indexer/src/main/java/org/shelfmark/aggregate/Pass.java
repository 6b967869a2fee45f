package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
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
        void answer(List<List<Share<?>>> byThread, int place) {
            T sum = figure.empty();
            for (List<Share<?>> shares : byThread) {
                figure.add(sum, ((Share<T>) shares.get(place)).result());
            }
            answer.result = sum;
        }
    }

    /** What one thread finds of one figure. */
    private record Share<T>(Figure<T> figure, T result) {
        Figure.Counting in(LeafReaderContext segment) throws IOException {
            return figure.count(segment, result);
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
        List<ThreadCollector> collectors = searcher.search(jobs, new Collecting());
        total = collectors.stream().mapToLong(collector -> collector.jobs).sum();
        List<List<Share<?>>> byThread =
                collectors.stream().map(collector -> collector.shares).toList();
        for (int place = 0; place < questions.size(); place++) {
            questions.get(place).answer(byThread, place);
        }
    }

    /** How many jobs the pass went over. */
    public long total() {
        return total;
    }

    private final class Collecting implements CollectorManager<ThreadCollector, List<ThreadCollector>> {
        @Override
        public ThreadCollector newCollector() {
            List<Share<?>> shares = new ArrayList<>();
            questions.forEach(question -> shares.add(question.share()));
            return new ThreadCollector(shares);
        }

        @Override
        public List<ThreadCollector> reduce(Collection<ThreadCollector> collectors) {
            return List.copyOf(collectors);
        }
    }

    private static final class ThreadCollector implements Collector {
        private final List<Share<?>> shares;
        private long jobs;

        ThreadCollector(List<Share<?>> shares) {
            this.shares = shares;
        }

        @Override
        public LeafCollector getLeafCollector(LeafReaderContext context) throws IOException {
            Figure.Counting[] countings = new Figure.Counting[shares.size()];
            for (int i = 0; i < countings.length; i++) {
                countings[i] = shares.get(i).in(context);
            }
            return new LeafCollector() {
                @Override
                public void setScorer(Scorable scorer) {
                    // only which jobs match is asked
                }

                @Override
                public void collect(int document) throws IOException {
                    jobs++;
                    for (Figure.Counting counting : countings) {
                        counting.job(document);
                    }
                }

                @Override
                public void finish() throws IOException {
                    for (Figure.Counting counting : countings) {
                        counting.end();
                    }
                }
            };
        }

        @Override
        public ScoreMode scoreMode() {
            return ScoreMode.COMPLETE_NO_SCORES;
        }
    }
}
