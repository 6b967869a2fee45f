package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A plain count against the command with an option that changes nothing but the way. */
final class PlainCountTest {
    @TempDir
    private static Path index;

    @BeforeAll
    static void indexSample() {
        CommandRun.indexSample(index);
    }

    private static Console console(Map<String, String> environment) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Console(nowhere, nowhere, false, environment, CommandRun.NOON, ZoneOffset.UTC);
    }

    private static Optional<PlainCount> plain(String... arguments) {
        return PlainCount.of(console(Map.of()), arguments);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "exit:0",
                "exit:0 owner:alice",
                "runtime:>1m",
                "NOT exit:0",
                "completed:<-1d",
                "host:e*",
                "nosuchname:1",
                "exit:(",
                "--",
                "runtime:>1x"
            })
    void words_areCountedAsTheCommandCountsThem(String query) {
        String[] words = query.isEmpty() ? new String[0] : query.split(" ", -1);
        CommandRun plainly = CommandRun.of(arguments(words));
        CommandRun throughOptions = CommandRun.of(arguments(words, "--format", "table"));

        assertThat(plainly).isEqualTo(throughOptions);
    }

    private static String[] arguments(String[] words, String... more) {
        String[] all = new String[words.length + more.length + 3];
        all[0] = "count";
        all[1] = "--index";
        all[2] = index.toString();
        System.arraycopy(more, 0, all, 3, more.length);
        System.arraycopy(words, 0, all, 3 + more.length, words.length);
        return all;
    }

    @Test
    void sample_isCounted() throws IOException {
        assertThat(plain("count", "--index", index.toString()).orElseThrow().answer())
                .hasValue(ExitCode.DONE);
        assertThat(CommandRun.of("count", "--index", index.toString()).out()).isEqualTo("266\n");
    }

    @ParameterizedTest
    @CsvSource({
        "count,--format,json",
        "count,-has:HoldReason,exit:0",
        "count,--help,exit:0",
        "count,@file,exit:0",
        "count,--index=here,exit:0",
        "count,exit:0,--index",
        "count,--server,http://127.0.0.1:1",
        "search,exit:0,exit:1"
    })
    void anythingElse_isLeftToTheCommand(String command, String first, String second) {
        assertThat(plain(command, first, second)).isEmpty();
    }

    @Test
    void nothing_isLeftToTheCommand() {
        assertThat(plain()).isEmpty();
        assertThat(plain("count", "--index", "a", "--index", "b")).isEmpty();
    }

    @Test
    void serverInTheEnvironment_isAskedUnlessAnIndexIsGiven() {
        Console console = console(Map.of("SHELFMARK_SERVER", "http://127.0.0.1:1"));

        assertThat(PlainCount.of(console, "count", "exit:0")).isEmpty();
        assertThat(PlainCount.of(console, "count", "--index", "a", "exit:0")).isPresent();
    }

    @Test
    void allJobs_areToldByTheCommit() {
        assertThat(TotalCount.of(Map.of(), "count", "--index", index.toString()))
                .hasValue(266);
        assertThat(TotalCount.of(Map.of("SHELFMARK_INDEX", index.toString()), "count"))
                .hasValue(266);
    }

    @Test
    void whatIsNotAllJobsOfADirectory_isNotToldByTheCommit() {
        String here = index.toString();
        Map<String, String> inCluster = Map.of("SHELFMARK_BACKEND", "opensearch");

        assertThat(TotalCount.of(Map.of())).isEmpty();
        assertThat(TotalCount.of(Map.of(), "count", "--index", "-x")).isEmpty();
        assertThat(TotalCount.of(Map.of(), "count", "--index", here, "exit:0")).isEmpty();
        assertThat(TotalCount.of(Map.of(), "search", "--index", here)).isEmpty();
        assertThat(TotalCount.of(inCluster, "count", "--index", here)).isEmpty();
        assertThat(TotalCount.of(Map.of("SHELFMARK_SERVER", "http://127.0.0.1:1", "SHELFMARK_INDEX", here), "count"))
                .isEmpty();
    }

    @Test
    void recordThatIsNoJob_isNotCountedEither(@TempDir Path directory) throws IOException {
        Path history = Files.writeString(directory.resolve("history"), """
                ClusterId = 1
                ProcId = 0
                Owner = "x"
                *** Offset = 0 ClusterId = 1 ProcId = 0 Owner = "x" CompletionDate = 1790000101
                this is no attribute
                *** Offset = 44 ClusterId = 2 ProcId = 0 Owner = "x" CompletionDate = 1790000102
                """);
        Path other = directory.resolve("index");
        CommandRun.index(other, history);

        assertThat(TotalCount.of(Map.of(), "count", "--index", other.toString()))
                .isEmpty();
        assertThat(CommandRun.of("count", "--index", other.toString()))
                .isEqualTo(CommandRun.of("count", "--index", other.toString(), "--format", "table"))
                .isEqualTo(new CommandRun(ExitCode.DONE, "1\n", ""));
    }

    @Test
    void outputThatCannotBeWritten_isAFailure() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("no space left on device");
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(full, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                Map.of(),
                CommandRun.NOON,
                ZoneOffset.UTC);

        assertThat(Main.run(console, "count", "--index", index.toString())).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("standard output cannot be written");
    }
}
