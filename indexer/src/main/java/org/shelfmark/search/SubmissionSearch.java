package org.shelfmark.search;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.Pass;
import org.shelfmark.aggregate.RequestMemory;
import org.shelfmark.aggregate.SubmissionGroups;
import org.shelfmark.aggregate.TooManyException;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.document.JobReader;
import org.shelfmark.mapping.Mapping;

/** Lists submissions. One request, one thread. */
final class SubmissionSearch {
    /** Most submissions that are told apart in one request. */
    static final int MOST = RequestMemory.most(1_000_000, 450);

    private final SearchRun run;
    private final Mapping mapping;
    private final int most;

    SubmissionSearch(SearchRun run, Mapping mapping) {
        this(run, mapping, MOST);
    }

    /**
     * With another bound.
     *
     * @param most submissions that are told apart
     */
    SubmissionSearch(SearchRun run, Mapping mapping, int most) {
        this.run = run;
        this.mapping = mapping;
        this.most = most;
    }

    /** A submission at its place in the order. */
    private record Placed(SubmissionOrder.Place place, SubmissionGroups.Group group) {}

    /**
     * A page of them.
     *
     * @param cursor the request's
     * @param now the time of the first page
     */
    Submissions list(
            SubmissionRequests.Submissions request, Selected selected, Optional<SubmissionCursor> cursor, Instant now)
            throws IOException {
        SubmissionOrder order = SubmissionOrder.parse(request.sort());
        Comparator<SubmissionOrder.Place> comparator = order.comparator();
        Optional<SubmissionOrder.Place> after = cursor.map(last -> last.place(request, order));
        Found found = find(selected.all(), selected.archived(), request.by());
        SubmissionGroups groups = found.groups();
        List<Placed> page = new ArrayList<>();
        long behind = 0;
        PriorityQueue<Placed> best = new PriorityQueue<>(
                Comparator.comparing(Placed::place, comparator).reversed());
        for (SubmissionGroups.Group group : groups.all()) {
            SubmissionOrder.Place place = order.place(group);
            if (after.isEmpty() || comparator.compare(place, after.get()) > 0) {
                behind++;
                Placed last = best.peek();
                if (best.size() < request.limit()) {
                    best.add(new Placed(place, group));
                } else if (last != null && comparator.compare(place, last.place()) < 0) {
                    best.remove();
                    best.add(new Placed(place, group));
                }
            }
        }
        page.addAll(best);
        page.sort(Comparator.comparing(Placed::place, comparator));
        List<SubmissionGroups.Group> shown = page.stream().map(Placed::group).toList();
        boolean more = behind > page.size() && !page.isEmpty();
        return new Submissions(
                groups.all().size(),
                run.tookMillis(),
                run.timedOut(),
                run.indexedThrough(),
                request.by().word(),
                print(shown, request.jobs().query(), request.by()),
                groups.jobs(),
                groups.without(),
                more
                        ? SubmissionCursor.encode(
                                page.get(page.size() - 1).place(),
                                run.snapshot().name(),
                                now,
                                request,
                                order)
                        : null,
                selected.explained(true),
                ArchivedJobs.shown(found.undecidable()));
    }

    /**
     * The submissions of some jobs.
     *
     * @param undecidable archived jobs that are in none of them, though they may match
     */
    record Found(SubmissionGroups groups, long undecidable) {}

    /** The submissions of some jobs, live and archived ones. */
    Found find(Query jobs, ArchivedJobs archived, SubmissionRequests.Grouping by) throws IOException {
        Pass pass = new Pass();
        Pass.Answer<SubmissionGroups> groups = pass.find(SubmissionGroups.of(mapping, of(by), most));
        try {
            pass.over(run.sharedOut(), jobs);
            ArchivedSubmissions more = new ArchivedSubmissions(mapping, by, groups.get());
            more.add(archived);
            return new Found(groups.get(), more.undecidable());
        } catch (TooManyException e) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST, e.getMessage() + "; narrow the query, as by ended:>-30d");
        }
    }

    static SubmissionGroups.By of(SubmissionRequests.Grouping by) {
        return switch (by) {
            case CLUSTER -> SubmissionGroups.By.CLUSTER;
            case BATCH -> SubmissionGroups.By.BATCH;
            case DAG -> SubmissionGroups.By.DAG;
        };
    }

    /** Submissions as answers have them, in the same order. */
    List<Submissions.Submission> print(
            List<SubmissionGroups.Group> groups, String within, SubmissionRequests.Grouping by) throws IOException {
        Map<SubmissionGroups.Group, Submissions.Submission> printed = new HashMap<>();
        // columns are read forwards
        List<SubmissionGroups.Group> ascending = new ArrayList<>();
        for (SubmissionGroups.Group group : groups) {
            SubmissionGroups.FirstArchived first = group.firstArchived();
            if (first == null) {
                ascending.add(group);
            } else {
                printed.put(group, print(group, within, by, first.batch(), first.cmd()));
            }
        }
        ascending.sort(Comparator.comparingInt(SubmissionGroups.Group::firstDocument));
        List<LeafReaderContext> leaves = run.searcher().getIndexReader().leaves();
        LeafReaderContext leaf = null;
        JobReader reader = null;
        for (SubmissionGroups.Group group : ascending) {
            LeafReaderContext own = leaves.get(ReaderUtil.subIndex(group.firstDocument(), leaves));
            if (reader == null || own != leaf) {
                leaf = own;
                reader = new JobReader(mapping, own.reader());
            }
            int document = group.firstDocument() - own.docBase;
            printed.put(
                    group, print(group, within, by, text(reader, "batch", document), text(reader, "cmd", document)));
        }
        return groups.stream()
                .map(group -> java.util.Objects.requireNonNull(printed.get(group)))
                .toList();
    }

    private Submissions.Submission print(
            SubmissionGroups.Group group,
            String within,
            SubmissionRequests.Grouping by,
            @Nullable String batchOfFirst,
            @Nullable String cmdOfFirst) {
        String batch = group.batch();
        Long number = group.number();
        return new Submissions.Submission(
                batch == null ? group.source() + "#" + number : batch,
                group.source(),
                group.owner(),
                by == SubmissionRequests.Grouping.CLUSTER ? number : null,
                batch == null ? batchOfFirst : batch,
                by == SubmissionRequests.Grouping.DAG ? number : null,
                cmdOfFirst,
                SubmissionQuery.of(group, within, of(by)),
                TotalsForm.of(group.totals()),
                ArchivedJobs.shown(group.archived()));
    }

    private @Nullable String text(JobReader reader, String field, int document) throws IOException {
        return reader.value(mapping.named(field).orElseThrow(), document) instanceof StringValue text
                ? text.value()
                : null;
    }
}
