package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Archived submissions on the page, and one that is brought back. */
final class PageOfArchivedJobsTest extends BrowserCase {
    @Override
    TestServer served(Path directory) throws IOException {
        Path index = directory.resolve("index");
        CommandRun.indexSample(index);
        CommandRun run = CommandRun.of("archive", "cluster:564", "--index", index.toString());
        assertThat(run.code()).as(run.err()).isZero();
        return TestServer.archiving(index);
    }

    @Test
    void archivedSubmission_looksTheSame_saysSo_andIsBroughtBack() {
        open("/?q=cluster:564");
        browser().awaitText(".found", "50 jobs");
        browser().awaitText(".jobs .note", "50 archived jobs match");
        browser().click(".jobs .note a");
        browser().awaitText("h1", "Submission ap1.pool.test#564");
        browser().awaitText("main", "archived");
        browser().awaitText("main", "Requested against used");

        browser().click("main button", "Bring");
        browser().click("dialog button.primary");
        browser().awaitNone("dialog");
        browser().until("the jobs", page -> !browser().text("main").contains("is archived"));

        open("/?q=cluster:564");
        browser().awaitText(".job-table tbody", "ap1.pool.test#564.");
        assertThat(browser().count(".jobs .note")).isZero();
    }
}
