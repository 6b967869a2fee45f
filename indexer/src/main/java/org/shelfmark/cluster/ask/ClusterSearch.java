package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterFormat;
import org.shelfmark.cluster.ExchangeNote;
import org.shelfmark.cluster.QueryDsl;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.Comparison;
import org.shelfmark.search.ComparisonRequest;
import org.shelfmark.search.ExportListener;
import org.shelfmark.search.ExportRequest;
import org.shelfmark.search.FetchedRecord;
import org.shelfmark.search.FigureRequests;
import org.shelfmark.search.Figures;
import org.shelfmark.search.HistoryListener;
import org.shelfmark.search.HistoryRequest;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.JobId;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchSettings;
import org.shelfmark.search.SubmissionReport;
import org.shelfmark.search.SubmissionRequests;
import org.shelfmark.search.Submissions;
import org.shelfmark.search.SuggestRequest;
import org.shelfmark.search.Suggestions;
import org.shelfmark.search.Translation;

/** Answers from a cluster. Safe for many threads. */
public final class ClusterSearch implements JobSearch {
    private static final int MOST_CANDIDATES = 21;

    private final ClusterConnection cluster;
    private final ClusterFields fields;
    private final ClusterStates states;
    private final FetchedJobs fetched;
    private final CountedFigures figures;
    private final QueryDsl dsl;
    private final Mapping mapping;
    private final JobQueries read;
    private final JobPages pages;
    private final SubmissionPages submissions;
    private final SearchSettings settings;

    /**
     * Searches a cluster in which nothing is archived meanwhile.
     *
     * @param cluster closed with the search
     * @param layout where archives and vault of this machine are known, if it ships, too
     * @param archives where archives of this machine are read
     * @param activity what the shipping in this process does, empty where there is none
     * @throws IOException when the cluster cannot be reached or has no jobs that this version reads
     */
    public ClusterSearch(
            ClusterConnection cluster,
            IndexLayout layout,
            ArchiveFileSystem archives,
            Mapping mapping,
            SearchSettings settings,
            Supplier<Optional<Responses.Activity>> activity)
            throws IOException {
        ClusterFormat.require(cluster, mapping);
        this.fields = new ClusterFields(mapping);
        this.cluster = cluster;
        ShippedArchives shipped = new ShippedArchives(archives);
        this.states = new ClusterStates(cluster, layout, shipped, mapping, settings, activity);
        this.fetched = new FetchedJobs(fields, layout, shipped, mapping);
        this.figures = new CountedFigures(fields, mapping);
        this.dsl = new QueryDsl(fields);
        this.mapping = mapping;
        this.read = new JobQueries(dsl, mapping, settings);
        this.pages = new JobPages(fields, read, fetched, mapping, settings);
        this.submissions = new SubmissionPages(fields, dsl, read, fetched, mapping, settings);
        this.settings = settings;
    }

    /**
     * The same search in which answers stay right while submissions are archived and brought back.
     *
     * @throws IOException as the constructor
     */
    public static JobSearch open(
            ClusterConnection cluster,
            IndexLayout layout,
            ArchiveFileSystem archives,
            Mapping mapping,
            SearchSettings settings,
            Supplier<Optional<Responses.Activity>> activity)
            throws IOException {
        return new SteadySearch(
                new ClusterSearch(cluster, layout, archives, mapping, settings, activity), new ExchangeNote(cluster));
    }

    /** Finds an answer in an index that has the jobs it is about. */
    private interface Answering<T> {
        T answer(IndexSearch jobs) throws IOException;
    }

    /** The jobs of a query, as the cluster is asked for them. */
    private ObjectNode query(ClusterState state, String text) {
        return read.dsl(state, text);
    }

    /** Answers from jobs, fetched: those that query and constraint mean, and those that may be none of them. */
    private <T> T fetching(ClusterState state, Requests.Selection meant, String what, Answering<T> answering)
            throws IOException {
        ObjectNode most =
                read.dsl(read.narrowed(state, meant, settings.clock().instant()).most());
        try (IndexSearch jobs = fetched.matching(state, most, settings, what)) {
            return answering.answer(jobs);
        }
    }

    /** Answers from what the cluster counts, or else from the jobs, fetched. */
    private <T> T counting(
            ClusterState state, Requests.Selection meant, String what, CountedFigures.Answering<T> answering)
            throws IOException {
        Optional<T> counted = figures.answer(state, List.of(meant), answering);
        return counted.isPresent() ? counted.get() : fetching(state, meant, what, answering::answer);
    }

    @Override
    public Responses.Count count(Requests.Count request) throws IOException {
        try (ClusterState state = states.acquire()) {
            Instant now = settings.clock().instant();
            Narrowed meant = read.narrowed(state, request.jobs(), now);
            Responses.Count none = state.withoutJobs().at(now).count(request);
            long startedNanos = System.nanoTime();
            ViewedJobs jobs =
                    new ViewedJobs(state.queries(), state.view(), Optional.empty(), "jobs", settings.timeout());
            Explained explained = new Explained();
            explained.add(none.constraint());
            // those that are known without the cluster are archived
            long count = none.count() + new JobCounts(read, fetched).count(state, meant, jobs, read.at(now), explained);
            return new Responses.Count(
                    count,
                    none.tookMs() + millisSince(startedNanos),
                    jobs.timedOut() || none.timedOut(),
                    none.indexedThrough(),
                    count,
                    explained.sum(!jobs.timedOut()),
                    none.undecidable());
        }
    }

    private static long millisSince(long startedNanos) {
        return (System.nanoTime() - startedNanos) / 1_000_000;
    }

    @Override
    public Responses.Jobs jobs(Requests.Jobs request) throws IOException {
        try (ClusterState state = states.acquire()) {
            return pages.page(state, request);
        }
    }

    @Override
    public void export(ExportRequest request, ExportListener listener) throws IOException {
        try (ClusterState state = states.acquire()) {
            new JobExports(fields, read, fetched, mapping)
                    .export(state, request, settings.clock().instant(), listener);
        }
    }

    @Override
    public Responses.Facets facets(Requests.Facets request) throws IOException {
        try (ClusterState state = states.acquire()) {
            return counting(state, request.jobs(), "the facets", jobs -> jobs.facets(request));
        }
    }

    @Override
    public Figures.Stats stats(FigureRequests.Stats request) throws IOException {
        try (ClusterState state = states.acquire()) {
            return counting(state, request.jobs(), "the statistics", jobs -> jobs.stats(request));
        }
    }

    @Override
    public Figures.Histogram histogram(FigureRequests.Histogram request) throws IOException {
        try (ClusterState state = states.acquire()) {
            return counting(state, request.jobs(), "the histogram", jobs -> jobs.histogram(request));
        }
    }

    @Override
    public Comparison compare(ComparisonRequest request) throws IOException {
        try (ClusterState state = states.acquire()) {
            List<Requests.Selection> meant = new ArrayList<>(List.of(request.jobs()));
            meant.add(request.against().orElse(Requests.Selection.of("")));
            Optional<Comparison> counted = figures.answer(state, meant, jobs -> jobs.compare(request));
            return counted.isPresent()
                    ? counted.get()
                    : new FetchedComparison(read, fetched, settings).compare(state, request);
        }
    }

    @Override
    public Suggestions suggest(SuggestRequest request) throws IOException {
        try (ClusterState state = states.acquire()) {
            Optional<Suggestions> counted = figures.answer(state, List.of(), jobs -> jobs.suggest(request));
            if (counted.isPresent()) {
                return counted.get();
            }
            return state.queries().count(query(state, "")) > FetchedJobs.MOST
                    ? state.withoutJobs().suggest(request)
                    : fetching(state, Requests.Selection.of(""), "the suggestions", jobs -> jobs.suggest(request));
        }
    }

    @Override
    public Translation translate(Requests.Translate request) throws IOException {
        try (ClusterState state = states.acquire()) {
            return state.withoutJobs().translate(request);
        }
    }

    @Override
    public Submissions submissions(SubmissionRequests.Submissions request) throws IOException {
        try (ClusterState state = states.acquire()) {
            return submissions.page(state, request);
        }
    }

    @Override
    public SubmissionReport report(SubmissionRequests.Report request) throws IOException {
        try (ClusterState state = states.acquire()) {
            Optional<SubmissionReport> ofColumns =
                    fetched.columns(state, query(state, request.meant()), settings, jobs -> jobs.reportOfAll(request));
            return ofColumns.isPresent()
                    ? ofColumns.get()
                    : fetching(
                            state, Requests.Selection.of(request.meant()), "the report", jobs -> jobs.report(request));
        }
    }

    @Override
    public Responses.Job job(Requests.OneJob request) throws IOException {
        try (ClusterState state = states.acquire();
                IndexSearch jobs = candidates(state, request)) {
            return jobs.job(request);
        }
    }

    @Override
    public FetchedRecord record(Requests.OneJob request) throws IOException {
        try (ClusterState state = states.acquire();
                IndexSearch jobs = candidates(state, request)) {
            return jobs.record(request);
        }
    }

    /** An index of the jobs that an id may stand for. */
    private IndexSearch candidates(ClusterState state, Requests.OneJob request) throws IOException {
        String query = JobId.parse(request.id()).query(request.source());
        ObjectNode body = ClusterConnection.JSON.createObjectNode().put("size", MOST_CANDIDATES);
        body.set("query", query(state, query));
        List<JsonNode> sources = new ArrayList<>();
        state.queries()
                .search(body, settings.timeout())
                .path("hits")
                .path("hits")
                .forEach(hit -> sources.add(hit.path("_source")));
        return fetched.of(state, sources, settings);
    }

    @Override
    public void read(HistoryRequest request, HistoryListener listener) throws IOException {
        try (ClusterState state = states.acquire()) {
            Instant now = settings.clock().instant();
            try (HistoryParts jobs = new HistoryParts(state, fields, read, fetched, now)) {
                state.withoutJobs().at(now).read(request, listener, jobs);
            }
        }
    }

    @Override
    public Responses.Files files(Requests.Files request) throws IOException {
        try (ClusterState state = states.acquire()) {
            return state.withoutJobs().files(request);
        }
    }

    @Override
    public Responses.Status status() throws IOException {
        try (ClusterState state = states.acquire()) {
            return new ClusterReport(cluster, dsl).status(state);
        }
    }

    @Override
    public Responses.Fields fields() throws IOException {
        try (ClusterState state = states.acquire()) {
            return state.withoutJobs().fields();
        }
    }

    @Override
    public void close() throws IOException {
        try (cluster) {
            states.close();
        }
    }
}
