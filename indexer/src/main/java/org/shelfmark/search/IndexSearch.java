package org.shelfmark.search;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.DistantJobs;
import org.shelfmark.aggregate.FigureCache;
import org.shelfmark.aggregate.HeapColumns;
import org.shelfmark.aggregate.SubmissionGroups;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.document.Columns;
import org.shelfmark.index.DistantRecords;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.index.OpenRecords;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.JobCount;
import org.shelfmark.query.QueryConstraint;
import org.shelfmark.query.QueryException;
import org.shelfmark.query.QueryParser;
import org.shelfmark.query.constraint.IndexedValues;
import org.shelfmark.rollup.Summaries;

/** Answers from an index directory. Safe for many threads. */
public final class IndexSearch implements JobSearch {
    /** A history or an export may be everything there is; whoever reads it may stop at any record. */
    private static final Duration LONGEST_READING = Duration.ofDays(1);

    /** Later, whoever writes has written on. */
    private static final Duration LONGEST_SUGGESTING = Duration.ofSeconds(2);

    private final SnapshotSource snapshots;
    private final ArchiveFileSystem files;
    private final Mapping mapping;
    private final SearchSettings settings;
    private final CoverageReader coverage;
    private final FigureCache figures;
    private final HeapColumns columns;
    private final HeldCommits held;
    private final JobLookup lookup;
    private final IndexReport report;
    private final SourceReport sources;
    private final Supplier<Optional<Responses.Activity>> activity;
    private final Optional<KeptAnswers> kept;
    private final Optional<DistantJobs> distant;
    private final Optional<IndexedValues> values;
    private final DistantRecords records;

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
        this.figures = FigureCache.ofProcess();
        this.columns = HeapColumns.ofProcess();
        this.held = new HeldCommits(snapshots, settings.clock(), settings.paging());
        this.lookup = new JobLookup(files, snapshots.root(), mapping, settings);
        this.report = new IndexReport(mapping);
        this.sources = new SourceReport(coverage, settings.clock());
        this.activity = activity;
        this.kept = Optional.empty();
        this.distant = Optional.empty();
        this.values = Optional.empty();
        this.records = DistantRecords.NONE;
    }

    /** The same that asks at another moment, keeps answers, finds its jobs elsewhere, or plans constraints in another way. */
    private IndexSearch(
            IndexSearch same,
            SearchSettings settings,
            Optional<KeptAnswers> kept,
            Optional<DistantJobs> distant,
            Optional<IndexedValues> values,
            JobLookup lookup,
            DistantRecords records) {
        this.snapshots = same.snapshots;
        this.files = same.files;
        this.mapping = same.mapping;
        this.settings = settings;
        this.coverage = same.coverage;
        this.figures = same.figures;
        this.columns = same.columns;
        this.held = same.held;
        this.lookup = lookup;
        this.report = same.report;
        this.sources = same.sources;
        this.activity = same.activity;
        this.kept = kept;
        this.distant = distant;
        this.values = values;
        this.records = records;
    }

    /**
     * The same search, not to be closed, whose facets, statistics, histograms and comparisons are those of jobs that are
     * elsewhere, instead of those in the index. Requests must have no constraint, which only records decide.
     */
    public IndexSearch asking(DistantJobs jobs) {
        return new IndexSearch(this, settings, Optional.empty(), Optional.of(jobs), values, lookup, records);
    }

    @Override
    public JobSearch keepingAnswers() {
        return keepingAnswers(new KeptAnswers());
    }

    JobSearch keepingAnswers(KeptAnswers answers) {
        return new IndexSearch(this, settings, Optional.of(answers), distant, values, lookup, records);
    }

    /**
     * The same search of an index that has only some of the jobs; to be closed in the place of this one. Of a constraint it
     * says, and decides by columns and records, what a search of all jobs does.
     *
     * @param ofAll the values of all jobs
     */
    public IndexSearch planning(IndexedValues ofAll) {
        return new IndexSearch(this, settings, kept, distant, Optional.of(ofAll), lookup, records);
    }

    /** The same search of jobs whose records may have been shipped with them; to be closed in the place of this one. */
    public IndexSearch reading(DistantRecords shipped) {
        JobLookup reading = new JobLookup(files, snapshots.root(), mapping, settings, shipped);
        return new IndexSearch(this, settings, kept, distant, values, reading, shipped);
    }

    /** The same search, not to be closed, to whose queries and constraints a moment is the present one. */
    public IndexSearch at(Instant now) {
        return new IndexSearch(this, settings.at(now), kept, distant, values, lookup, records);
    }

    /** Finds an answer among the jobs that a request means. */
    private interface Answering<T> {
        T answer(SearchRun run, Selected selected) throws IOException;
    }

    private <T extends Record> T answer(Record request, Requests.Selection jobs, Class<T> type, Answering<T> answering)
            throws IOException {
        try (SearchRun run = run()) {
            KeptAnswers.Answering<T> now = () -> {
                try (Selected selected = selected(run, jobs)) {
                    return answering.answer(run, selected);
                }
            };
            return kept.isPresent() ? kept.get().answer(run, request, jobs, type, now) : now.answer();
        }
    }

    private SearchRun run() throws IOException {
        return run(held.acquireNewest(), settings);
    }

    private SearchRun run(IndexSnapshot snapshot, SearchSettings how) {
        return new SearchRun(snapshot, mapping, how, coverage, figures, columns, distant, values);
    }

    @Override
    public Responses.Count count(Requests.Count request) throws IOException {
        return answer(request, request.jobs(), Responses.Count.class, (run, selected) -> {
            JobCount archived = selected.archived().count();
            long count = run.searcher().count(selected.all()) + archived.least();
            return new Responses.Count(
                    count,
                    run.tookMillis(),
                    run.timedOut(),
                    run.indexedThrough(),
                    count,
                    selected.explained(true),
                    ArchivedJobs.shown(archived.undecided()));
        });
    }

    private Selected selected(SearchRun run, Requests.Selection jobs) throws IOException {
        return selected(run, jobs, settings);
    }

    private Selected selected(SearchRun run, Requests.Selection jobs, SearchSettings how) throws IOException {
        return Selected.of(run, jobs, mapping, how, lookup, new OpenRecords(files, snapshots.root(), records));
    }

    @Override
    public Responses.Jobs jobs(Requests.Jobs request) throws IOException {
        Optional<PageCursor> cursor = request.cursor().map(PageCursor::parse);
        Instant now = cursor.map(PageCursor::now)
                .orElseGet(() -> settings.clock().instant().truncatedTo(ChronoUnit.MILLIS));
        SearchSettings still = settings.at(now);
        IndexSnapshot snapshot = cursor.isPresent() ? held.acquire(cursor.get().commit()) : held.acquireNewest();
        try (SearchRun run = run(snapshot, still);
                Selected selected = selected(run, request.jobs(), still)) {
            List<OutputColumns.Column> columns = columns(request.fields(), run);
            Sort sort;
            try {
                sort = SortOrder.parse(request.sort(), mapping, run.attributes());
            } catch (QueryException e) {
                throw badName(e);
            }
            FieldDoc after = cursor.map(last -> last.place(
                            request.jobs(),
                            sort,
                            run.searcher().getIndexReader().maxDoc()))
                    .orElse(null);
            Selected.Page page = selected.page(sort, request.limit(), after);
            PageMemory.check(page.hits().length, columns.size());
            List<Map<String, @Nullable Object>> jobs =
                    new JobPrinter(mapping, lookup, run.snapshot()).print(page.hits(), columns);
            if (page.last().isPresent()) {
                held.hold(snapshot);
            }
            ArchivedPage.Found archived = ArchivedPage.of(selected.archived());
            return new Responses.Jobs(
                    page.total() + (archived == null ? 0 : archived.count().least()),
                    run.tookMillis(),
                    run.timedOut(),
                    run.indexedThrough(),
                    jobs,
                    page.last()
                            .map(last -> PageCursor.encode(last, snapshot.name(), now, request.jobs(), sort))
                            .orElse(null),
                    selected.explained(page.isTotalExact()),
                    archived == null ? null : archived.matches());
        }
    }

    private List<OutputColumns.Column> columns(List<String> names, SearchRun run) {
        try {
            return OutputColumns.of(names, mapping, run.attributes());
        } catch (QueryException e) {
            throw badName(e);
        }
    }

    private static SearchException badName(QueryException unknown) {
        return new SearchException(
                SearchException.Kind.BAD_REQUEST, String.valueOf(unknown.getMessage()), unknown.suggestions());
    }

    @Override
    public void export(ExportRequest request, ExportListener listener) throws IOException {
        SearchSettings unhurried = settings.within(LONGEST_READING);
        try (SearchRun run = run(held.acquireNewest(), unhurried);
                Selected selected = selected(run, request.jobs(), unhurried);
                OpenRecords open = new OpenRecords(files, snapshots.root(), records)) {
            ExportPrinter printer = new ExportPrinter(
                    new JobPrinter(mapping, lookup, run.snapshot()),
                    lookup.reader(run.snapshot(), open),
                    columns(request.fields(), run));
            new JobExport(run, selected, printer).write(listener);
        }
    }

    @Override
    public Responses.Facets facets(Requests.Facets request) throws IOException {
        return answer(
                request,
                request.jobs(),
                Responses.Facets.class,
                (run, selected) -> new FigureSearch(run, selected, mapping).facets(request));
    }

    @Override
    public Figures.Stats stats(FigureRequests.Stats request) throws IOException {
        return answer(
                request,
                request.jobs(),
                Figures.Stats.class,
                (run, selected) -> new FigureSearch(run, selected, mapping).stats(request));
    }

    @Override
    public Figures.Histogram histogram(FigureRequests.Histogram request) throws IOException {
        return answer(
                request,
                request.jobs(),
                Figures.Histogram.class,
                (run, selected) -> new HistogramSearch(run, selected, mapping, settings, request).histogram());
    }

    @Override
    public Comparison compare(ComparisonRequest request) throws IOException {
        try (SearchRun run = run()) {
            return new ComparisonSearch(run, mapping, settings, jobs -> selected(run, jobs)).compare(request);
        }
    }

    @Override
    public Suggestions suggest(SuggestRequest request) throws IOException {
        SearchSettings hurried =
                settings.timeout().compareTo(LONGEST_SUGGESTING) > 0 ? settings.within(LONGEST_SUGGESTING) : settings;
        try (SearchRun run = run(held.acquireNewest(), hurried)) {
            List<Suggestions.Suggestion> suggestions = new Suggesting(run, mapping, request).suggestions();
            return new Suggestions(
                    suggestions.size(), run.tookMillis(), run.timedOut(), run.indexedThrough(), suggestions);
        }
    }

    @Override
    public Translation translate(Requests.Translate request) throws IOException {
        try (SearchRun run = run()) {
            QueryConstraint translated = run.translated(request.query());
            return new Translation(
                    1,
                    run.tookMillis(),
                    run.timedOut(),
                    run.indexedThrough(),
                    translated.constraint(),
                    translated.notes().isEmpty(),
                    translated.notes().stream()
                            .map(note -> new Translation.TranslationNote(note.column(), note.part(), note.reason()))
                            .toList());
        }
    }

    @Override
    public Submissions submissions(SubmissionRequests.Submissions request) throws IOException {
        Optional<SubmissionCursor> cursor = request.cursor().map(SubmissionCursor::parse);
        Instant now = cursor.map(SubmissionCursor::now)
                .orElseGet(() -> settings.clock().instant().truncatedTo(ChronoUnit.MILLIS));
        SearchSettings still = settings.at(now);
        IndexSnapshot snapshot = cursor.isPresent() ? held.acquire(cursor.get().commit()) : held.acquireNewest();
        try (SearchRun run = run(snapshot, still);
                Selected selected = selected(run, request.jobs(), still)) {
            Submissions page = new SubmissionSearch(run, mapping).list(request, selected, cursor, now);
            if (page.nextCursor() != null) {
                held.hold(snapshot);
            }
            return page;
        }
    }

    /**
     * Lists the submissions of live jobs that are elsewhere together with the archived ones of this index. Of a request's cursor
     * the place in the order counts, not what it is a page of.
     *
     * @param now that is meant in all pages
     */
    public Submissions submissions(SubmissionRequests.Submissions request, Instant now, DistantSubmissions live)
            throws IOException {
        Optional<SubmissionCursor> cursor = request.cursor().map(SubmissionCursor::parse);
        SearchSettings still = settings.at(now);
        try (SearchRun run = run(held.acquireNewest(), still);
                Selected selected = selected(run, request.jobs(), still)) {
            return new SubmissionSearch(run, mapping).list(request, selected, cursor, now, live);
        }
    }

    /**
     * Tells of the submissions of this index's live jobs, for somebody who adds those of other indices.
     *
     * @throws org.shelfmark.aggregate.TooManyException when they are too many together
     */
    public DistantSubmissions.Told tellSubmissions(
            Requests.Selection jobs, SubmissionRequests.Grouping by, SubmissionGroups into) throws IOException {
        try (SearchRun run = run();
                Selected selected = selected(run, jobs)) {
            new SubmissionSearch(run, mapping).tell(selected, by, into);
            return new DistantSubmissions.Told(selected.explained(true), run.timedOut());
        }
    }

    @Override
    public SubmissionReport report(SubmissionRequests.Report request) throws IOException {
        try (SearchRun run = run()) {
            return new SubmissionReporting(run, mapping).report(request);
        }
    }

    /** Most live jobs of which a report is made. */
    public static int mostReported() {
        return SubmissionReporting.MOST_JOBS;
    }

    /**
     * The same of an index that has no other live jobs than {@link SubmissionRequests.Report#meant} finds, and only their columns.
     *
     * @return empty where columns alone do not tell which of the jobs are meant
     */
    public Optional<SubmissionReport> reportOfAll(SubmissionRequests.Report request) throws IOException {
        try (SearchRun run = run()) {
            return new SubmissionReporting(run, mapping).reportOfAll(request);
        }
    }

    @Override
    public Responses.Job job(Requests.OneJob request) throws IOException {
        try (SearchRun run = run()) {
            JobPrinter printer = new JobPrinter(mapping, lookup, run.snapshot());
            List<OutputColumns.Column> all = OutputColumns.of(List.of("*"), mapping, run.attributes());
            Optional<JobLookup.Hit> indexed = lookup.find(run, request);
            if (indexed.isPresent()) {
                return job(
                        run,
                        printer.print(indexed.get().document(), all),
                        ShownAddress.of(run.snapshot(), indexed.get().address()));
            }
            Optional<ArchivedLookup.Hit> archived = new ArchivedLookup(mapping, lookup).find(run, request);
            if (archived.isPresent()) {
                return job(
                        run,
                        archived.get().print(run.snapshot(), printer, all),
                        ShownAddress.of(run.snapshot(), archived.get().address()));
            }
            TailScan.Found behind = lookup.findBehind(run, request);
            return job(run, printer.print(behind, all), ShownAddress.of(behind));
        }
    }

    private static Responses.Job job(SearchRun run, Map<String, @Nullable Object> job, Responses.Address address) {
        return new Responses.Job(1, run.tookMillis(), run.timedOut(), run.indexedThrough(), job, address);
    }

    @Override
    public FetchedRecord record(Requests.OneJob request) throws IOException {
        try (SearchRun run = run()) {
            return lookup.record(run, request);
        }
    }

    @Override
    public void read(HistoryRequest request, HistoryListener listener) throws IOException {
        read(request, listener, Optional.empty());
    }

    /**
     * The same where the index has no live jobs.
     *
     * @param jobs has them
     */
    public void read(HistoryRequest request, HistoryListener listener, HistoryJobs jobs) throws IOException {
        read(request, listener, Optional.of(jobs));
    }

    private void read(HistoryRequest request, HistoryListener listener, Optional<HistoryJobs> elsewhere)
            throws IOException {
        try (SearchRun run = unhurried();
                OpenRecords open = new OpenRecords(files, snapshots.root(), records);
                IndexHistory history = new IndexHistory(
                        run, mapping, settings.within(LONGEST_READING), lookup, open, request, listener, elsewhere)) {
            history.read();
        }
    }

    /** A request of what the index has now, with time for all of it. */
    SearchRun unhurried() throws IOException {
        return run(snapshots.acquire(), settings.within(LONGEST_READING));
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
                    request.problems() ? report.problems(run, lookup.excerpts()) : List.of());
        }
    }

    @Override
    public Responses.Status status() throws IOException {
        try (SearchRun run = run()) {
            IndexSnapshot snapshot = run.snapshot();
            long[] archived = new long[2];
            Summaries.visit(run.searcher().getIndexReader(), submission -> {
                archived[0] += submission.jobs();
                archived[1]++;
            });
            long jobs = run.searcher().count(QueryParser.everything()) + archived[0];
            List<Responses.Source> bySource = sources.sources(snapshot);
            return new Responses.Status(
                    jobs,
                    run.tookMillis(),
                    run.timedOut(),
                    run.indexedThrough(),
                    snapshots.root().toString(),
                    jobs,
                    bySource.stream().mapToLong(Responses.Source::records).sum(),
                    run.searcher().count(new TermQuery(new Term(Columns.KIND, Columns.QUARANTINED))),
                    bySource.stream().mapToLong(Responses.Source::gaps).sum(),
                    snapshots.sizeBytes(),
                    IndexReport.vaultBytes(snapshot),
                    run.searcher().getIndexReader().leaves().size(),
                    report.filesByState(snapshot),
                    bySource,
                    activity.get().orElse(null),
                    false,
                    // the offset's own name, "Z", is none to other programs
                    settings.zone().equals(ZoneOffset.UTC)
                            ? "UTC"
                            : settings.zone().getId(),
                    ArchivedJobs.shown(archived[0]),
                    ArchivedJobs.shown(archived[1]));
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
                    run.attributes().names(),
                    IndexReport.codes());
        }
    }

    @Override
    public void close() throws IOException {
        held.close();
        snapshots.close();
    }
}
