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
        CommandRun run = CommandRun.of("archive", "owner:dave", "--min-jobs", "1", "--index", index.toString());
        assertThat(run.code()).as(run.err()).isZero();
        return TestServer.archiving(index);
    }

    @Test
    void archivedSubmission_looksTheSame_saysSo_andIsBroughtBack() {
        open("/?q=owner:dave");
        browser().awaitText(".found", "94 jobs");
        browser().awaitText(".jobs .note", "archived jobs match");
        String submission = browser().text(".jobs .note a");
        browser().click(".jobs .note a");
        browser().awaitText("h1", "Submission " + submission);
        browser().awaitText("main", "archived");
        browser().awaitText("main", "Requested against used");

        browser().click("main button", "Bring");
        browser().click("dialog button.primary:not([disabled])");
        browser().awaitNone("dialog");
        browser().until("the jobs", page -> !browser().text("main").contains("is archived"));

        browser().click("main a", "All its jobs");
        browser().awaitText(".job-table tbody", submission + ".");
        assertThat(browser().count(".jobs .note")).isZero();
        open("/?q=owner:dave");
        browser().awaitText(".found", "94 jobs");
    }
}
