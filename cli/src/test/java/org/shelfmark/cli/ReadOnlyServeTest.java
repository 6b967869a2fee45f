package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shelfmark.archive.SmallRecords;

/** {@code serve --read-only} as a process, while this one writes the index. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ReadOnlyServeTest {
    @TempDir
    private Path directory;

    private Path index;
    private Path active;

    @BeforeEach
    void writeArchive() throws IOException {
        index = directory.resolve("index");
        active = Files.createDirectory(directory.resolve("archive")).resolve("history");
        Files.writeString(active, SmallRecords.records(1, 3));
    }

    @Test
    void everyCommitOfAnotherWriter_isPickedUp_andOnlyCommits() throws IOException, InterruptedException {
        CommandRun.index(index, active);
        try (ServeProcess serve = new ServeProcess(index, "--read-only")) {
            assertThat(serve.get("/readyz").statusCode()).isEqualTo(200);
            assertThat(serve.count("*")).isEqualTo(3);

            for (int round = 1; round <= 4; round++) {
                Files.writeString(active, SmallRecords.records(10 * round, 2), StandardOpenOption.APPEND);
                assertThat(serve.count("*")).as("before commit %d", round).isEqualTo(1 + 2 * round);
                CommandRun.index(index, active);
                assertThat(serve.count("*")).as("after commit %d", round).isEqualTo(3 + 2 * round);
            }

            assertThat(serve.get("/api/v1/status").body())
                    .contains("\"jobs\":11,")
                    .contains("\"activity\":null,");
            assertThat(serve.get("/metrics").body())
                    .contains("\nshelfmark_jobs{source=\"ap1.pool.test\"} 11.0\n")
                    .doesNotContain("shelfmark_cycles_total");
            assertThat(serve.terminate()).isZero();
            assertThat(serve.said())
                    .contains("shelfmark: reading only; commits of others are picked up")
                    .noneMatch(line -> line.contains("indexed"));
        }
    }

    @Test
    void severalServers_readBesideAServerThatWrites() throws IOException, InterruptedException {
        try (ServeProcess writes = new ServeProcess(index, active)) {
            for (int asked = 0; writes.count("*") < 3 && asked < 100_000; asked++) {
                Thread.onSpinWait();
            }
            try (ServeProcess reads = new ServeProcess(index, "--read-only");
                    ServeProcess alsoReads = new ServeProcess(index, "--read-only")) {
                assertThat(reads.count("*")).isEqualTo(3);
                assertThat(alsoReads.count("*")).isEqualTo(3);
                Files.writeString(active, SmallRecords.records(10, 2), StandardOpenOption.APPEND);
                for (int asked = 0; writes.count("*") < 5 && asked < 100_000; asked++) {
                    Thread.onSpinWait();
                }
                assertThat(reads.count("*")).isEqualTo(5);
                assertThat(alsoReads.count("*")).isEqualTo(5);
                assertThat(reads.terminate()).isZero();
                assertThat(alsoReads.terminate()).isZero();
            }
            assertThat(writes.terminate()).isZero();
        }
    }

    @Test
    void withoutAnIndex_isRefusedWithWhatToDo() {
        assertThat(CommandRun.of("serve", "--read-only", "--port", "0", "--index", index.toString()))
                .isEqualTo(new CommandRun(
                        ExitCode.USAGE,
                        "",
                        "shelfmark: no index in '" + index + "'; make one with: shelfmark index --index " + index
                                + " HISTORY\n"));
        assertThat(index).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "/var/history, HISTORY",
        "--source ap1, --source",
        "--vault /v, --vault",
        "--no-vault, --no-vault",
        "--vault-size 5GB, --vault-size",
        "--follow-links, --follow-links",
        "--follow-links --source x /h, 'HISTORY, --source, --follow-links'"
    })
    void whatNeedsAWriter_isRefused(String words, String named) {
        List<String> arguments = new ArrayList<>(List.of("serve", "--read-only", "--index", index.toString()));
        arguments.addAll(List.of(words.split(" ", -1)));

        assertThat(CommandRun.of(arguments.toArray(String[]::new)))
                .isEqualTo(new CommandRun(
                        ExitCode.USAGE, "", "shelfmark: --read-only indexes nothing: leave out " + named + "\n"));
    }
}
