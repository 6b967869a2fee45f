package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.Expression;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.document.CaseFolding;
import org.shelfmark.document.JobKey;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.query.CondensedCondition;
import org.shelfmark.query.JobCount;
import org.shelfmark.query.constraint.Constraint;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.rollup.CondensedRow;
import org.shelfmark.rollup.CondensedSubmission;
import org.shelfmark.rollup.Summaries;

/**
 * The archived jobs whose records may belong to a history or end it, file by file in the order of reading. Their summaries
 * tell of which rows they are; which of a row they are, their records do. One request, one thread.
 */
final class ArchivedCandidates {
    /** So many are held at once; for more the summaries are gone through again. */
    private static final int MAX_AT_ONCE = 50_000;

    private final IndexReader reader;
    private final HistoryRequest request;
    private final List<ArchiveFile> files;
    private final @Nullable CondensedCondition conditions;
    private final @Nullable CondensedCondition since;
    private final Map<Integer, Integer> counts = new HashMap<>();
    private Map<Integer, List<HistoryCandidate>> held = Map.of();

    /**
     * Looks for them.
     *
     * @param files those of the history, in the order of reading
     */
    ArchivedCandidates(SearchRun run, HistoryRequest request, List<ArchiveFile> files) throws IOException {
        this.reader = run.searcher().getIndexReader();
        this.request = request;
        this.files = files;
        List<Expression> all = HistoryConditions.of(request);
        this.conditions = all.isEmpty() ? null : run.condensed(Constraint.all(all));
        this.since = request.since().isEmpty()
                ? null
                : run.condensed(HistoryConditions.since(request.since().get()));
        if (ArchivedJobs.areIn(reader)) {
            visit((submission, record, certain) -> counts.merge(record.fileId(), 1, Integer::sum));
        }
    }

    private interface Visitor {
        void candidate(CondensedSubmission submission, ArchivedRecord record, boolean certain) throws IOException;
    }

    /** Those of a file, in no order. The files must be asked for in their order, each once. */
    Collection<HistoryCandidate> of(ArchiveFile file) throws IOException {
        if (!counts.containsKey(file.id())) {
            return List.of();
        }
        if (!held.containsKey(file.id())) {
            held = hold(file);
        }
        List<HistoryCandidate> ofFile = held.remove(file.id());
        return ofFile == null ? List.of() : ofFile;
    }

    /** Those of a file and of the next ones, as long as they are not too many. */
    private Map<Integer, List<HistoryCandidate>> hold(ArchiveFile first) throws IOException {
        Map<Integer, List<HistoryCandidate>> next = new HashMap<>();
        Map<Integer, String> sources = new HashMap<>();
        long size = 0;
        for (ArchiveFile file : files.subList(files.indexOf(first), files.size())) {
            size += counts.getOrDefault(file.id(), 0);
            if (size > MAX_AT_ONCE && !next.isEmpty()) {
                break;
            }
            next.put(file.id(), new ArrayList<>());
            sources.put(file.id(), file.source());
        }
        visit((submission, record, certain) -> {
            List<HistoryCandidate> ofFile = next.get(record.fileId());
            if (ofFile != null) {
                JobKey key = new JobKey(
                        new IntegerValue(submission.key().cluster()),
                        new IntegerValue(record.proc()),
                        AttributeValue.UNDEFINED,
                        AttributeValue.UNDEFINED);
                String source = sources.getOrDefault(record.fileId(), submission.source());
                ofFile.add(new HistoryCandidate.Archived(
                        new RecordAddress(source, record.fileId(), record.location()), key, record.digest(), certain));
            }
        });
        return next;
    }

    private void visit(Visitor visitor) throws IOException {
        boolean onlyIds =
                isNarrowed() && !request.ids().isEmpty() && request.owners().isEmpty() && since == null;
        if (!onlyIds) {
            Summaries.visit(reader, submission -> visit(submission, visitor));
            return;
        }
        Set<Long> clusters = new HashSet<>();
        request.ids().forEach(id -> clusters.add(id.cluster()));
        for (long cluster : clusters) {
            Summaries.visit(reader, cluster, submission -> visit(submission, visitor));
        }
    }

    /** A limit of what is looked at counts every record, so that each must be read. */
    private boolean isNarrowed() {
        return conditions != null && request.scanLimit().isEmpty();
    }

    private void visit(CondensedSubmission submission, Visitor visitor) throws IOException {
        Optional<String> source = request.source().map(CaseFolding::fold);
        if (source.isPresent() && !source.get().equals(submission.key().source())) {
            return;
        }
        List<RowBounds> bounds = new ArrayList<>();
        for (CondensedRow row : submission.rows()) {
            bounds.add(bounds(row));
        }
        boolean isWanted = request.ids().stream()
                .anyMatch(id -> id.cluster() == submission.key().cluster());
        if (!isWanted && bounds.stream().noneMatch(RowBounds::possible)) {
            return;
        }
        for (ArchivedRecord record : submission.records()) {
            RowBounds row = bounds.get(record.row());
            boolean mayEnd = isWanted && isWanted(submission.key().cluster(), record.proc());
            if (mayEnd || (row.possible() && mayBeMeant(row))) {
                visitor.candidate(submission, record, row.certain());
            }
        }
    }

    /** Without owners, only jobs of the ids asked for are meant. */
    private boolean mayBeMeant(RowBounds row) {
        return !isNarrowed()
                || row.mayEnd()
                || request.ids().isEmpty()
                || !request.owners().isEmpty();
    }

    private boolean isWanted(long cluster, long proc) {
        // a ProcId that is no integer stands as 0
        return request.ids().stream()
                .anyMatch(id -> id.cluster() == cluster
                        && (id.proc().isEmpty() || id.proc().getAsLong() == proc || proc == 0));
    }

    /**
     * What is known of the jobs of a row.
     *
     * @param possible whether their records may have to be read
     * @param mayEnd whether one of them may end the answer
     * @param certain whether all of them belong to the answer
     */
    private record RowBounds(boolean possible, boolean mayEnd, boolean certain) {}

    private RowBounds bounds(CondensedRow row) throws IOException {
        CondensedCondition meant = conditions;
        if (meant == null) {
            return new RowBounds(true, false, true);
        }
        if (!isNarrowed()) {
            return new RowBounds(true, false, false);
        }
        JobCount count = meant.count(row);
        boolean mayEnd = since != null && since.count(row).most() > 0;
        return new RowBounds(count.most() > 0 || mayEnd, mayEnd, count.least() == row.jobs() && !mayEnd);
    }
}
