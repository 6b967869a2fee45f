package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
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
    private final SnapshotSource snapshots;
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
        try (SearchRun run = run()) {
            int count = run.searcher().count(run.query(request.query()));
            return new Responses.Count(count, run.tookMillis(), run.timedOut(), run.indexedThrough(), count);
        }
    }

    @Override
    public Responses.Jobs jobs(Requests.Jobs request) throws IOException {
        try (SearchRun run = run()) {
            Query query = run.query(request.query());
            List<OutputColumns.Column> columns;
            Sort sort;
            try {
                columns = OutputColumns.of(request.fields(), mapping, run.attributes());
                sort = SortOrder.parse(request.sort(), mapping, run.attributes());
            } catch (QueryException e) {
                throw new SearchException(
                        SearchException.Kind.BAD_REQUEST, String.valueOf(e.getMessage()), e.suggestions());
            }
            int total = run.searcher().count(query);
            if (request.limit() == 0 || total == 0) {
                return new Responses.Jobs(
                        total, run.tookMillis(), run.timedOut(), run.indexedThrough(), List.of(), null);
            }
            FieldDoc after = request.cursor()
                    .map(cursor -> PageCursor.decode(
                            cursor,
                            request.query(),
                            sort,
                            run.searcher().getIndexReader().maxDoc()))
                    .orElse(null);
            TopFieldDocs page =
                    run.searcher().search(query, new TopFieldCollectorManager(sort, request.limit(), after, 1));
            List<Map<String, @Nullable Object>> jobs =
                    new JobPrinter(mapping, lookup, run.snapshot()).print(page.scoreDocs, columns);
            return new Responses.Jobs(
                    total,
                    run.tookMillis(),
                    run.timedOut(),
                    run.indexedThrough(),
                    jobs,
                    page.scoreDocs.length < request.limit()
                            ? null
                            : PageCursor.encode(
                                    (FieldDoc) page.scoreDocs[page.scoreDocs.length - 1], request.query(), sort));
        }
    }

    @Override
    public Responses.Facets facets(Requests.Facets request) throws IOException {
        try (SearchRun run = run()) {
            NameResolver names = new NameResolver(mapping, run.attributes());
            MatchingJobs jobs = MatchingJobs.of(run.searcher(), run.query(request.query()));
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
                        name, new Responses.Facet(values, counts.counted() - shown, jobs.total() - counts.counted()));
            }
            return new Responses.Facets(jobs.total(), run.tookMillis(), run.timedOut(), run.indexedThrough(), facets);
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
