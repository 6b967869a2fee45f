package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** One job on the page, looked at in a browser. */
final class PageOfAJobTest extends BrowserCase {
    private static final String MARKUP = "<script>window.ran = 1</script><img src=x onerror=window.ran=2>";

    @Override
    TestServer served(Path directory) throws IOException {
        Path index = directory.resolve("index");
        CommandRun.indexSample(index);
        Path odd = Files.createDirectories(directory.resolve("odd")).resolve("history");
        Files.writeString(odd, hostile(), StandardCharsets.UTF_8);
        CommandRun.index(index, odd);
        return new TestServer(index, false);
    }

    /** A record whose values are markup, long, not what their names say, and written from right to left. */
    private static String hostile() {
        return """
                ClusterId = 1
                ProcId = 0
                Owner = "%1$s"
                JobBatchName = "%1$s"
                Cmd = "%1$s"
                Args = "%2$s"
                LastRemoteHost = "slot1@<b>e1</b>"
                RemoveReason = "\u202egnp.x\u0007"
                MemoryUsage = -5
                RequestMemory = "lots"
                QDate = "yesterday"
                JobStartDate = 99999999999999
                HoldReasonCode = 4711
                JobStatus = 4
                ExitCode = 139
                CompletionDate = 1795318001
                GlobalJobId = "odd#1.0#1795317000"
                *** Offset = 0 ClusterId = 1 ProcId = 0 Owner = "x" CompletionDate = 1795318001 CurrentTime = 1795318001
                """.formatted(MARKUP, "x".repeat(10_000));
    }

    @Test
    void heldAndRemovedJob_isExplainedInWords() throws IOException {
        open("/job?id=178.2");

        assertThat(browser().text(".job-head .badge")).isEqualTo("removed");
        assertThat(browser().text(".explained"))
                .contains("TransferOutputError (code 12)", "errno 2: no such file or directory", "with condor_rm");
        assertThat(browser().text(".moments")).contains("submitted", "started", "removed");
        assertAccessible();
    }

    @Test
    void neighbours_areOneStepAway() {
        open("/job?id=178.2");

        browser().click(".neighbours a", "Previous");
        browser().awaitText("h1", "178.0");
        browser().awaitText(".neighbours", "178.2");
        browser().keys("j");
        browser().awaitText("h1", "178.2");
        browser().back();
        browser().awaitText("h1", "178.0");
    }

    @Test
    void record_isNarrowed_andItsValuesAreSearchedFor() {
        open("/job?id=178.2");

        browser().fill(".record-filter input", "lastremotehost");
        browser().awaitCount(".record-table tbody tr", 1);
        browser().awaitUrl("find=lastremotehost");
        browser().click(".record-table td a", "@ap1.pool.test");
        browser().awaitUrl("/?q=LastRemoteHost");
    }

    @Test
    void place_isThatOfTheRecord_whichIsDownloaded() throws IOException, InterruptedException {
        open("/job?id=178.2");
        String record =
                server().get("/api/v1/jobs/ap1.pool.test%23178.2/record").body();
        String job = server().get("/api/v1/jobs/178.2").body();
        long offset = Long.parseLong(job.replaceFirst(".*\"offset\":(\\d+),\"length\".*", "$1"));

        assertThat(browser().texts(".card"))
                .anySatisfy(card -> assertThat(card)
                        .startsWith("Where its record is")
                        .contains("docs/sample/history.2026", "byte %,d,".formatted(offset)));
        byte[] downloaded =
                browser().download("ap1.pool.test_178.2.txt", () -> browser().click(".job-head a", "Download"));
        assertThat(new String(downloaded, StandardCharsets.UTF_8)).isEqualTo(record);
    }

    @Test
    void hostileValues_areTextAndFitATelephone() throws IOException {
        phone();
        open("/job?id=odd%231.0");

        assertThat(browser().text("h1")).isEqualTo("Job odd#1.0");
        browser().awaitText(".record-table", "MemoryUsage");
        assertThat(browser().text(".job-head")).contains(MARKUP, "failed with exit code 139");
        assertThat(browser().text(".explained")).contains("SIGSEGV", "Held: code 4711", "\\u202egnp.x\u2407");
        assertThat(browser().script("return window.ran")).isNull();
        assertThat(browser().count("main img, main script")).isZero();
        assertThat(browser().script("return document.documentElement.scrollWidth"))
                .isEqualTo(360L);
        assertAccessible();
    }

    @Test
    void unknownJob_isSaidPlainly() throws IOException {
        expectComplaint("status of 404");
        open("/job?id=99999.0");

        assertThat(browser().text("h1")).isEqualTo("There is no such job");
        assertThat(browser().text("main")).contains("no job 99999.0");
        assertAccessible();
    }
}
