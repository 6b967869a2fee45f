package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A list that is scrolled to its ten thousandth row and beyond. */
final class PageOfManyJobsTest extends BrowserCase {
    private static final int JOBS = 10_400;

    @Override
    TestServer served(Path directory) throws IOException {
        Path history = directory.resolve("history");
        try (Writer archive = Files.newBufferedWriter(history)) {
            for (int proc = 0; proc < JOBS; proc++) {
                archive.write("""
                        ClusterId = 1
                        ProcId = %d
                        Owner = "alice"
                        JobStatus = 4
                        ExitCode = %d
                        CompletionDate = %d
                        *** ClusterId = 1 ProcId = %1$d Owner = "alice" CompletionDate = %3$d
                        """.formatted(proc, proc % 7, 1_795_000_000 + proc));
            }
        }
        Path index = directory.resolve("index");
        CommandRun run = CommandRun.of("index", history.toString(), "--index", index.toString(), "--source", "ap");
        assertThat(run.code()).as(run.err()).isZero();
        return new TestServer(index, false);
    }

    @Test
    void everyRow_isReached_andFewExistAtATime() {
        open("/");
        browser().awaitText(".found", "10,400 jobs");
        browser().element(".job-table tbody th a");
        browser().until("the last row", page -> {
            browser().scrollToEnd(".job-scroll");
            return browser().text(".jobs > p:last-child").startsWith("10,400 of");
        });
        browser().scrollToEnd(".job-scroll");
        browser().awaitText(".job-table tbody", "ap#1.0");
        assertThat(browser().count(".job-table tbody tr")).isLessThan(150);
        assertThat(browser().attribute(".job-table", "aria-rowcount")).isEqualTo("10401");
        assertThat(browser()
                        .script("return [...document.querySelectorAll('.job-table tbody tr[aria-rowindex]')].pop()"
                                + ".getAttribute('aria-rowindex')"))
                .isEqualTo("10401");

        // the middle of the list is where it belongs
        browser().script("document.querySelector('.job-scroll').scrollTop = 31 * 5000");
        browser()
                .until(
                        "row 5001",
                        page -> browser().count("tr[aria-rowindex='5002']") == 1
                                && browser().text("tr[aria-rowindex='5002'] th").equals("ap#1." + (JOBS - 1 - 5000)));

        browser().click("tr[aria-rowindex='5002'] a");
        browser().awaitText("h1", "Job ap#1.5399");
        browser().back();
        browser().until("the place", page -> browser().count("tr[aria-rowindex='5002']") == 1);
    }
}
