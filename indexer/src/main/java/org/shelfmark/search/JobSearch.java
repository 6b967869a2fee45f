package org.shelfmark.search;

import java.io.Closeable;
import java.io.IOException;

/**
 * Everything that can be asked of an index. Answered from the index directory, or by a server over HTTP: the answers are
 * the same.
 *
 * <p>Every method throws {@link SearchException} when the caller's request cannot be served, and {@link IOException} when
 * we failed.
 */
public interface JobSearch extends HistorySource, Closeable {
    /**
     * The same search, which gives answers again that took a while, where that pays and the answer would be the same; not to
     * be closed.
     */
    default JobSearch keepingAnswers() {
        return this;
    }

    /** How many jobs match. */
    Responses.Count count(Requests.Count request) throws IOException;

    /** The jobs that match, a page at a time. */
    Responses.Jobs jobs(Requests.Jobs request) throws IOException;

    /**
     * All jobs that match, newest first, told to a listener as they are found.
     *
     * @throws IOException also when the listener throws it
     */
    void export(ExportRequest request, ExportListener listener) throws IOException;

    /** How many of the matching jobs have each value of some fields. */
    Responses.Facets facets(Requests.Facets request) throws IOException;

    /** Statistics of the numbers of some fields, also by group. */
    Figures.Stats stats(FigureRequests.Stats request) throws IOException;

    /** How many of the matching jobs lie in each interval of a field. */
    Figures.Histogram histogram(FigureRequests.Histogram request) throws IOException;

    /** The values that are more frequent in some jobs than in others. */
    Comparison compare(ComparisonRequest request) throws IOException;

    /** How a query that is being written may go on; nothing where that cannot be told. */
    Suggestions suggest(SuggestRequest request) throws IOException;

    /** A query as a ClassAd expression that means the same jobs, or these and more. */
    Translation translate(Requests.Translate request) throws IOException;

    /** The submissions of the matching jobs with totals, a page at a time. */
    Submissions submissions(SubmissionRequests.Submissions request) throws IOException;

    /** All about one submission. */
    SubmissionReport report(SubmissionRequests.Report request) throws IOException;

    /** One job with all its fields. */
    Responses.Job job(Requests.OneJob request) throws IOException;

    /** The original record of one job, checked against the job asked for. */
    FetchedRecord record(Requests.OneJob request) throws IOException;

    /** The archive files, and the records in them that could not be understood. */
    Responses.Files files(Requests.Files request) throws IOException;

    /** How the index is. */
    Responses.Status status() throws IOException;

    /** The fields of the mapping and the names of all other attributes. */
    Responses.Fields fields() throws IOException;

    @Override
    void close() throws IOException;
}
