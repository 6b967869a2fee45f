package org.shelfmark.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Exports, submissions, reports and suggestions from a cluster are those of the index on this machine. */
final class ClusterListsTest {
    @TempDir
    private Path directory;

    @Test
    void sample_sameAnswers() throws IOException {
        try (ClusterTwin twin = new ClusterTwin(SearchShelf.ofSample(directory), directory, "lists-sample")) {
            exports(twin);
            submissions(twin);
            reports(twin);
            suggestions(twin);
        }
    }

    private static void exports(ClusterTwin twin) throws IOException {
        for (Optional<String> constraint :
                List.of(Optional.<String>empty(), Optional.of("ExitCode =!= 0"), Optional.of("size(Cmd) > ProcId"))) {
            for (String query : List.of("", "owner:alice", "owner:nobody", "nosuch:1")) {
                for (List<String> fields : List.of(List.<String>of(), List.of("owner", "Environment", "runtime"))) {
                    ExportRequest request = new ExportRequest(new Requests.Selection(query, constraint), fields);
                    twin.same(search -> ToldExport.of(search, request), "export " + request);
                }
            }
        }
    }

    private static void submissions(ClusterTwin twin) throws IOException {
        for (SubmissionRequests.Grouping by : SubmissionRequests.Grouping.values()) {
            for (String sort : List.of("", "jobs", "-core_hours", "cpu_efficiency")) {
                SubmissionRequests.Submissions first = new SubmissionRequests.Submissions(
                        Requests.Selection.of(sort.isEmpty() ? "-is:removed" : ""), by, sort, 3, Optional.empty());
                SubmissionRequests.Submissions here = first;
                SubmissionRequests.Submissions there = first;
                for (int page = 1; page < 4; page++) {
                    SubmissionRequests.Submissions own = here;
                    SubmissionRequests.Submissions other = there;
                    twin.same(search -> search.submissions(own), search -> search.submissions(other), by + sort + page);
                    String next = twin.embedded().submissions(own).nextCursor();
                    if (next == null) {
                        break;
                    }
                    here = following(first, next);
                    there = following(
                            first,
                            String.valueOf(twin.cluster().submissions(other).nextCursor()));
                }
            }
        }
    }

    private static SubmissionRequests.Submissions following(SubmissionRequests.Submissions first, String cursor) {
        return new SubmissionRequests.Submissions(
                first.jobs(), first.by(), first.sort(), first.limit(), Optional.of(cursor));
    }

    private static void reports(ClusterTwin twin) throws IOException {
        for (SubmissionRequests.Grouping by : SubmissionRequests.Grouping.values()) {
            SubmissionRequests.Submissions list =
                    new SubmissionRequests.Submissions(Requests.Selection.of(""), by, "", 3, Optional.empty());
            for (Submissions.Submission submission :
                    twin.embedded().submissions(list).submissions()) {
                SubmissionRequests.Report request =
                        new SubmissionRequests.Report(submission.name(), by, Optional.empty(), Optional.empty());
                twin.same(search -> search.report(request), "report " + request);
            }
            for (String name : List.of("99999999", "no such")) {
                SubmissionRequests.Report request =
                        new SubmissionRequests.Report(name, by, Optional.empty(), Optional.empty());
                twin.same(search -> search.report(request), "report " + request);
            }
        }
    }

    private static void suggestions(ClusterTwin twin) throws IOException {
        for (String query :
                List.of("", "ow", "owner:", "owner:a", "owner:alice ex", "exit:", "is:", "has:J", "x(", "ended:")) {
            SuggestRequest request = new SuggestRequest(query, OptionalLong.empty(), 20);
            twin.same(search -> search.suggest(request), "suggest " + query);
        }
    }
}
