package org.shelfmark.search;

import java.io.IOException;

/**
 * Answers of another search, all of them found in the same way: where the other one comes from, how often it is asked, and
 * what becomes of its failures is said once, by {@link #answer}.
 */
public abstract class AroundSearch implements JobSearch {
    /** Has the other search answer something. */
    @FunctionalInterface
    public interface Asking<T> {
        /** The answer of the search. */
        T ask(JobSearch search) throws IOException;
    }

    /** Finds an answer. Whoever asks more than once must see to it that a listener is told once. */
    protected abstract <T> T answer(Asking<T> asking) throws IOException;

    /** Not that of the other search itself, whose answers would have nothing around them. */
    @Override
    public abstract JobSearch keepingAnswers();

    @Override
    public Responses.Count count(Requests.Count request) throws IOException {
        return answer(search -> search.count(request));
    }

    @Override
    public Responses.Jobs jobs(Requests.Jobs request) throws IOException {
        return answer(search -> search.jobs(request));
    }

    @Override
    public void export(ExportRequest request, ExportListener listener) throws IOException {
        answer(search -> {
            search.export(request, listener);
            return request;
        });
    }

    @Override
    public Responses.Facets facets(Requests.Facets request) throws IOException {
        return answer(search -> search.facets(request));
    }

    @Override
    public Figures.Stats stats(FigureRequests.Stats request) throws IOException {
        return answer(search -> search.stats(request));
    }

    @Override
    public Figures.Histogram histogram(FigureRequests.Histogram request) throws IOException {
        return answer(search -> search.histogram(request));
    }

    @Override
    public Comparison compare(ComparisonRequest request) throws IOException {
        return answer(search -> search.compare(request));
    }

    @Override
    public Suggestions suggest(SuggestRequest request) throws IOException {
        return answer(search -> search.suggest(request));
    }

    @Override
    public Translation translate(Requests.Translate request) throws IOException {
        return answer(search -> search.translate(request));
    }

    @Override
    public Submissions submissions(SubmissionRequests.Submissions request) throws IOException {
        return answer(search -> search.submissions(request));
    }

    @Override
    public SubmissionReport report(SubmissionRequests.Report request) throws IOException {
        return answer(search -> search.report(request));
    }

    @Override
    public Responses.Job job(Requests.OneJob request) throws IOException {
        return answer(search -> search.job(request));
    }

    @Override
    public FetchedRecord record(Requests.OneJob request) throws IOException {
        return answer(search -> search.record(request));
    }

    @Override
    public void read(HistoryRequest request, HistoryListener listener) throws IOException {
        answer(search -> {
            search.read(request, listener);
            return request;
        });
    }

    @Override
    public Responses.Files files(Requests.Files request) throws IOException {
        return answer(search -> search.files(request));
    }

    @Override
    public Responses.Status status() throws IOException {
        return answer(JobSearch::status);
    }

    @Override
    public Responses.Fields fields() throws IOException {
        return answer(JobSearch::fields);
    }
}
