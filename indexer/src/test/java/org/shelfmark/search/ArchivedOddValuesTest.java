package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.search.SubmissionRequests.Grouping;

/** Values that are not what their attributes are for mean the same before and after archiving. */
class ArchivedOddValuesTest {
    private TwinShelf shelf;

    @BeforeEach
    void open(@TempDir Path directory) throws IOException {
        shelf = new TwinShelf(directory, ZoneOffset.UTC);
    }

    @AfterEach
    void close() throws IOException {
        shelf.close();
    }

    private void archived(String... records) throws IOException {
        shelf.append("ap1", String.join("", records));
        shelf.index();
        shelf.archive("*");
    }

    private static String exited(int proc, String code) {
        return SmallRecords.record(1, proc).replace("ExitCode = 0\n", "ExitCode = " + code + "\n");
    }

    private void assertSame(SummarizedShelf.Question question) throws IOException {
        JsonNode archived = TwinShelf.answer(shelf.rolledUp(), question);
        assertThat(SummarizedShelf.differences(TwinShelf.answer(shelf.live(), question), archived))
                .isEmpty();
    }

    private static SummarizedShelf.Question count(String query) {
        return search -> search.count(new Requests.Count(query));
    }

    @Test
    void constraintOfAColumnThatSummariesHave_countsNoSummary() throws IOException {
        archived(SmallRecords.record(1, 0), SmallRecords.record(2, 0), SmallRecords.record(2, 1));
        for (String constraint : List.of("ClusterId > 1", "ClusterId > 1 && Owner =!= \"bob\"", "ClusterId < 2")) {
            assertSame(search -> search.count(new Requests.Count(new Requests.Selection("", Optional.of(constraint)))));
        }
    }

    @Test
    void infiniteExitCode_isAboveEveryNumber() throws IOException {
        archived(exited(0, "real(\"INF\")"), exited(1, "real(\"-INF\")"), exited(2, "1"));
        for (String query : List.of("exit:>0", "exit:<0", "exit:>1000000", "-exit:>0", "exit:\"real(*\"")) {
            assertSame(count(query));
        }
        assertSame(search -> search.facets(new Requests.Facets("*", List.of("exit"), 10)));
    }

    @Test
    void listInThePlaceOfABatch_namesNone() throws IOException {
        archived(
                SmallRecords.record(1, 0, "JobBatchName = { \"a\" }"),
                SmallRecords.record(2, 0, "JobBatchName = \"a\""));
        Submissions batches = shelf.rolledUp().submissions(new SubmissionRequests.Submissions("*", Grouping.BATCH));
        assertThat(batches.submissions())
                .extracting(Submissions.Submission::name)
                .containsExactly("a");
        assertThat(batches.undecidable()).isEqualTo(1);
    }

    @Test
    void textWhereNumbersStand_isStillAValueToAskFor() throws IOException {
        archived(SmallRecords.record(1, 0, "MemoryUsage = \"much\""), SmallRecords.record(1, 1, "MemoryUsage = 7"));
        Responses.Count much = shelf.rolledUp().count(new Requests.Count("memory:much"));
        assertThat(much.count()).isZero();
        assertThat(much.undecidable()).isEqualTo(1);
    }

    @Test
    void procIdThatIsNoInteger_isNotZero() throws IOException {
        archived(
                SmallRecords.record(1, 1),
                "ProcId = \"7\"\n" + SmallRecords.record(1, 2).replace("ProcId = 2\n", ""));
        Responses.Count zero = shelf.rolledUp().count(new Requests.Count("id:1.0"));
        assertThat(zero.count()).isZero();
        assertThat(shelf.rolledUp().count(new Requests.Count("proc:0")).count()).isZero();
    }

    @Test
    void reasons_areThoseOfAllJobs_orSaidToBeMissing() throws IOException {
        archived(
                SmallRecords.record(1, 0, "HoldReason = \"no code\"", "RemoveReason = \"by hand\""),
                SmallRecords.record(2, 0, "LastHoldReasonCode = 34", "LastHoldReason = \"5 MB\"", "NumHolds = 1"),
                SmallRecords.record(2, 1, "LastHoldReasonCode = 34", "LastHoldReason = \"6 MB\"", "NumHolds = 1"),
                SmallRecords.record(3, 0, "LastHoldReasonCode = 34", "LastHoldReason = \"5 MB\"", "NumHolds = 1"),
                SmallRecords.record(3, 1, "LastHoldReasonCode = 21", "LastHoldReason = \"disk\"", "NumHolds = 1"));
        for (int cluster = 1; cluster <= 3; cluster++) {
            SubmissionRequests.Report request = new SubmissionRequests.Report(Integer.toString(cluster));
            SubmissionReport live = shelf.live().report(request);
            SubmissionReport archived = shelf.rolledUp().report(request);
            assertThat(archived.removeReasons()).isEqualTo(live.removeReasons());
            if (archived.archived() != null && archived.archived().liveOnly().contains("hold_reasons.text")) {
                assertThat(cluster).isEqualTo(3);
                assertThat(archived.holdReasons())
                        .extracting(SubmissionReport.ReasonCount::code)
                        .containsExactlyElementsOf(live.holdReasons().stream()
                                .map(SubmissionReport.ReasonCount::code)
                                .toList());
            } else {
                assertThat(archived.holdReasons()).isEqualTo(live.holdReasons());
            }
        }
    }

    @Test
    void useThatIsKeptOrNoAmount_isComparedAsBefore() throws IOException {
        shelf.append(
                "ap1",
                SmallRecords.record(1, 0, "RequestMemory = 5", "MemoryUsage = 7")
                        + SmallRecords.record(1, 1, "RequestMemory = 5", "MemoryUsage = 3")
                        + SmallRecords.record(1, 2, "RequestCpus = 1", "RequestMemory = 5", "CpusUsage = 1E300"));
        shelf.index();
        shelf.archive("*", "memory");
        SubmissionReport live = shelf.live().report(new SubmissionRequests.Report("1"));
        SubmissionReport archived = shelf.rolledUp().report(new SubmissionRequests.Report("1"));
        assertThat(archived.memoryMb().comparable()).isEqualTo(live.memoryMb().comparable());
        assertThat(archived.memoryMb().over()).isEqualTo(live.memoryMb().over());
        assertThat(archived.cpus().comparable()).isZero();
    }
}
