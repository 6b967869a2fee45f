package org.shelfmark.search;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.shelfmark.aggregate.MatchingJobs;
import org.shelfmark.aggregate.RequestMemory;
import org.shelfmark.aggregate.SubmissionGroups;
import org.shelfmark.aggregate.SubmissionTally;
import org.shelfmark.aggregate.ValueCounts;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.constraint.JobSets;
import org.shelfmark.search.SubmissionRequests.Grouping;

/** Makes the report of one submission. One request, one thread. */
final class SubmissionReporting {
    /** Most jobs of a submission with a report; their numbers are held in memory. */
    static final int MOST_JOBS = RequestMemory.most(500_000, 120);

    /** Moments of archived jobs are known to a quarter of an hour. */
    private static final long ARCHIVED_INTERVAL = 900;

    private static final int TOP = 10;
    private static final int TOP_COUNTS = 20;
    private static final int MOST_CANDIDATES = 20;

    private final SearchRun run;
    private final Mapping mapping;
    private final SubmissionSearch submissions;

    private final int mostJobs;

    SubmissionReporting(SearchRun run, Mapping mapping) {
        this(run, mapping, MOST_JOBS);
    }

    /**
     * With another bound.
     *
     * @param mostJobs of a submission with a report
     */
    SubmissionReporting(SearchRun run, Mapping mapping, int mostJobs) {
        this.run = run;
        this.mapping = mapping;
        this.mostJobs = mostJobs;
        this.submissions = new SubmissionSearch(run, mapping);
    }

    SubmissionReport report(SubmissionRequests.Report request) throws IOException {
        Requests.Selection meant = Requests.Selection.of(request.meant());
        Submissions.Submission submission =
                resolve(request, submissions.find(run.query(meant.query()), ArchivedJobs.of(run, meant), request.by()));
        requireFew(request, submission);
        MatchingJobs jobs = MatchingJobs.of(run.searcher(), run.query(submission.query()));
        return report(request.by(), submission, SubmissionTally.of(jobs, mapping, run::isOverTime));
    }

    /**
     * The same where an index has no other live jobs than those that the request may mean, and only their columns.
     *
     * @return empty where some of the jobs are of no submission, which columns alone do not tell from the others
     */
    Optional<SubmissionReport> reportOfAll(SubmissionRequests.Report request) throws IOException {
        Requests.Selection meant = Requests.Selection.of(request.meant());
        SubmissionSearch.Found found = submissions.find(JobSets.ALL, ArchivedJobs.of(run, meant), request.by());
        if (found.groups().without() > 0) {
            return Optional.empty();
        }
        Submissions.Submission submission = resolve(request, found);
        requireFew(request, submission);
        MatchingJobs jobs = MatchingJobs.of(run.searcher(), JobSets.ALL);
        return Optional.of(report(request.by(), submission, SubmissionTally.of(jobs, mapping, run::isOverTime)));
    }

    private void requireFew(SubmissionRequests.Report request, Submissions.Submission submission) {
        long archived = submission.archived() == null ? 0 : submission.archived();
        long live = submission.totals().jobs() - archived;
        if (live > mostJobs) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "'" + request.name() + "' has " + live + " jobs; reports are made of up to " + mostJobs);
        }
    }

    private Submissions.Submission resolve(SubmissionRequests.Report request, SubmissionSearch.Found found)
            throws IOException {
        SubmissionName name = SubmissionName.of(request);
        Grouping by = request.by();
        SubmissionGroups groups = found.groups();
        if (run.timedOut()) {
            // of some of the jobs nobody can tell whether there are others
            throw new SearchException(
                    SearchException.Kind.TIMED_OUT,
                    "the time was up before the jobs of " + name.words(by) + " were found");
        }
        if (groups.all().isEmpty()) {
            String archived = found.undecidable() == 0
                    ? ""
                    : "; " + found.undecidable() + " archived jobs may be of it, their summaries do not tell";
            throw new SearchException(SearchException.Kind.NOT_FOUND, "no jobs of " + name.words(by) + archived);
        }
        if (groups.all().size() > 1) {
            throw ambiguous(name.words(by), groups);
        }
        return submissions.print(List.copyOf(groups.all()), "", by).get(0);
    }

    private static SearchException ambiguous(String name, SubmissionGroups groups) {
        List<String> candidates = groups.all().stream()
                .sorted(Comparator.comparing(SubmissionGroups.Group::source)
                        .thenComparing(group -> String.valueOf(group.owner())))
                .limit(MOST_CANDIDATES)
                .map(SubmissionReporting::candidate)
                .toList();
        return new SearchException(
                SearchException.Kind.AMBIGUOUS,
                name + " stands for " + groups.all().size() + " submissions; name the source and the owner: "
                        + String.join("; ", candidates),
                candidates);
    }

    private static String candidate(SubmissionGroups.Group group) {
        String owner = group.owner();
        return "source " + group.source() + (owner == null ? ", no owner" : ", owner " + owner);
    }

    /** The report of the jobs that were tallied, all of the submission's or, when the time was up, some. */
    SubmissionReport report(Grouping by, Submissions.Submission submission, SubmissionTally tally) throws IOException {
        ArchivedReport archived =
                ArchivedReport.of(ArchivedJobs.of(run, Requests.Selection.of(submission.query())), mapping, tally);
        long jobs = tally.jobs() + archived.jobs();
        long finest = archived.jobs() == 0 ? 1 : ARCHIVED_INTERVAL;
        ReportedJobs named = new ReportedJobs(run.searcher(), mapping);
        return new SubmissionReport(
                submission.totals().jobs(),
                run.tookMillis(),
                run.timedOut(),
                run.indexedThrough(),
                by.word(),
                submission,
                mostFrequent(tally.batches, jobs, archived),
                mostFrequent(tally.commands, jobs, archived),
                mostFrequent(tally.statuses, jobs, archived),
                mostFrequent(tally.exitCodes, jobs, archived),
                mostFrequent(tally.signals, jobs, archived),
                lowest(tally.attempts, jobs, archived),
                lowest(tally.vacates, jobs, archived),
                ReportForm.efficiency(tally.efficiency),
                ReportForm.resource(tally.cpus, Suggestion::cpus),
                ReportForm.resource(tally.memory, Suggestion::memory),
                ReportForm.resource(tally.disk, Suggestion::disk),
                ReportForm.spread(tally.runTime),
                ReportForm.bins(tally.runTime),
                ReportForm.spread(tally.wait),
                ReportForm.reasons(tally.holds.byCode(TOP_COUNTS)),
                ReportForm.reasons(tally.removals.byText(TOP)),
                ReportForm.timeline(tally.submitted, tally.started, tally.ended, finest),
                named.of(tally.slowest.all()),
                named.of(tally.failures.all()),
                ReportForm.hosts(tally.hosts, TOP_COUNTS),
                archived.part());
    }

    private static Responses.Facet mostFrequent(ValueCounts values, long jobs, ArchivedReport archived) {
        return FigureSearch.facet(values.top(TOP), values, jobs, archived.unknown(values));
    }

    private static Responses.Facet lowest(ValueCounts values, long jobs, ArchivedReport archived) {
        List<ValueCounts.Entry> first = values.first(TOP_COUNTS, ValueCounts.Order.VALUE, value -> true);
        return FigureSearch.facet(first, values, jobs, archived.unknown(values));
    }
}
