package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
}
