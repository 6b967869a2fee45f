package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.sample.SampleArchive;

/** Every scenario has the answer that it has from an index directory when the jobs are in a cluster. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ClusterScenarioTest {
    /** All answers that differ, by the names of the scenarios, with the reason. */
    private static final Map<String, String> DIFFERENCES =
            Map.of("29-status.scenario", "says when each source was shipped last");

    @TempDir
    private static Path directory;

    private static ClusterIndex cluster;
    private static ClusterIndex archived;
    private static TestServer server;
    private static TestServer serverOfArchived;
    private static TestServer serverWithSecrets;
    private static ComparableAnswer answers;

    @BeforeAll
    static void ship() throws IOException {
        Path sample = SampleArchive.find().directory();
        Path second = SecondArchive.writeTo(directory.resolve("second"));
        cluster = new ClusterIndex("scenarios", directory.resolve("index"));
        cluster.ship(sample);
        cluster.ship(second);
        archived = new ClusterIndex("scenarios-archived", directory.resolve("archived"));
        archived.ship(sample);
        archived.ship(second);
        archived.archiveServing(ArchivedIndex.OWNER, sample, second);
        server = new TestServer(cluster.search(false));
        serverOfArchived = new TestServer(archived.search(false));
        serverWithSecrets = new TestServer(cluster.search(true));
        answers = new ComparableAnswer(
                Map.of("index", cluster.name(), "sample", sample.toString(), "second", second.toString()));
    }

    @AfterAll
    static void stopServers() throws IOException {
        server.close();
        serverOfArchived.close();
        serverWithSecrets.close();
    }

    private static Optional<String> leftOut(Scenario scenario) {
        return Optional.ofNullable(DIFFERENCES.get(scenario.name()));
    }

    private static void assumeTheSame(Scenario scenario) {
        assumeThat(leftOut(scenario)).as("left out").isEmpty();
    }

    static List<Scenario> all() {
        return ScenarioTest.all();
    }

    static List<Scenario> withCommand() {
        return ScenarioTest.withCommand();
    }

    @Test
    void differences_areOfScenariosThatThereAre() {
        assertThat(all().stream().map(Scenario::name)).containsAll(DIFFERENCES.keySet());
        assertThat(all().stream().filter(scenario -> leftOut(scenario).isEmpty()))
                .hasSizeGreaterThan(all().size() * 3 / 4);
    }

    @ParameterizedTest
    @MethodSource("withCommand")
    void commandOnCluster_answersAsWritten(Scenario scenario) throws IOException {
        assumeTheSame(scenario);
        assertAnswer(scenario, (scenario.archived() ? archived : cluster).options());
    }

    @ParameterizedTest
    @MethodSource("withCommand")
    void commandOnServer_answersAsWritten(Scenario scenario) throws IOException {
        assumeTheSame(scenario);
        assertAnswer(scenario, "--server", asked(scenario).url());
    }

    @ParameterizedTest
    @MethodSource("all")
    void request_isAnsweredAsWritten(Scenario scenario) throws IOException, InterruptedException {
        assumeTheSame(scenario);
        HttpResponse<String> response = asked(scenario).get(scenario.http());

        assertThat(answers.of(response.body(), scenario.form())).isEqualTo(scenario.expected());
        assertThat(response.statusCode()).isEqualTo(scenario.status());
        assertThat(response.headers().firstValue("Content-Type").orElse("").replace("; ", ";"))
                .isEqualTo(ScenarioTest.contentType(scenario));
    }

    private static TestServer asked(Scenario scenario) {
        if (scenario.archived()) {
            return serverOfArchived;
        }
        return scenario.withSecrets() ? serverWithSecrets : server;
    }

    private static void assertAnswer(Scenario scenario, String... target) throws IOException {
        CommandRun run = ScenarioTest.run(scenario, target);

        assertThat(answers.text(run.err())).isEqualTo(scenario.stderr());
        assertThat(run.code()).isEqualTo(scenario.exit());
        if (scenario.status() == 200) {
            assertThat(answers.of(run.out(), scenario.form())).isEqualTo(scenario.expected());
        } else {
            assertThat(run.out()).isEmpty();
        }
    }
}
