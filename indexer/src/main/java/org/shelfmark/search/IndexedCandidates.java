package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
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
import org.shelfmark.classad.Expression;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobKey;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.ColumnRangeQuery;
import org.shelfmark.query.constraint.Constraint;
import org.shelfmark.query.constraint.JobSets;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.search.ConstraintRun.Verdict;

/**
 * What an index has of a history, file by file: the live jobs whose records may belong to it or end it, and what is no record.
 * One request, one thread.
 */
final class IndexedCandidates {
    /** So many are found at once; more are found file by file, so that a limit saves work. */
    private static final int MAX_AT_ONCE = 50_000;

    /** What stands between records; the unfinished record at a file's end does not. */
    private static final Query DAMAGED = new BooleanQuery.Builder()
            .add(new TermQuery(new Term(Columns.KIND, Columns.QUARANTINED)), Occur.FILTER)
            .add(new PrefixQuery(new Term(Columns.FRAGMENT, "")), Occur.MUST_NOT)
            .build();

    private final SearchRun run;
    private final Mapping mapping;
    private final HistoryRequest request;
    private final @Nullable ConstraintRun conditions;
    private final @Nullable ConstraintRun since;
    private final Query wanted;
    private final Set<Integer> wantedDocuments = new HashSet<>();
    private final Optional<Map<Integer, OfFile>> byFile;

    private record Job(int document, RecordAddress address, JobKey key) {}

    private static final class OfFile {
        private final List<Job> jobs = new ArrayList<>();
        private final List<RecordAddress> damaged = new ArrayList<>();
    }

    /**
     * Looks for them.
     *
     * @param decisions in the same run
     */
    IndexedCandidates(SearchRun run, Mapping mapping, HistoryRequest request, ConstraintDecisions decisions)
            throws IOException {
        this.run = run;
        this.mapping = mapping;
        this.request = request;
        List<Expression> all = HistoryConditions.of(request);
        this.conditions = all.isEmpty() ? null : decisions.of(Constraint.all(all));
        this.since = request.since().isEmpty()
                ? null
                : decisions.of(HistoryConditions.since(request.since().get()));
        this.wanted = wanted();
        for (MatchingJobs.Segment segment :
                MatchingJobs.of(run.searcher(), wanted).segments()) {
            segment.forEach(document -> wantedDocuments.add(segment.context().docBase + document));
        }
        boolean atOnce = run.searcher().count(jobs()) <= MAX_AT_ONCE;
        this.byFile = atOnce ? Optional.of(byFile(jobs(), DAMAGED)) : Optional.empty();
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

    /** Jobs that may belong to the answer or end it. */
    Query jobs() {
        // a limit of what is looked at counts every record that the tool would look at, and only its banner tells which
        if (request.scanLimit().isPresent() || conditions == null) {
            return JobSets.ALL;
        }
        return JobSets.any(List.of(
                conditions.plan().most(),
                wanted,
                since == null ? JobSets.NONE : since.plan().most()));
    }

    /** The constraints that are decided. */
    List<ConstraintRun> constraints() {
        return Stream.of(Optional.ofNullable(conditions), Optional.ofNullable(since))
                .flatMap(Optional::stream)
                .toList();
    }

    /** How many jobs were decided by their columns. */
    long decidedByColumns() {
        return constraints().stream()
                .mapToLong(constraint -> constraint.work().byColumns())
                .sum();
    }

    /** Those of a file, in no order; all that are left open must be read. */
    List<HistoryCandidate> of(ArchiveFile file) throws IOException {
        OfFile found = (byFile.isPresent() ? byFile.get() : byFile(within(jobs(), file), within(DAMAGED, file)))
                .getOrDefault(file.id(), new OfFile());
        int[] documents = found.jobs.stream().mapToInt(Job::document).toArray();
        List<Verdict> verdicts = verdicts(documents);
        List<HistoryCandidate> candidates = new ArrayList<>(documents.length + found.damaged.size());
        for (int i = 0; i < documents.length; i++) {
            Job job = found.jobs.get(i);
            candidates.add(new HistoryCandidate.Live(job.address(), job.key(), verdicts.get(i)));
        }
        found.damaged.forEach(address -> candidates.add(new HistoryCandidate.Damaged(address)));
        return candidates;
    }

    private static Query within(Query candidates, ArchiveFile file) {
        return JobSets.all(List.of(candidates, ColumnRangeQuery.exactly(Columns.FILE, file.id())));
    }

    private Map<Integer, OfFile> byFile(Query jobs, Query damaged) throws IOException {
        Map<Integer, OfFile> found = new HashMap<>();
        visit(jobs, (reader, leaf, document) -> {
            RecordAddress address = reader.address(document);
            ofFile(found, address).jobs.add(new Job(leaf.docBase + document, address, reader.key(document)));
        });
        visit(damaged, (reader, leaf, document) -> {
            RecordAddress address = reader.address(document);
            ofFile(found, address).damaged.add(address);
        });
        return found;
    }

    private static OfFile ofFile(Map<Integer, OfFile> found, RecordAddress address) {
        return found.computeIfAbsent(address.fileId(), id -> new OfFile());
    }

    private interface Visitor {
        void visit(JobReader reader, LeafReaderContext leaf, int document) throws IOException;
    }

    private void visit(Query documents, Visitor visitor) throws IOException {
        for (MatchingJobs.Segment segment :
                MatchingJobs.of(run.searcher(), documents).segments()) {
            LeafReaderContext leaf = segment.context();
            JobReader reader = new JobReader(mapping, leaf.reader());
            segment.forEach(document -> visitor.visit(reader, leaf, document));
        }
    }

    /** Whether records of live jobs belong to the answer; those that may end it must be read in any case. */
    private List<Verdict> verdicts(int[] documents) throws IOException {
        ConstraintRun deciding = request.scanLimit().isPresent() ? null : conditions;
        if (deciding == null) {
            return Collections.nCopies(documents.length, conditions == null ? Verdict.YES : Verdict.OPEN);
        }
        List<Verdict> belong = deciding.verdicts(documents);
        List<Verdict> end = since == null ? List.of() : since.verdicts(documents);
        List<Verdict> verdicts = new ArrayList<>(documents.length);
        for (int i = 0; i < documents.length; i++) {
            boolean mayEnd = wantedDocuments.contains(documents[i]) || (since != null && end.get(i) != Verdict.NO);
            verdicts.add(mayEnd ? Verdict.OPEN : belong.get(i));
        }
        return verdicts;
    }
}
