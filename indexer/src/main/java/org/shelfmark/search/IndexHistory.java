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
import org.apache.lucene.document.NumericDocValuesField;
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
import org.shelfmark.classad.Expression;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobKey;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.document.RecordView;
import org.shelfmark.document.RecordViews;
import org.shelfmark.index.OpenRecords;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.CondensedCondition;
import org.shelfmark.query.JobCount;
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
                                    NumericDocValuesField.newSlowExactQuery(
                                            proc, id.proc().getAsLong())));
                })
                .toList());
    }

    /** Reads the answer, and says how. */
    void read() throws IOException {
        readFiles();
        tellArchived();
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

    private void tellArchived() throws IOException {
        List<Expression> all = HistoryConditions.of(request);
        List<CondensedCondition> asked = all.isEmpty() ? List.of() : List.of(run.condensed(Constraint.all(all)));
        JobCount archived = ArchivedJobs.of(run, asked).count(request.source());
        if (archived.most() > 0) {
            listener.archived(archived.least(), archived.undecided());
        }
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
        Query jobs = jobs();
        boolean atOnce = run.searcher().count(jobs) <= MAX_AT_ONCE;
        Map<Integer, List<Candidate>> byFile = atOnce ? byFile(jobs, DAMAGED) : Map.of();
        for (ArchiveFile file : request.forwards() ? files : files.reversed()) {
            List<Candidate> ofFile = (atOnce ? byFile : byFile(within(jobs, file), within(DAMAGED, file)))
                    .getOrDefault(file.id(), List.of());
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
        return JobSets.all(List.of(candidates, NumericDocValuesField.newSlowExactQuery(Columns.FILE, file.id())));
    }

    /**
     * A document of a record.
     *
     * @param key which job it is of; empty where bytes stand there that are no record
     */
    private record Candidate(int document, RecordAddress address, Optional<JobKey> key) {}

    private Map<Integer, List<Candidate>> byFile(Query jobs, Query damaged) throws IOException {
        Map<Integer, List<Candidate>> byFile = new HashMap<>();
        collect(jobs, true, byFile);
        collect(damaged, false, byFile);
        Comparator<Candidate> byOffset = Comparator.comparingLong(
                candidate -> candidate.address().location().offset());
        byFile.values().forEach(ofFile -> ofFile.sort(request.forwards() ? byOffset : byOffset.reversed()));
        return byFile;
    }

    private void collect(Query documents, boolean areJobs, Map<Integer, List<Candidate>> byFile) throws IOException {
        for (MatchingJobs.Segment segment :
                MatchingJobs.of(run.searcher(), documents).segments()) {
            LeafReaderContext leaf = segment.context();
            JobReader reader = new JobReader(mapping, leaf.reader());
            segment.forEach(document -> {
                RecordAddress address = reader.address(document);
                Optional<JobKey> key = areJobs ? Optional.of(reader.key(document)) : Optional.empty();
                byFile.computeIfAbsent(address.fileId(), id -> new ArrayList<>())
                        .add(new Candidate(leaf.docBase + document, address, key));
            });
        }
    }

    private void read(List<Candidate> ofFile) throws IOException {
        List<Verdict> verdicts = verdicts(ofFile);
        for (int i = 0; i < ofFile.size() && !filter.isEnded(); i++) {
            candidates++;
            if (ofFile.get(i).key().isEmpty() || verdicts.get(i) != Verdict.NO) {
                read(ofFile.get(i), verdicts.get(i) == Verdict.YES);
            }
        }
    }

    /** Whether records belong to the answer; those that may end it must be read in any case. */
    private List<Verdict> verdicts(List<Candidate> ofFile) throws IOException {
        int[] documents = ofFile.stream().mapToInt(Candidate::document).toArray();
        if (request.scanLimit().isPresent() || conditions == null) {
            return Collections.nCopies(documents.length, conditions == null ? Verdict.YES : Verdict.OPEN);
        }
        List<Verdict> verdicts = new ArrayList<>(conditions.verdicts(documents));
        List<Verdict> ends = since == null ? List.of() : since.verdicts(documents);
        for (int i = 0; i < documents.length; i++) {
            if (wantedDocuments.contains(documents[i]) || (since != null && ends.get(i) != Verdict.NO)) {
                verdicts.set(i, Verdict.OPEN);
            }
        }
        return verdicts;
    }

    private void read(Candidate candidate, boolean certain) throws IOException {
        if (candidate.key().isEmpty()) {
            readDamaged(candidate.address());
            return;
        }
        RecordView view;
        try {
            view = lookup.view(
                            records,
                            this::view,
                            run.snapshot(),
                            candidate.address(),
                            candidate.key().get())
                    .record();
            recordsRead++;
        } catch (SearchException gone) {
            lost++;
            listener.lost(certain);
            return;
        }
        if (!withSecrets) {
            view = withoutSecrets(view);
        }
        byte[] bytes = view.bytes();
        BannerLine banner = BannerLine.parse(bytes, view.bannerStart(), bytes.length);
        if (filter.concerns(banner) && filter.includes(view, banner)) {
            listener.record(bytes, view.bannerStart());
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
