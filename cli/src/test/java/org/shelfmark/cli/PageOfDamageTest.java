package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The health of an archive of which a record is damaged: its bytes are shown, its secrets are not. */
final class PageOfDamageTest extends BrowserCase {
    @Override
    TestServer served(Path directory) throws IOException {
        Path history = directory.resolve("history");
        Files.writeString(history, """
                ClusterId = 1
                ProcId = 0
                Owner = "alice"
                JobStatus = 4
                CompletionDate = 1795319160
                *** Offset = 0 ClusterId = 1 ProcId = 0 Owner = "alice" CompletionDate = 1795319160
                ClusterId = 2
                ProcId = 0
                Owner = "bob"
                Environment = "TOKEN=sesame"
                Cmd = "/bin/<b>true\u0001</b>
                JobStatus = 4
                CompletionDate = 1795319170
                *** Offset = 0 ClusterId = 2 ProcId = 0 Owner = "bob" CompletionDate = 1795319170
                """);
        Path index = directory.resolve("index");
        CommandRun run = CommandRun.of("index", history.toString(), "--index", index.toString(), "--source", "ap");
        assertThat(run.code()).as(run.err()).isZero();
        return new TestServer(index, false);
    }

    @Test
    void damagedRecord_isShownWithItsBytes_asText_withoutSecrets() throws IOException {
        open("/health");
        browser().awaitText("main h2", "damaged");
        String shown = browser().text("pre.bytes");

        assertThat(shown).contains("\\x01").contains("out)").doesNotContain("sesame");
        assertThat(browser().count("pre.bytes b")).isZero();
        assertAccessible();
    }
}
