package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users wrote into their jobs is shown as text, wherever it is shown, and runs nowhere. */
final class PageOfHostileJobsTest extends BrowserCase {
    private static final String MARKUP = "<img src=x onerror=window.ran=1><script>window.ran=1</script>";
    /** A record of which every text is hostile, but for the batch's name. */
    private static String record(int cluster, String batch) {
        return """
            ClusterId = %d
            ProcId = 0
            GlobalJobId = "ap9#%1$d.0#1795319000"
            Owner = "<b>mallory</b>"
            JobStatus = 4
            ExitCode = 1
            QDate = 1795319000
            JobStartDate = 1795319100
            CompletionDate = 1795319160
            RemoteWallClockTime = 60.0
            RequestMemory = 128
            JobBatchName = "%4$s"
            Cmd = "javascript:window.ran=1"
            Args = "=HYPERLINK(1) \\u202egnp.exe %3$s"
            LastRemoteHost = "slot1@<svg onload=window.ran=1>"
            HoldReason = "%2$s"
            HoldReasonCode = 26
            Hostile = "%2$s"
            *** Offset = 0 ClusterId = %1$d ProcId = 0 Owner = "<b>mallory</b>" CompletionDate = 1795319160
            """.formatted(cluster, MARKUP, "x".repeat(20_000), batch);
    }

    @Override
    TestServer served(Path directory) throws IOException {
        StringBuilder archive = new StringBuilder();
        for (int cluster = 1; cluster <= 40; cluster++) {
            archive.append(record(cluster, cluster <= 20 ? MARKUP : "plain"));
        }
        Path history = directory.resolve("history");
        Files.writeString(history, archive, StandardCharsets.UTF_8);
        Path index = directory.resolve("index");
        CommandRun run =
                CommandRun.of("index", history.toString(), "--index", index.toString(), "--source", "<i>ap9</i>");
        assertThat(run.code()).as(run.err()).isZero();
        return new TestServer(index, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?facets=owner,batch,host,cmd,source&cols=owner,batch,args,Hostile,host&stack=batch",
                "/job?id=7.0",
                "/submissions",
                "/submissions?by=batch",
                "/submission?name=7",
                "/compare?q=cluster:1..20&against=cluster:21..40",
                "/health"
            })
    void markupOfARecord_isText(String path) {
        open(path);
        browser().awaitText("main", "<");
        browser().awaitNone("[aria-busy=true]");

        assertThat(browser().script("return window.ran")).isNull();
        assertThat(browser().count("main img, main script, main svg[onload]")).isZero();
        assertThat(browser()
                        .script("return [...document.querySelectorAll('main b, main i')]"
                                + ".some(element => /^(mallory|ap9)$/.test(element.textContent))"))
                .isEqualTo(false);
        assertThat(browser().count("a[href^='javascript:']")).isZero();
        assertThat(browser().script("return document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    @Test
    void clickOnAHostileValue_asksForExactlyIt() {
        open("/?facets=owner,batch");
        browser().click("[aria-label=batch] .value", MARKUP);
        browser().awaitText("#query", "batch:\"" + MARKUP + "\"");
        browser().awaitText(".found", "20 jobs");
        assertThat(browser().script("return window.ran")).isNull();
    }

    @Test
    void markupInTheAddress_isText() {
        expectComplaint("status of 400");
        open("/?q=%3Cimg%20src%3Dx%20onerror%3Dwindow.ran%3D1%3E:1&sort=%3Cb%3E&cols=%3Cb%3E");
        browser().awaitText("#query", "<img src=x onerror=window.ran=1>:1");
        browser().awaitText(".jobs .problem", "<b>");
        assertThat(browser().script("return window.ran")).isNull();
    }
}
