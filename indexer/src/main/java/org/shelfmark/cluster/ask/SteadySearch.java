package org.shelfmark.cluster.ask;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ExchangeNote;
import org.shelfmark.search.AroundSearch;
import org.shelfmark.search.ExportEnd;
import org.shelfmark.search.ExportListener;
import org.shelfmark.search.ExportRequest;
import org.shelfmark.search.HistoryListener;
import org.shelfmark.search.HistoryRequest;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchException;

/**
 * Answers of a cluster in which submissions are archived and brought back meanwhile. An answer takes several requests; where
 * something else counts behind the last of them than before the first, it is found once more. Safe for many threads.
 */
final class SteadySearch extends AroundSearch {
    /** A change comes every few seconds at most. */
    private static final int TIMES = 10;

    private final JobSearch cluster;
    private final ExchangeNote note;

    /** @param search closed with it */
    SteadySearch(JobSearch search, ExchangeNote note) {
        this.cluster = search;
        this.note = note;
    }

    @Override
    public JobSearch keepingAnswers() {
        return new SteadySearch(cluster.keepingAnswers(), note);
    }

    /** An answer that has begun to be told comes too late to be found once more; what is told first belongs to one step. */
    private static final class ChangedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    protected <T> T answer(Asking<T> asking) throws IOException {
        for (int time = 0; time < TIMES; time++) {
            long step = note.read().step();
            try {
                T answer = asking.ask(cluster);
                if (note.read().step() == step) {
                    return answer;
                }
            } catch (SearchException refused) {
                if (note.read().step() == step) {
                    throw refused;
                }
            }
        }
        throw tooFast();
    }

    private void requireStill(long step) throws IOException {
        if (note.read().step() != step) {
            throw new ChangedException();
        }
    }

    /** Tells of an export from the first word on only if nothing changed before it. */
    private final class SteadyExport implements ExportListener {
        private final ExportListener listener;
        private final long step;

        SteadyExport(ExportListener listener, long step) {
            this.listener = listener;
            this.step = step;
        }

        @Override
        public void begin(List<String> names) throws IOException {
            requireStill(step);
            listener.begin(names);
        }

        @Override
        public void job(Map<String, @Nullable Object> job) throws IOException {
            listener.job(job);
        }

        @Override
        public void pause() throws IOException {
            listener.pause();
        }

        @Override
        public void end(ExportEnd end) throws IOException {
            listener.end(end);
        }
    }

    @Override
    public void export(ExportRequest request, ExportListener listener) throws IOException {
        telling(step -> cluster.export(request, new SteadyExport(listener, step)));
    }

    private interface Telling {
        void tell(long step) throws IOException;
    }

    private void telling(Telling telling) throws IOException {
        for (int time = 0; time < TIMES; time++) {
            try {
                telling.tell(note.read().step());
                return;
            } catch (ChangedException changed) {
                // it is told from the beginning, at the next step
            }
        }
        throw tooFast();
    }

    private static SearchException tooFast() {
        return new SearchException(
                SearchException.Kind.UNAVAILABLE,
                "submissions are being archived faster than an answer is found; ask again later");
    }

    /** The same of a history. */
    private final class SteadyHistory implements HistoryListener {
        private final HistoryListener listener;
        private final long step;
        private boolean hasBegun;

        SteadyHistory(HistoryListener listener, long step) {
            this.listener = listener;
            this.step = step;
        }

        void begin() throws IOException {
            if (!hasBegun) {
                requireStill(step);
                hasBegun = true;
            }
        }

        private HistoryListener steady() throws IOException {
            begin();
            return listener;
        }

        @Override
        public void record(byte[] bytes, int bannerStart) throws IOException {
            steady().record(bytes, bannerStart);
        }

        @Override
        public void lacksSecrets() throws IOException {
            steady().lacksSecrets();
        }

        @Override
        public void lost(boolean certain) throws IOException {
            steady().lost(certain);
        }

        @Override
        public void explained(Responses.Constraint how) throws IOException {
            steady().explained(how);
        }

        @Override
        public void damaged() throws IOException {
            steady().damaged();
        }
    }

    @Override
    public void read(HistoryRequest request, HistoryListener listener) throws IOException {
        telling(step -> {
            SteadyHistory steady = new SteadyHistory(listener, step);
            cluster.read(request, steady);
            // one that is empty must be so at one step, too
            steady.begin();
        });
    }

    @Override
    public void close() throws IOException {
        cluster.close();
    }
}
