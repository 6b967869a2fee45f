package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.sample.SampleArchive;

/** Every byte that commands print for people and for other programs; the files have the form of {@link Scenario}. */
final class GoldenTest {
    private static final int AT_LEAST = 20;

    @TempDir
    private static Path directory;

    private static Path index;
    private static ComparableAnswer answers;

    @BeforeAll
    static void indexArchives() {
        index = directory.resolve("index");
        Path sample = SampleArchive.find().directory();
        Path second = SecondArchive.writeTo(directory.resolve("second"));
        CommandRun.index(index, sample);
        CommandRun.index(index, second);
        answers = new ComparableAnswer(
                Map.of("index", index.toString(), "sample", sample.toString(), "second", second.toString()));
    }

    static List<Scenario> all() {
        URL place = Objects.requireNonNull(GoldenTest.class.getResource("/golden"), "no golden outputs");
        try (Stream<Path> files = Files.list(Path.of(place.toURI()))) {
            return files.sorted().map(Scenario::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the golden outputs", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the golden outputs stand at a place with an address", e);
        }
    }

    @Test
    void outputs_areThere() {
        assertThat(all()).hasSizeGreaterThanOrEqualTo(AT_LEAST);
    }

    @ParameterizedTest
    @MethodSource("all")
    void output_isAsWritten(Scenario scenario) {
        CommandRun run = run(scenario);

        assertThat(run.out()).isEqualTo(scenario.expected());
        assertThat(run.err()).isEqualTo(scenario.stderr());
        assertThat(run.code()).isEqualTo(scenario.exit());
    }

    static CommandRun run(Scenario scenario) {
        CommandRun run = CommandRun.in(
                Map.of("SHELFMARK_INDEX", index.toString()), scenario.command().toArray(String[]::new));
        return new CommandRun(run.code(), comparable(run.out()), comparable(run.err()));
    }

    /** Columns are as wide as the places in them, which differ from machine to machine. */
    private static String comparable(String printed) {
        String named = ComparableAnswer.visible(answers.text(printed));
        return named.equals(ComparableAnswer.visible(printed)) ? named : named.replaceAll(" {2,}", "  ");
    }

    @Test
    void status_namesTheFactsForPeople() {
        CommandRun run = CommandRun.of("status", "--index", index.toString());

        assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}", "|")).toList())
                .satisfies(lines -> assertThat(lines).element(0).isEqualTo("index|" + index))
                .contains(
                        "jobs|277",
                        "records read|277",
                        "quarantined records|0",
                        "gaps|0",
                        "size of the vault|46.87 KB",
                        "archive files|2 active, 3 sealed")
                .noneMatch(line -> line.startsWith("indexing since"))
                .anySatisfy(line -> assertThat(line).matches("size on disk\\|[0-9.]+ [KMG]B"))
                .anySatisfy(line -> assertThat(line).matches("segments\\|[1-9][0-9]*"));
        assertThat(run.err()).isEmpty();
    }

    /** A terminal obeys U+009B as it obeys ESC [, and ends a line at U+0085. */
    @ParameterizedTest
    @ValueSource(strings = {"search", "facets --by batch"})
    void controlCharacters_doNotReachTheTerminal(String command) {
        String[] words = (command + " source:ap2.pool.test --index " + index).split(" ", -1);

        assertThat(CommandRun.of(words).out()).doesNotContainPattern("[\\p{Cc}&&[^\\n]]");
    }

    @Test
    void controlCharactersOfARecord_doNotReachTheTerminalInAMessage() throws IOException {
        Path hostile = Files.createDirectory(directory.resolve("hostile"));
        String record = """
                ClusterId = 1
                ProcId = 0
                GlobalJobId = "a\033[31m#1.0#%s"
                *** ClusterId = 1 ProcId = 0
                """;
        Files.writeString(hostile.resolve("history"), record.replace("%s", "1") + record.replace("%s", "2"));
        Path other = directory.resolve("hostile-index");
        CommandRun.index(other, hostile);

        CommandRun run = CommandRun.of("show", "1.0", "--index", other.toString());

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).doesNotContainPattern("[\\p{Cc}&&[^\\n]]");
    }
}
