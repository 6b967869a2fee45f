package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** How the words of a command line are understood. */
final class UsageTest {
    private static final String HELP = "shelfmark: --help says what is accepted\n";

    @TempDir
    private static Path directory;

    private static String index = "";

    @BeforeAll
    static void indexSample() {
        index = directory.resolve("index").toString();
        CommandRun.indexSample(Path.of(index));
    }

    private static CommandRun run(String... words) {
        return CommandRun.in(Map.of("SHELFMARK_INDEX", index), words);
    }

    private static CommandLine commands() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        return Main.commandLine(new Console(nowhere, nowhere, false, Map.of(), CommandRun.NOON, ZoneOffset.UTC));
    }

    static Set<String> names() {
        return commands().getSubcommands().keySet();
    }

    @ParameterizedTest
    @CsvSource({"-owner:bob, 214", "-exit:0, 119", "-has:ExitSignal, 247", "-(exit:0), 119", "!exit:0, 119"})
    void dash_negatesACondition(String condition, String count) {
        assertThat(run("count", condition)).isEqualTo(new CommandRun(ExitCode.DONE, count + "\n", ""));
    }

    @Test
    void negatedConditions_standAmongOptions() {
        CommandRun run = run("search", "-exit:0", "-n", "5", "-owner:bob", "--format", "csv", "--fields", "owner,exit");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out().lines()).hasSize(6);
        assertThat(run.out()).doesNotContain("bob,").doesNotContain(",0\r\n");
    }

    /** {@code -n}, {@code -h} and {@code -V} are options, {@code -name:x} is a condition whatever it begins with. */
    @ParameterizedTest
    @ValueSource(strings = {"-numjobstarts:1", "-NumJobStarts:1", "-host:ap1*", "-has:HoldReason", "-VacateReason:x"})
    void conditionThatBeginsLikeAnOption_isACondition(String condition) {
        CommandRun run = run("search", condition, "--format", "json");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-n 5", "-n=5", "--limit 5", "--limit=5"})
    void limit_isGivenInAnyForm(String option) {
        String[] words = ("search --format jsonl " + option).split(" ", -1);

        assertThat(run(words).out().lines()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "count"})
    void misspeltOption_isRefused(String command) {
        assertThat(run(command, "--formt", "json"))
                .isEqualTo(new CommandRun(
                        ExitCode.USAGE, "", "shelfmark: unknown option '--formt'; --help lists the options\n"));
    }

    @Test
    void misspeltOptionWithValue_isRefused() {
        assertThat(run("facets", "--by", "exit", "--tpo=3"))
                .isEqualTo(new CommandRun(
                        ExitCode.USAGE, "", "shelfmark: unknown option '--tpo=3'; --help lists the options\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "files", "fields", "show", "index", "serve"})
    void misspeltOptionOfACommandWithoutQuery_isRefused(String command) {
        CommandRun run = run(command, "--formt", "x");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("--formt").endsWith(HELP);
    }

    @Test
    void unknownFormat_isRefusedWithTheKnownOnes() {
        CommandRun run = run("count", "--format", "xml");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).endsWith("'xml'; accepted: table, json, jsonl, csv\n" + HELP);
        assertThat(run("show", "463.0", "--format", "xml"))
                .isEqualTo(new CommandRun(ExitCode.USAGE, "", "shelfmark: --format 'xml'; accepted: long, json\n"));
    }

    @Test
    void missingCommand_isSaid() {
        assertThat(run()).isEqualTo(new CommandRun(ExitCode.USAGE, "", "shelfmark: a command is missing\n" + HELP));
    }

    @Test
    void unknownCommand_isRefused() {
        CommandRun run = run("cuont");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("'cuont'").endsWith(HELP);
    }

    @Test
    void everyCommandOfTheDesign_isThere() {
        assertThat(names())
                .contains("index", "serve", "search", "count", "facets", "show", "files", "status", "fields");
    }

    @ParameterizedTest
    @MethodSource("names")
    void help_mentionsEveryOptionAndParameter(String command) {
        CommandRun run = run(command, "--help");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.err()).isEmpty();
        CommandLine found = Objects.requireNonNull(commands().getSubcommands().get(command), command);
        found.getCommandSpec().options().stream()
                .flatMap(option -> Stream.of(option.names()))
                .forEach(name -> assertThat(run.out()).contains(name));
        found.getCommandSpec()
                .positionalParameters()
                .forEach(parameter -> assertThat(run.out()).contains(parameter.paramLabel()));
        found.getCommandSpec()
                .options()
                .forEach(option -> assertThat(option.description())
                        .as(command + " " + option.longestName())
                        .isNotEmpty());
    }

    @Test
    void helpOfAll_listsCommandsAndExitCodes() {
        CommandRun run = run("--help");

        assertThat(run.code()).isEqualTo(ExitCode.DONE);
        assertThat(run.out()).contains(names()).contains("Exit codes: 0 done");
    }

    @Test
    void version_isPrinted() {
        assertThat(run("--version").out()).startsWith("shelfmark 0.");
    }

    @Test
    void limitZero_printsNoJobs() {
        assertThat(run("search", "-n", "0"))
                .isEqualTo(new CommandRun(ExitCode.DONE, "", "shelfmark: 0 of 266 jobs; -n prints more\n"));
    }

    @Test
    void nothingFound_isDone() {
        for (String words :
                List.of("search", "search --all", "submissions", "histogram --of runtime", "facets --by exit")) {
            assertThat(run((words + " owner:nobody").split(" ")))
                    .isEqualTo(new CommandRun(ExitCode.DONE, "", "shelfmark: no job matches\n"));
            assertThat(run((words + " owner:nobody --format jsonl").split(" ")))
                    .isEqualTo(new CommandRun(ExitCode.DONE, "", ""));
        }
        assertThat(run("stats", "--of", "runtime", "owner:nobody").err()).isEqualTo("shelfmark: no job matches\n");
        assertThat(run("search", "-n", "0").err()).isEqualTo("shelfmark: 0 of 266 jobs; -n prints more\n");
        assertThat(run("count", "owner:nobody")).isEqualTo(new CommandRun(ExitCode.DONE, "0\n", ""));
        assertThat(run("show", "99999.0")).isEqualTo(new CommandRun(ExitCode.DONE, "", "shelfmark: no job 99999.0\n"));
    }

    @Test
    void unknownOrderOfValues_isRefusedWithTheKnownOnes() {
        assertThat(run("facets", "--by", "exit", "--sort", "size"))
                .isEqualTo(new CommandRun(ExitCode.USAGE, "", "shelfmark: sort is 'size'; accepted: count, value\n"));
    }
}
