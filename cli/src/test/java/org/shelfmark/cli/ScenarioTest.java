package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.sample.SampleArchive;

/** Every scenario has one answer, whether a command asks the index, a command asks a server, or a request does. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ScenarioTest {
    private static final int AT_LEAST = 40;

    @TempDir
    private static Path directory;

    private static Path index;
    private static Path archived;
    private static TestServer server;
    private static TestServer serverOfArchived;
    private static TestServer serverWithSecrets;
    private static ComparableAnswer answers;

    @BeforeAll
    static void startServers() throws IOException {
        index = directory.resolve("index");
        Path sample = SampleArchive.find().directory();
        Path second = SecondArchive.writeTo(directory.resolve("second"));
        CommandRun.index(index, sample);
        CommandRun.index(index, second);
        archived = ArchivedIndex.of(directory.resolve("archived"), sample, second);
        server = new TestServer(index, false);
        serverOfArchived = new TestServer(archived, false);
        serverWithSecrets = new TestServer(index, true);
        answers = new ComparableAnswer(
                Map.of("index", index.toString(), "sample", sample.toString(), "second", second.toString()));
    }

    @AfterAll
    static void stopServers() throws IOException {
        server.close();
        serverOfArchived.close();
        serverWithSecrets.close();
    }

    static List<Scenario> all() {
        URL place = Objects.requireNonNull(ScenarioTest.class.getResource("/scenarios"), "no scenarios");
        try (Stream<Path> files = Files.list(Path.of(place.toURI()))) {
            return files.sorted().map(Scenario::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the scenarios", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the scenarios stand at a place with an address", e);
        }
    }

    static List<Scenario> withCommand() {
        return all().stream().filter(scenario -> !scenario.command().isEmpty()).toList();
    }

    @Test
    void scenarios_areThere() {
        assertThat(all()).hasSizeGreaterThanOrEqualTo(AT_LEAST);
        assertThat(withCommand()).hasSizeGreaterThanOrEqualTo(AT_LEAST - 10);
        assertThat(all()).allSatisfy(scenario -> assertThat(scenario.expected()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("withCommand")
    void commandOnIndex_answersAsWritten(Scenario scenario) throws IOException {
        assertAnswer(scenario, "--index", (scenario.archived() ? archived : index).toString());
    }

    @ParameterizedTest
    @MethodSource("withCommand")
    void commandOnServer_answersAsWritten(Scenario scenario) throws IOException {
        assertAnswer(scenario, "--server", asked(scenario).url());
    }

    @ParameterizedTest
    @MethodSource("all")
    void request_isAnsweredAsWritten(Scenario scenario) throws IOException, InterruptedException {
        HttpResponse<String> response = asked(scenario).get(scenario.http());

        assertThat(response.statusCode()).isEqualTo(scenario.status());
        assertThat(response.headers().firstValue("Content-Type").orElse("").replace("; ", ";"))
                .isEqualTo(contentType(scenario));
        assertThat(answers.of(response.body(), scenario.form())).isEqualTo(scenario.expected());
    }

    private static TestServer asked(Scenario scenario) {
        if (scenario.archived()) {
            return serverOfArchived;
        }
        return scenario.withSecrets() ? serverWithSecrets : server;
    }

    static String contentType(Scenario scenario) {
        if (scenario.form().equals("text")) {
            return "text/plain;charset=utf-8";
        }
        return scenario.status() == 200 ? "application/json" : "application/problem+json";
    }

    static CommandRun run(Scenario scenario, String... target) {
        List<String> words = new ArrayList<>(scenario.command());
        words.addAll(List.of(target));
        if (!words.contains("--format")) {
            words.add("--format");
            words.add("json");
        }
        return CommandRun.of(words.toArray(String[]::new));
    }

    private static void assertAnswer(Scenario scenario, String option, String value) throws IOException {
        CommandRun run = run(scenario, option, value);

        assertThat(answers.text(run.err())).isEqualTo(scenario.stderr());
        assertThat(run.code()).isEqualTo(scenario.exit());
        if (scenario.status() == 200) {
            assertThat(answers.of(run.out(), scenario.form())).isEqualTo(scenario.expected());
        } else {
            assertThat(run.out()).isEmpty();
        }
    }
}
