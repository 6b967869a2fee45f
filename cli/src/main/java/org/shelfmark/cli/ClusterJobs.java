package org.shelfmark.cli;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterRefusedException;
import org.shelfmark.cluster.ClusterUnavailableException;
import org.shelfmark.index.IndexUnusableException;
import org.shelfmark.search.Comparison;
import org.shelfmark.search.ComparisonRequest;
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
 * Answers from a cluster that may be away now and then. What is wrong with the cluster becomes a refusal like every other, so
 * that whoever answers for it need not know where the jobs are. Safe for many threads.
 */
final class ClusterJobs implements JobSearch {
    private static final long PATIENCE_SECONDS = 2;
    private static final int BAD_REQUEST = 400;

    private final Opening opening;
    private final RecordPlaces records;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable JobSearch cluster;

    /** Opens the cluster. */
    interface Opening {
        /** A search that its caller closes. */
        JobSearch open() throws IOException;
    }

    private ClusterJobs(Opening opening, RecordPlaces records) {
        this.opening = opening;
        this.records = records;
    }

    /** A cluster that must be there. */
    static ClusterJobs opened(Opening opening, RecordPlaces records) throws IOException {
        ClusterJobs jobs = new ClusterJobs(opening, records);
        jobs.cluster = opening.open();
        return jobs;
    }

    /**
     * A cluster that is opened when it is there: now, or when it is asked then.
     *
     * @param filledHere whether this process brings the jobs there, so that they may come later than the cluster
     */
    static ClusterJobs opening(Opening opening, RecordPlaces records, boolean filledHere) throws IOException {
        try {
            return opened(opening, records);
        } catch (ClusterUnavailableException away) {
            return new ClusterJobs(opening, records);
        } catch (IndexUnusableException empty) {
            if (!filledHere) {
                throw empty;
            }
            return new ClusterJobs(opening, records);
        }
    }

    /** Has the cluster answer something. */
    private interface Asking<T> {
        T ask(JobSearch cluster) throws IOException;
    }

    private <T> T answer(Asking<T> asking) throws IOException {
        try {
            return asking.ask(cluster());
        } catch (ClusterUnavailableException | IndexUnusableException e) {
            throw unavailable(String.valueOf(e.getMessage()));
        } catch (ClusterRefusedException e) {
            if (e.status() == BAD_REQUEST) {
                throw new SearchException(SearchException.Kind.BAD_REQUEST, String.valueOf(e.getMessage()));
            }
            throw unavailable(String.valueOf(e.getMessage()));
        }
    }

    private static SearchException unavailable(String why) {
        return new SearchException(SearchException.Kind.UNAVAILABLE, why);
    }

    private JobSearch cluster() throws IOException {
        JobSearch known = cluster;
        return known != null ? known : openedNow();
    }

    /** One request tries it; the others do not wait in a row for what may take each of them seconds. */
    private JobSearch openedNow() throws IOException {
        try {
            if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw unavailable("the cluster has not answered yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted while waiting for the cluster");
        }
        try {
            JobSearch known = cluster;
            if (known == null) {
                known = opening.open();
                cluster = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Responses.Count count(Requests.Count request) throws IOException {
        return answer(jobs -> jobs.count(request));
    }

    @Override
    public Responses.Jobs jobs(Requests.Jobs request) throws IOException {
        return answer(jobs -> jobs.jobs(request));
    }

    @Override
    public void export(ExportRequest request, ExportListener listener) throws IOException {
        answer(jobs -> {
            jobs.export(request, listener);
            return request;
        });
    }

    @Override
    public Responses.Facets facets(Requests.Facets request) throws IOException {
        return answer(jobs -> jobs.facets(request));
    }

    @Override
    public Figures.Stats stats(FigureRequests.Stats request) throws IOException {
        return answer(jobs -> jobs.stats(request));
    }

    @Override
    public Figures.Histogram histogram(FigureRequests.Histogram request) throws IOException {
        return answer(jobs -> jobs.histogram(request));
    }

    @Override
    public Comparison compare(ComparisonRequest request) throws IOException {
        return answer(jobs -> jobs.compare(request));
    }

    @Override
    public Suggestions suggest(SuggestRequest request) throws IOException {
        return answer(jobs -> jobs.suggest(request));
    }

    @Override
    public Translation translate(Requests.Translate request) throws IOException {
        return answer(jobs -> jobs.translate(request));
    }

    @Override
    public Submissions submissions(SubmissionRequests.Submissions request) throws IOException {
        return answer(jobs -> jobs.submissions(request));
    }

    @Override
    public SubmissionReport report(SubmissionRequests.Report request) throws IOException {
        return answer(jobs -> jobs.report(request));
    }

    @Override
    public Responses.Job job(Requests.OneJob request) throws IOException {
        return answer(jobs -> jobs.job(request));
    }

    @Override
    public FetchedRecord record(Requests.OneJob request) throws IOException {
        return answer(jobs -> records.record(jobs, request));
    }

    @Override
    public void read(HistoryRequest request, HistoryListener listener) throws IOException {
        answer(jobs -> {
            jobs.read(request, listener);
            return request;
        });
    }

    @Override
    public Responses.Files files(Requests.Files request) throws IOException {
        return answer(jobs -> jobs.files(request));
    }

    @Override
    public Responses.Status status() throws IOException {
        return answer(JobSearch::status);
    }

    @Override
    public Responses.Fields fields() throws IOException {
        return answer(JobSearch::fields);
    }

    @Override
    public void close() throws IOException {
        records.close();
        JobSearch known = cluster;
        if (known != null) {
            known.close();
        }
    }
}
