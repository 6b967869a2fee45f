package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Submissions on the page, live and archived ones, looked at in a browser. */
final class PageOfSubmissionsTest extends BrowserCase {
    @Override
    TestServer served(Path directory) throws IOException {
        Path index = directory.resolve("index");
        CommandRun.indexSample(index);
        CommandRun run = CommandRun.of("archive", "owner:dave", "--min-jobs", "1", "--index", index.toString());
        assertThat(run.code()).as(run.err()).isZero();
        return TestServer.archiving(index);
    }

    @Test
    void report_tellsHowJobsEnded_andLeadsToThem() throws IOException {
        open("/submission?name=469");

        assertThat(browser().text("h1")).isEqualTo("Submission ap1.pool.test#469");
        assertThat(browser().text(".outcome-list")).contains("failed\n3", "exited with 0\n1");
        browser().awaitText(".ends", "success, by convention");
        assertAccessible();
        browser().click(".ends th a", "14");
        browser().awaitUrl("exit%3A14");
    }

    @Test
    void failures_areComparedWithTheRest() {
        open("/submission?name=469");

        browser().click(".job-head a", "in common");
        browser().awaitUrl("/compare?q=");
        assertThat(browser().url()).contains("against=", "is%3Afailed");
    }

    @Test
    void nameOfSeveral_offersWhichIsMeant() throws IOException {
        expectComplaint("status of 409");
        open("/submission?name=exitcodes&by=batch");

        assertThat(browser().text("h1")).isEqualTo("That name stands for several submissions");
        browser().click(".candidates a", "owner bob");
        browser().awaitText("h1", "Batch exitcodes");
        browser().awaitUrl("owner=bob");
    }

    @Test
    void list_isSortedAndGroupedByTheAddress() throws IOException {
        open("/submissions?q=exit:0");

        browser().click(".sort", "Jobs");
        browser().awaitUrl("sort=-jobs");
        browser().awaitText(".submissions tbody tr:first-child", "#564");
        assertThat(browser().attribute("th[aria-sort=descending] button", "class"))
                .isEqualTo("sort");
        assertAccessible();
        browser().back();
        browser().awaitText("th[aria-sort=descending]", "Last ended");
        open("/submissions?by=dag");
        browser().awaitText(".submissions", "ap1.pool.test#8");
    }

    @Test
    void queryThatIsWrong_isCorrectedWithOneClick() {
        expectComplaint("status of 400");
        open("/submissions?q=ownr:alice");

        browser().click(".query-bar .problem button", "owner");
        browser().awaitUrl("q=owner%3Aalice");
        browser().awaitText(".submissions", "alice");
    }

    @Test
    void archivedSubmission_saysSo_andComesBack() throws IOException {
        phone();
        open("/submission?name=65");

        assertThat(browser().text(".job-head .badge")).isEqualTo("archived");
        assertThat(browser().text(".archived")).contains("Its jobs are archived", "ap1.pool.test#65: 0-4");
        assertThat(browser().text(".outcome-list")).contains("exited with 0", "100 %");
        assertThat(browser().script("return document.documentElement.scrollWidth"))
                .isEqualTo(360L);
        assertAccessible();

        browser().click(".archived button", "Bring its jobs back");
        browser().awaitText("dialog", "5 jobs of 1 submission");
        assertAccessible();
        browser().click("dialog button", "Bring back");
        browser().awaitText(".note", "5 jobs of 1 submission came back");
        browser().awaitNone(".archived");
        browser().awaitText("main", "Slowest jobs");
    }

    @Test
    void archivedJob_isStillFound() {
        open("/job?id=66.0");

        browser().awaitText(".job-head", "archived");
        browser().awaitText("main", "Its submission is archived");
        browser().awaitText(".record-table", "GlobalJobId");
    }
}
