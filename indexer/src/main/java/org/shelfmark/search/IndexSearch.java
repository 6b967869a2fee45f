package org.shelfmark.search;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.AttributeFacet;
import org.shelfmark.aggregate.FieldFacet;
import org.shelfmark.aggregate.MatchingJobs;
import org.shelfmark.aggregate.ValueCounts;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.document.Columns;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.NameResolver;
import org.shelfmark.query.QueryException;
import org.shelfmark.query.QueryParser;

/** Answers from an index directory. Safe for many threads. */
public final class IndexSearch implements JobSearch {
    /** A history may be everything there is; whoever reads it may stop at any record. */
    private static final Duration LONGEST_HISTORY = Duration.ofDays(1);

    private final SnapshotSource snapshots;
    private final ArchiveFileSystem files;
    private final Mapping mapping;
    private final SearchSettings settings;
    private final CoverageReader coverage;
    private final JobLookup lookup;
    private final IndexReport report;
    private final SourceReport sources;
    private final Supplier<Optional<Responses.Activity>> activity;

    /**
     * Searches an index that another process writes, or nobody.
     *
     * @param snapshots the index; closed with the search
     * @param files where the archives stand
     */
    public IndexSearch(SnapshotSource snapshots, ArchiveFileSystem files, Mapping mapping, SearchSettings settings) {
        this(snapshots, files, mapping, settings, Optional::empty);
    }

    /**
     * Searches an index.
     *
     * @param snapshots the index; closed with the search
     * @param files where the archives stand
     * @param activity what the indexing in this process does, empty where there is none; asked for by many threads
     */
    public IndexSearch(
            SnapshotSource snapshots,
            ArchiveFileSystem files,
            Mapping mapping,
            SearchSettings settings,
            Supplier<Optional<Responses.Activity>> activity) {
        this.snapshots = snapshots;
        this.files = files;
        this.mapping = mapping;
        this.settings = settings;
        this.coverage = new CoverageReader(files);
        this.lookup = new JobLookup(files, snapshots.root(), mapping, settings);
        this.report = new IndexReport(mapping);
        this.sources = new SourceReport(coverage, settings.clock());
        this.activity = activity;
    }

    private SearchRun run() throws IOException {
        return new SearchRun(snapshots.acquire(), mapping, settings, coverage);
    }

    @Override
    public Responses.Count count(Requests.Count request) throws IOException {
        try (SearchRun run = run();
                Selected selected = selected(run, request.jobs())) {
            int count = run.searcher().count(selected.all());
            return new Responses.Count(
                    count, run.tookMillis(), run.timedOut(), run.indexedThrough(), count, selected.explained(true));
        }
    }

    private Selected selected(SearchRun run, Requests.Selection jobs) throws IOException {
        return Selected.of(run, jobs, mapping, settings, lookup, new OpenRecords(files, snapshots.root()));
    }

    @Override
    public Responses.Jobs jobs(Requests.Jobs request) throws IOException {
        try (SearchRun run = run();
                Selected selected = selected(run, request.jobs())) {
            List<OutputColumns.Column> columns;
            Sort sort;
            try {
                columns = OutputColumns.of(request.fields(), mapping, run.attributes());
                sort = SortOrder.parse(request.sort(), mapping, run.attributes());
            } catch (QueryException e) {
                throw new SearchException(
                        SearchException.Kind.BAD_REQUEST, String.valueOf(e.getMessage()), e.suggestions());
            }
            FieldDoc after = request.cursor()
                    .map(cursor -> PageCursor.decode(
                            cursor,
                            request.jobs(),
                            sort,
                            run.searcher().getIndexReader().maxDoc()))
                    .orElse(null);
            Selected.Page page = selected.page(sort, request.limit(), after);
            List<Map<String, @Nullable Object>> jobs =
                    new JobPrinter(mapping, lookup, run.snapshot()).print(page.hits(), columns);
            return new Responses.Jobs(
                    page.total(),
                    run.tookMillis(),
                    run.timedOut(),
                    run.indexedThrough(),
                    jobs,
                    page.last()
                            .map(last -> PageCursor.encode(last, request.jobs(), sort))
                            .orElse(null),
                    selected.explained(page.isTotalExact()));
        }
    }

    @Override
    public Responses.Facets facets(Requests.Facets request) throws IOException {
        try (SearchRun run = run();
                Selected selected = selected(run, request.jobs())) {
            NameResolver names = new NameResolver(mapping, run.attributes());
            MatchingJobs jobs = MatchingJobs.of(run.searcher(), selected.all());
            Map<String, Responses.Facet> facets = new LinkedHashMap<>();
            for (String name : request.by()) {
                ValueCounts counts = count(jobs, name, names);
                List<Responses.FacetValue> values = new ArrayList<>();
                long shown = 0;
                for (ValueCounts.Entry entry : counts.top(request.top())) {
                    values.add(new Responses.FacetValue(JsonValues.shown(entry.value()), entry.count()));
                    shown += entry.count();
                }
                facets.put(
                        name,
                        new Responses.Facet(
                                values, counts.counted() - shown, jobs.total() - counts.counted(), counts.distinct()));
            }
            return new Responses.Facets(
                    jobs.total(),
                    run.tookMillis(),
                    run.timedOut(),
                    run.indexedThrough(),
                    facets,
                    selected.explained(true));
        }
    }

    private ValueCounts count(MatchingJobs jobs, String name, NameResolver names) throws IOException {
        Optional<FieldMapping> field = names.field(name);
        if (field.isPresent()) {
            if (!field.get().facet()) {
                throw new SearchException(
                        SearchException.Kind.BAD_REQUEST,
                        "by: '" + name + "' differs from job to job; counts per value would not tell anything");
            }
            return FieldFacet.count(jobs, mapping, field.get());
        }
        try {
            names.requireFacetable(name);
        } catch (QueryException e) {
            throw new SearchException(SearchException.Kind.BAD_REQUEST, "by: " + e.getMessage(), e.suggestions());
        }
        return AttributeFacet.count(jobs, NameResolver.attribute(name));
    }

    @Override
    public Figures.Stats stats(FigureRequests.Stats request) throws IOException {
        throw new UnsupportedOperationException("stats");
    }

    @Override
    public Figures.Histogram histogram(FigureRequests.Histogram request) throws IOException {
        throw new UnsupportedOperationException("histogram");
    }

    @Override
    public Submissions submissions(SubmissionRequests.Submissions request) throws IOException {
        try (SearchRun run = run();
                Selected selected = selected(run, request.jobs())) {
            return new SubmissionSearch(run, mapping).list(request, selected);
        }
    }

    @Override
    public SubmissionReport report(SubmissionRequests.Report request) throws IOException {
        throw new UnsupportedOperationException("report");
    }

    @Override
    public Responses.Job job(Requests.OneJob request) throws IOException {
        try (SearchRun run = run()) {
            JobPrinter printer = new JobPrinter(mapping, lookup, run.snapshot());
            List<OutputColumns.Column> all = OutputColumns.of(List.of("*"), mapping, run.attributes());
            Optional<JobLookup.Hit> indexed = lookup.find(run, request);
            Map<String, @Nullable Object> job = indexed.isPresent()
                    ? printer.print(indexed.get().document(), all)
                    : printer.print(lookup.findBehind(run, request), all);
            return new Responses.Job(1, run.tookMillis(), run.timedOut(), run.indexedThrough(), job);
        }
    }

    @Override
    public FetchedRecord record(Requests.OneJob request) throws IOException {
        try (SearchRun run = run()) {
            return lookup.record(run, request);
        }
    }

    @Override
    public void read(HistoryRequest request, HistoryListener listener) throws IOException {
        SearchSettings unhurried =
                new SearchSettings(settings.clock(), settings.zone(), settings.withSecrets(), LONGEST_HISTORY);
        try (SearchRun run = new SearchRun(snapshots.acquire(), mapping, unhurried, coverage);
                OpenRecords records = new OpenRecords(files, snapshots.root())) {
            new IndexHistory(run, mapping, unhurried, lookup, records, request, listener).read();
        }
    }

    @Override
    public Responses.Files files(Requests.Files request) throws IOException {
        try (SearchRun run = run()) {
            List<Responses.File> files = report.files(run.snapshot());
            int quarantined = run.searcher().count(new TermQuery(new Term(Columns.KIND, Columns.QUARANTINED)));
            return new Responses.Files(
                    files.size(),
                    run.tookMillis(),
                    run.timedOut(),
                    run.indexedThrough(),
                    files,
                    quarantined,
                    request.problems() ? report.problems(run) : List.of());
        }
    }

    @Override
    public Responses.Status status() throws IOException {
        try (SearchRun run = run()) {
            IndexSnapshot snapshot = run.snapshot();
            int jobs = run.searcher().count(QueryParser.everything());
            List<Responses.Source> bySource = sources.sources(snapshot);
            return new Responses.Status(
                    jobs,
                    run.tookMillis(),
                    run.timedOut(),
                    run.indexedThrough(),
                    snapshots.root().toString(),
                    jobs,
                    bySource.stream().mapToLong(Responses.Source::records).sum(),
                    run.searcher().getIndexReader().numDocs() - jobs,
                    bySource.stream().mapToLong(Responses.Source::gaps).sum(),
                    snapshots.sizeBytes(),
                    IndexReport.vaultBytes(snapshot),
                    run.searcher().getIndexReader().leaves().size(),
                    report.filesByState(snapshot),
                    bySource,
                    activity.get().orElse(null));
        }
    }

    @Override
    public Responses.Fields fields() throws IOException {
        try (SearchRun run = run()) {
            List<Responses.Field> fields = IndexReport.fields(mapping);
            return new Responses.Fields(
                    fields.size(),
                    run.tookMillis(),
                    run.timedOut(),
                    run.indexedThrough(),
                    fields,
                    run.attributes().names());
        }
    }

    @Override
    public void close() throws IOException {
        snapshots.close();
    }
}
