package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchJson;
import org.shelfmark.search.SearchSettings;
import org.shelfmark.search.SubmissionRequests;
import org.shelfmark.search.SubmissionRequests.Grouping;
import org.shelfmark.search.Submissions;

/** A server tells of submissions what the index tells, whatever their names are. */
final class RemoteSubmissionsTest {
    private static final List<String> BATCHES = List.of(
            "a/b",
            "a;b",
            "..",
            ".",
            "%2F",
            "a%",
            "a b",
            "a+b",
            "?q=1",
            "#",
            "ap1#5",
            "back\\slash",
            "ü 😀",
            "\\\"",
            "*",
            "//x//");

    @TempDir
    private static Path directory;

    private static TestServer server;
    private static JobSearch remote;
    private static JobSearch embedded;

    @BeforeAll
    static void serve() throws IOException {
        Path spool = Files.createDirectories(directory.resolve("spool"));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < BATCHES.size(); i++) {
            text.append(SmallRecords.record(i + 1, 0, "JobBatchName = \"" + BATCHES.get(i) + '"'));
        }
        Files.writeString(spool.resolve("history"), text);
        Path index = directory.resolve("index");
        CommandRun.index(index, spool);
        server = new TestServer(index, false);
        remote = new RemoteSearch(URI.create(server.url()));
        Mapping mapping = Mapping.htcondorJob();
        embedded = new IndexSearch(
                SnapshotSource.open(new IndexLayout(index), mapping),
                ArchiveFileSystem.local(),
                mapping,
                SearchSettings.forCommandLine(CommandRun.NOON, ZoneOffset.UTC));
    }

    @AfterAll
    static void stop() throws IOException {
        remote.close();
        embedded.close();
        server.close();
    }

    private static String steady(Object answer) {
        return SearchJson.write(answer).replaceFirst("\"took_ms\":[0-9]+", "");
    }

    @Test
    void list_isTheSame_pageByPage() throws IOException {
        Optional<String> cursor = Optional.empty();
        int pages = 0;
        do {
            SubmissionRequests.Submissions request = new SubmissionRequests.Submissions(
                    new Requests.Selection("owner:alice", Optional.of("ExitCode == 0")),
                    Grouping.BATCH,
                    "-submitted",
                    5,
                    cursor);
            Submissions page = embedded.submissions(request);
            assertThat(steady(remote.submissions(request))).isEqualTo(steady(page));
            cursor = Optional.ofNullable(page.nextCursor());
            pages++;
        } while (cursor.isPresent());
        assertThat(pages).isEqualTo(4);
    }

    @Test
    void report_isTheSame_forEveryName() throws IOException {
        Submissions all = embedded.submissions(new SubmissionRequests.Submissions("", Grouping.BATCH));
        assertThat(all.submissions()).hasSize(BATCHES.size());
        for (Submissions.Submission submission : all.submissions()) {
            SubmissionRequests.Report request = new SubmissionRequests.Report(
                    submission.name(), Grouping.BATCH, Optional.of("alice"), Optional.of(submission.source()));

            assertThat(steady(remote.report(request)))
                    .as(submission.name())
                    .isEqualTo(steady(embedded.report(request)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"99", "x", "a/b", ".."})
    void refusal_isTheSame(String name) {
        SubmissionRequests.Report request = new SubmissionRequests.Report(name);

        assertThatThrownBy(() -> embedded.report(request))
                .isInstanceOfSatisfying(
                        SearchException.class,
                        problem -> assertThatThrownBy(() -> remote.report(request))
                                .isInstanceOfSatisfying(
                                        SearchException.class,
                                        same -> assertThat(same.kind()).isEqualTo(problem.kind()))
                                .hasMessage(problem.getMessage()));
    }
}
