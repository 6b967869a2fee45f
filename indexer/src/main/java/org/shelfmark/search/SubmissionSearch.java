package org.shelfmark.search;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.JobTotals;
import org.shelfmark.aggregate.Pass;
import org.shelfmark.aggregate.RequestMemory;
import org.shelfmark.aggregate.SubmissionGroups;
import org.shelfmark.aggregate.TooManyException;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
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

    /** Finds the submissions of a request. */
    private interface Finding {
        /** All of them, with what their order is made of. */
        Found all() throws IOException;

        /** Some of them with all that is said of them. */
        List<SubmissionGroups.Group> whole(List<SubmissionGroups.Group> some) throws IOException;
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
        return list(request, selected, cursor, now, new Finding() {
            @Override
            public Found all() throws IOException {
                return find(selected.all(), selected.archived(), request.by());
            }

            @Override
            public List<SubmissionGroups.Group> whole(List<SubmissionGroups.Group> some) {
                return some;
            }
        });
    }

    /** The same where the live jobs are elsewhere, and only the archived ones here. */
    Submissions list(
            SubmissionRequests.Submissions request,
            Selected selected,
            Optional<SubmissionCursor> cursor,
            Instant now,
            DistantSubmissions live)
            throws IOException {
        SubmissionOrder order = SubmissionOrder.parse(request.sort());
        boolean[] isWhole = new boolean[1];
        return list(request, selected, cursor, now, new Finding() {
            @Override
            public Found all() throws IOException {
                SubmissionGroups groups = SubmissionGroups.none(of(request.by()), most);
                return withArchived(groups, selected.archived(), request.by(), () -> {
                    isWhole[0] = live.tellAll(order.totals(), groups);
                });
            }

            @Override
            public List<SubmissionGroups.Group> whole(List<SubmissionGroups.Group> some) throws IOException {
                return isWhole[0] || some.isEmpty() ? some : told(some, selected, request.by(), order, live);
            }
        });
    }

    private List<SubmissionGroups.Group> told(
            List<SubmissionGroups.Group> some,
            Selected selected,
            SubmissionRequests.Grouping by,
            SubmissionOrder order,
            DistantSubmissions live)
            throws IOException {
        SubmissionGroups groups = SubmissionGroups.none(of(by), most);
        List<String> queries = some.stream()
                .filter(group -> group.totals().count(JobTotals.Total.JOBS) > group.archived())
                .map(group -> SubmissionQuery.of(group, "", of(by)))
                .toList();
        withArchived(groups, selected.archived(), by, () -> live.tell(queries, groups));
        Map<SubmissionOrder.Place, SubmissionGroups.Group> known = new HashMap<>();
        for (SubmissionGroups.Group group : groups.all()) {
            known.put(order.place(group).anywhere(), group);
        }
        // without the time to tell of all, what is known of the others stands
        return some.stream()
                .map(group -> known.getOrDefault(order.place(group).anywhere(), group))
                .toList();
    }

    private Submissions list(
            SubmissionRequests.Submissions request,
            Selected selected,
            Optional<SubmissionCursor> cursor,
            Instant now,
            Finding finding)
            throws IOException {
        SubmissionOrder order = SubmissionOrder.parse(request.sort());
        Comparator<SubmissionOrder.Place> comparator = order.comparator();
        Optional<SubmissionOrder.Place> after = cursor.map(last -> last.place(request, order));
        Found found = finding.all();
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
        List<SubmissionGroups.Group> shown =
                finding.whole(page.stream().map(Placed::group).toList());
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
        } catch (TooManyException e) {
            throw tooMany(e);
        }
        return withArchived(groups.get(), archived, by, () -> {});
    }

    /** Finds live jobs. */
    private interface LiveJobs {
        void add() throws IOException;
    }

    private Found withArchived(
            SubmissionGroups groups, ArchivedJobs archived, SubmissionRequests.Grouping by, LiveJobs live)
            throws IOException {
        try {
            live.add();
            ArchivedSubmissions more = new ArchivedSubmissions(mapping, by, groups);
            more.add(archived);
            return new Found(groups, more.undecidable());
        } catch (TooManyException e) {
            throw tooMany(e);
        }
    }

    private static SearchException tooMany(TooManyException e) {
        return new SearchException(
                SearchException.Kind.BAD_REQUEST, e.getMessage() + "; narrow the query, as by ended:>-30d");
    }

    /** Tells of the live jobs of this index, so that nothing of it is needed any more. */
    void tell(Selected selected, SubmissionRequests.Grouping by, SubmissionGroups into) throws IOException {
        Pass pass = new Pass();
        Pass.Answer<SubmissionGroups> found = pass.find(SubmissionGroups.of(mapping, of(by), most));
        pass.over(run.sharedOut(), selected.all());
        into.addWithout(found.get().without());
        Collection<SubmissionGroups.Group> groups = found.get().all();
        Map<SubmissionGroups.Group, SubmissionGroups.FirstJob> firsts = firsts(groups);
        for (SubmissionGroups.Group group : groups) {
            String batch = group.batch();
            Long number = group.number();
            AttributeValue key =
                    batch == null ? new IntegerValue(Objects.requireNonNull(number)) : new StringValue(batch);
            into.addLive(group.source(), group.owner(), key, group.totals(), firsts.get(group));
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
        Map<SubmissionGroups.Group, SubmissionGroups.FirstJob> firsts = firsts(groups);
        return groups.stream()
                .map(group -> print(group, within, by, Objects.requireNonNull(firsts.get(group))))
                .toList();
    }

    /** The job of the lowest id of each. */
    private Map<SubmissionGroups.Group, SubmissionGroups.FirstJob> firsts(Collection<SubmissionGroups.Group> groups)
            throws IOException {
        Map<SubmissionGroups.Group, SubmissionGroups.FirstJob> firsts = new HashMap<>();
        // columns are read forwards
        List<SubmissionGroups.Group> ascending = new ArrayList<>();
        for (SubmissionGroups.Group group : groups) {
            SubmissionGroups.FirstJob first = group.firstElsewhere();
            if (first != null) {
                firsts.put(group, first);
            } else if (group.firstDocument() < 0) {
                firsts.put(group, new SubmissionGroups.FirstJob(Double.NaN, Double.NaN, null, null));
            } else {
                ascending.add(group);
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
            firsts.put(
                    group,
                    new SubmissionGroups.FirstJob(
                            group.firstCluster(),
                            group.firstProc(),
                            text(reader, "batch", document),
                            text(reader, "cmd", document)));
        }
        return firsts;
    }

    private Submissions.Submission print(
            SubmissionGroups.Group group,
            String within,
            SubmissionRequests.Grouping by,
            SubmissionGroups.FirstJob first) {
        String batch = group.batch();
        Long number = group.number();
        return new Submissions.Submission(
                batch == null ? group.source() + "#" + number : batch,
                group.source(),
                group.owner(),
                by == SubmissionRequests.Grouping.CLUSTER ? number : null,
                batch == null ? first.batch() : batch,
                by == SubmissionRequests.Grouping.DAG ? number : null,
                first.cmd(),
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
