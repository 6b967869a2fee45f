package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.MatchingJobs;
import org.shelfmark.archive.BannerLine;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.Expression;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobDigest;
import org.shelfmark.document.JobKey;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.document.RecordView;
import org.shelfmark.document.RecordViews;
import org.shelfmark.index.OpenRecords;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.ColumnRangeQuery;
import org.shelfmark.query.constraint.Constraint;
import org.shelfmark.query.constraint.JobSets;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.search.ConstraintRun.Verdict;

/**
 * Answers like {@code condor_history} from an index: of all records only those are read that the index and their columns do
 * not exclude.
 *
 * <p>One request, one thread.
 */
final class IndexHistory {
    /** So many candidates are put in order at once; more are taken file by file, so that a limit saves work. */
    private static final int MAX_AT_ONCE = 50_000;

    /** What stands between records; the unfinished record at a file's end does not. */
    private static final Query DAMAGED = new BooleanQuery.Builder()
            .add(new TermQuery(new Term(Columns.KIND, Columns.QUARANTINED)), Occur.FILTER)
            .add(new PrefixQuery(new Term(Columns.FRAGMENT, "")), Occur.MUST_NOT)
            .build();

    private static final Comparator<HistoryCandidate> BY_OFFSET =
            Comparator.comparingLong(candidate -> candidate.address().location().offset());

    private final SearchRun run;
    private final Mapping mapping;
    private final JobLookup lookup;
    private final OpenRecords records;
    private final RecordViews views;
    private final RecordViews publicViews;
    private final boolean withSecrets;
    private final ConstraintDecisions decisions;
    private final HistoryFilter filter;
    private final HistoryListener listener;
    private final HistoryRequest request;
    private final @Nullable ConstraintRun conditions;
    private final @Nullable ConstraintRun since;
    private final Query wanted;
    private final Set<Integer> wantedDocuments = new HashSet<>();
    private long candidates;
    private long recordsRead;
    private long lost;
    /** Whether the record read last lacks secrets that the caller may see. */
    private boolean lacksSecrets;

    /**
     * A reader of one answer.
     *
     * @param records closed by whoever opened it
     */
    IndexHistory(
            SearchRun run,
            Mapping mapping,
            SearchSettings settings,
            JobLookup lookup,
            OpenRecords records,
            HistoryRequest request,
            HistoryListener listener)
            throws IOException {
        this.run = run;
        this.mapping = mapping;
        this.lookup = lookup;
        this.records = records;
        this.withSecrets = settings.withSecrets();
        this.request = request;
        this.listener = listener;
        this.filter = new HistoryFilter(request);
        this.decisions = new ConstraintDecisions(run, mapping, settings, lookup, records);
        this.views = decisions.views();
        this.publicViews = decisions.moreViews();
        List<Expression> all = HistoryConditions.of(request);
        this.conditions = all.isEmpty() ? null : decisions.of(Constraint.all(all));
        this.since = request.since().isEmpty()
                ? null
                : decisions.of(HistoryConditions.since(request.since().get()));
        this.wanted = wanted();
    }

    /** Records of the ids asked for, by body or by banner: they may end the answer whether they belong to it or not. */
    private Query wanted() {
        String proc = mapping.ofAttribute("ProcId").orElseThrow().name();
        return JobSets.any(request.ids().stream()
                .map(id -> {
                    Query cluster = new TermQuery(new Term(
                            AttributeTerms.FIELD, AttributeTerms.number(Mapping.fold("ClusterId"), id.cluster())));
                    return id.proc().isEmpty()
                            ? cluster
                            : JobSets.all(List.of(
                                    cluster,
                                    ColumnRangeQuery.exactly(proc, id.proc().getAsLong())));
                })
                .toList());
    }

    /** Reads the answer, and says how. */
    void read() throws IOException {
        readFiles();
        List<Responses.Step> steps = new ArrayList<>();
        long byColumns = 0;
        for (ConstraintRun constraint : constraints()) {
            constraint
                    .plan()
                    .steps()
                    .forEach(step -> steps.add(new Responses.Step(
                            step.expression(), step.decision().words())));
            byColumns += constraint.work().byColumns();
        }
        listener.explained(new Responses.Constraint(steps, "exact", candidates, byColumns, recordsRead, lost));
    }

    private List<ConstraintRun> constraints() {
        return Stream.of(Optional.ofNullable(conditions), Optional.ofNullable(since))
                .flatMap(Optional::stream)
                .toList();
    }

    private void readFiles() throws IOException {
        List<ArchiveFile> files = HistoryOrder.oldestFirst(run.snapshot().registry(), request.source());
        for (MatchingJobs.Segment segment :
                MatchingJobs.of(run.searcher(), wanted).segments()) {
            segment.forEach(document -> wantedDocuments.add(segment.context().docBase + document));
        }
        List<ArchiveFile> inOrder = request.forwards() ? files : files.reversed();
        ArchivedCandidates archived = new ArchivedCandidates(run, request, inOrder);
        Query jobs = jobs();
        boolean atOnce = run.searcher().count(jobs) <= MAX_AT_ONCE;
        Map<Integer, List<HistoryCandidate>> byFile = atOnce ? byFile(jobs, DAMAGED) : Map.of();
        for (ArchiveFile file : inOrder) {
            List<HistoryCandidate> ofFile =
                    new ArrayList<>((atOnce ? byFile : byFile(within(jobs, file), within(DAMAGED, file)))
                            .getOrDefault(file.id(), List.of()));
            ofFile.addAll(archived.of(file));
            ofFile.sort(request.forwards() ? BY_OFFSET : BY_OFFSET.reversed());
            read(ofFile);
            if (filter.isEnded()) {
                return;
            }
        }
    }

    /** Jobs that may belong to the answer or end it. */
    private Query jobs() {
        // a limit of what is looked at counts every record that the tool would look at, and only its banner tells which
        if (request.scanLimit().isPresent() || conditions == null) {
            return JobSets.ALL;
        }
        return JobSets.any(List.of(
                conditions.plan().most(),
                wanted,
                since == null ? JobSets.NONE : since.plan().most()));
    }

    private static Query within(Query candidates, ArchiveFile file) {
        return JobSets.all(List.of(candidates, ColumnRangeQuery.exactly(Columns.FILE, file.id())));
    }

    private Map<Integer, List<HistoryCandidate>> byFile(Query jobs, Query damaged) throws IOException {
        Map<Integer, List<HistoryCandidate>> byFile = new HashMap<>();
        collect(jobs, true, byFile);
        collect(damaged, false, byFile);
        return byFile;
    }

    private void collect(Query documents, boolean areJobs, Map<Integer, List<HistoryCandidate>> byFile)
            throws IOException {
        for (MatchingJobs.Segment segment :
                MatchingJobs.of(run.searcher(), documents).segments()) {
            LeafReaderContext leaf = segment.context();
            JobReader reader = new JobReader(mapping, leaf.reader());
            segment.forEach(document -> {
                RecordAddress address = reader.address(document);
                byFile.computeIfAbsent(address.fileId(), id -> new ArrayList<>())
                        .add(
                                areJobs
                                        ? new HistoryCandidate.Live(
                                                leaf.docBase + document, address, reader.key(document))
                                        : new HistoryCandidate.Damaged(address));
            });
        }
    }

    private void read(List<HistoryCandidate> ofFile) throws IOException {
        Map<Integer, Verdict> verdicts = verdicts(ofFile);
        records.expect(ofFile.stream()
                .filter(candidate -> candidate instanceof HistoryCandidate.Live live
                        && verdicts.getOrDefault(live.document(), Verdict.OPEN) != Verdict.NO)
                .map(HistoryCandidate::address)
                .toList());
        for (HistoryCandidate candidate : ofFile) {
            if (filter.isEnded()) {
                return;
            }
            candidates++;
            switch (candidate) {
                case HistoryCandidate.Damaged damaged -> readDamaged(damaged.address());
                case HistoryCandidate.Archived archived -> read(archived);
                case HistoryCandidate.Live live -> {
                    Verdict verdict = verdicts.getOrDefault(live.document(), Verdict.OPEN);
                    if (verdict != Verdict.NO) {
                        read(live, verdict == Verdict.YES);
                    }
                }
            }
        }
    }

    /** Whether records of live jobs belong to the answer; those that may end it must be read in any case. */
    private Map<Integer, Verdict> verdicts(List<HistoryCandidate> ofFile) throws IOException {
        int[] documents = ofFile.stream()
                .mapMultiToInt((candidate, take) -> {
                    if (candidate instanceof HistoryCandidate.Live live) {
                        take.accept(live.document());
                    }
                })
                .toArray();
        ConstraintRun deciding = request.scanLimit().isPresent() ? null : conditions;
        boolean allAreRead = deciding == null;
        List<Verdict> belong = deciding == null
                ? Collections.nCopies(documents.length, conditions == null ? Verdict.YES : Verdict.OPEN)
                : deciding.verdicts(documents);
        List<Verdict> end = allAreRead || since == null ? List.of() : since.verdicts(documents);
        Map<Integer, Verdict> verdicts = new HashMap<>();
        for (int i = 0; i < documents.length; i++) {
            boolean mayEnd = !allAreRead
                    && (wantedDocuments.contains(documents[i]) || (since != null && end.get(i) != Verdict.NO));
            verdicts.put(documents[i], mayEnd ? Verdict.OPEN : belong.get(i));
        }
        return verdicts;
    }

    private void read(HistoryCandidate.Live job, boolean certain) throws IOException {
        Optional<RecordView> found = record(job.address(), job.key(), certain);
        if (found.isPresent()) {
            take(found.get());
        }
    }

    /** Of a row that may belong to the answer only the records are taken that an index would not have excluded. */
    private void read(HistoryCandidate.Archived job) throws IOException {
        Optional<RecordView> found = record(job.address(), job.key(), job.certain());
        if (found.isEmpty()) {
            return;
        }
        RecordView view = found.get();
        if (JobDigest.of(ArchivedLookup.key(mapping, view, job.address().source())) != job.digest()) {
            lost++;
            listener.lost(job.certain());
        } else if (request.scanLimit().isPresent() || isWanted(job.key()) || filter.isOpenTo(view)) {
            take(view);
        }
    }

    private boolean isWanted(JobKey job) {
        return request.ids().stream()
                .anyMatch(id -> job.cluster().equals(new IntegerValue(id.cluster()))
                        && (id.proc().isEmpty()
                                || job.proc().equals(new IntegerValue(id.proc().getAsLong()))));
    }

    /** Without its secrets where they are withheld; empty where it is gone, which is said. */
    private Optional<RecordView> record(RecordAddress address, JobKey key, boolean certain) throws IOException {
        JobLookup.Placed found;
        try {
            found = lookup.view(records, this::view, run.snapshot(), address, key);
            recordsRead++;
        } catch (SearchException gone) {
            lost++;
            listener.lost(certain);
            return Optional.empty();
        }
        RecordView view = found.record();
        lacksSecrets = withSecrets && found.leftOutBytes() > 0;
        if (lacksSecrets && filter.asksForSecrets(view)) {
            lost++;
            listener.lost(false);
            return Optional.empty();
        }
        return Optional.of(withSecrets ? view : withoutSecrets(view));
    }

    private void take(RecordView view) throws IOException {
        byte[] bytes = view.bytes();
        BannerLine banner = BannerLine.parse(bytes, view.bannerStart(), bytes.length);
        if (filter.concerns(banner) && filter.includes(view, banner)) {
            listener.record(bytes, view.bannerStart());
            if (lacksSecrets) {
                listener.lacksSecrets();
            }
        }
    }

    private RecordView view(byte[] bytes, int bannerStart) throws RecordProblem {
        return views.view(bytes, 0, bannerStart, bytes.length);
    }

    private RecordView withoutSecrets(RecordView view) {
        byte[] kept = view.withoutSecrets();
        int removed = view.bytes().length - kept.length;
        if (removed == 0) {
            return view;
        }
        try {
            return publicViews.view(kept, 0, view.bannerStart() - removed, kept.length);
        } catch (RecordProblem e) {
            throw new IllegalStateException("a record without its secrets is damaged: " + e.getMessage(), e);
        }
    }

    /** What is no record is passed on without a word where its banner says that it is none of those asked for. */
    private void readDamaged(RecordAddress address) throws IOException {
        Optional<BannerLine> banner = lookup.banner(records, run.snapshot(), address);
        boolean asked = request.ids().isEmpty() && request.owners().isEmpty();
        if (banner.map(filter::concerns).orElse(asked)) {
            listener.damaged();
        }
    }
}
