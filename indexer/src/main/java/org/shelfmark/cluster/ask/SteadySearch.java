package org.shelfmark.cluster.ask;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.rollup.ExchangeNote;
import org.shelfmark.search.Comparison;
import org.shelfmark.search.ComparisonRequest;
import org.shelfmark.search.ExportEnd;
import org.shelfmark.search.ExportListener;
import org.shelfmark.search.ExportRequest;
import org.shelfmark.search.FetchedRecord;
import org.shelfmark.search.FigureRequests;
import org.shelfmark.search.Figures;
import org.shelfmark.search.HistoryListener;
import org.shelfmark.search.HistoryRequest;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SubmissionReport;
import org.shelfmark.search.SubmissionRequests;
import org.shelfmark.search.Submissions;
import org.shelfmark.search.SuggestRequest;
import org.shelfmark.search.Suggestions;
import org.shelfmark.search.Translation;

/**
 * Answers of a cluster in which submissions are archived and brought back meanwhile. An answer takes several requests; where
 * something else counts behind the last of them than before the first, it is found once more. Safe for many threads.
 */
final class SteadySearch implements JobSearch {
    /** A change comes every few seconds at most. */
    private static final int TIMES = 10;

    private final JobSearch cluster;
    private final ExchangeNote note;

    /** @param search closed with it */
    SteadySearch(JobSearch search, ClusterConnection cluster) {
        this.cluster = search;
        this.note = new ExchangeNote(cluster);
    }

    private interface Asking<T> {
        T ask(long step) throws IOException;
    }

    /** An answer that has begun to be told comes too late to be found once more; what is told first belongs to one step. */
    private static final class ChangedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private <T> T answer(Asking<T> asking) throws IOException {
        for (int time = 0; time < TIMES; time++) {
            long step = note.read().step();
            try {
                T answer = asking.ask(step);
                if (note.read().step() == step) {
                    return answer;
                }
            } catch (SearchException refused) {
                if (note.read().step() == step) {
                    throw refused;
                }
            } catch (ChangedException changed) {
                // it is told from the beginning, at the next step
            }
        }
        throw tooFast();
    }

    private void requireStill(long step) throws IOException {
        if (note.read().step() != step) {
            throw new ChangedException();
        }
    }

    @Override
    public Responses.Count count(Requests.Count request) throws IOException {
        return answer(step -> cluster.count(request));
    }

    @Override
    public Responses.Jobs jobs(Requests.Jobs request) throws IOException {
        return answer(step -> cluster.jobs(request));
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

    @Override
    public Responses.Facets facets(Requests.Facets request) throws IOException {
        return answer(step -> cluster.facets(request));
    }

    @Override
    public Figures.Stats stats(FigureRequests.Stats request) throws IOException {
        return answer(step -> cluster.stats(request));
    }

    @Override
    public Figures.Histogram histogram(FigureRequests.Histogram request) throws IOException {
        return answer(step -> cluster.histogram(request));
    }

    @Override
    public Comparison compare(ComparisonRequest request) throws IOException {
        return answer(step -> cluster.compare(request));
    }

    @Override
    public Suggestions suggest(SuggestRequest request) throws IOException {
        return answer(step -> cluster.suggest(request));
    }

    @Override
    public Translation translate(Requests.Translate request) throws IOException {
        return cluster.translate(request);
    }

    @Override
    public Submissions submissions(SubmissionRequests.Submissions request) throws IOException {
        return answer(step -> cluster.submissions(request));
    }

    @Override
    public SubmissionReport report(SubmissionRequests.Report request) throws IOException {
        return answer(step -> cluster.report(request));
    }

    @Override
    public Responses.Job job(Requests.OneJob request) throws IOException {
        return answer(step -> cluster.job(request));
    }

    @Override
    public FetchedRecord record(Requests.OneJob request) throws IOException {
        return answer(step -> cluster.record(request));
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
    public Responses.Files files(Requests.Files request) throws IOException {
        return cluster.files(request);
    }

    @Override
    public Responses.Status status() throws IOException {
        return answer(step -> cluster.status());
    }

    @Override
    public Responses.Fields fields() throws IOException {
        return cluster.fields();
    }

    @Override
    public void close() throws IOException {
        cluster.close();
    }
}
