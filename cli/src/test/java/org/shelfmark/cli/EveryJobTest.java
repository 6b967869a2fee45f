package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code search --all}, from an index of more jobs than a block has, and from a server over it. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EveryJobTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int JOBS = 2345;

    @TempDir
    private static Path directory;

    private static Path index;
    private static TestServer server;

    @BeforeAll
    static void indexMany() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int cluster = 1; cluster <= JOBS; cluster++) {
            // the longest name is that of the oldest job, far behind the first block
            String owner = cluster == 1 ? "a-very-long-name-indeed" : "u" + cluster % 3;
            text.append("Owner = \"").append(owner).append("\"\nClusterId = ").append(cluster);
            text.append("\nProcId = 0\nJobStatus = 4\nExitCode = 0\nCompletionDate = ")
                    .append(1_795_318_000L + cluster);
            text.append("\nGlobalJobId = \"ap1#").append(cluster).append(".0#1\"\n*** Offset = 0 ClusterId = ");
            text.append(cluster).append(" ProcId = 0 Owner = \"").append(owner).append("\" CompletionDate = ");
            text.append(1_795_318_000L + cluster).append('\n');
        }
        Path history = Files.createDirectories(directory.resolve("spool")).resolve("history");
        Files.writeString(history, text);
        index = directory.resolve("index");
        CommandRun.index(index, history);
        server = new TestServer(index, false);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    static Stream<List<String>> places() {
        return Stream.of(List.of("--index", index.toString()), List.of("--server", server.url()));
    }

    private static CommandRun search(List<String> place, String... words) {
        List<String> all = new ArrayList<>(List.of("search", "--all", "--fields", "cluster,owner"));
        all.addAll(place);
        all.addAll(List.of(words));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static String owner(int cluster) {
        return cluster == 1 ? "a-very-long-name-indeed" : "u" + cluster % 3;
    }

    @ParameterizedTest
    @MethodSource("places")
    void table_hasOneHeading_andTheWidthsOfTheFirstBlock(List<String> place) {
        CommandRun run = search(place);

        List<String> lines = run.out().lines().toList();
        assertThat(lines).hasSize(JOBS + 1);
        assertThat(lines.get(0).split(" +")).containsExactly("id", "ClusterId", "Owner");
        for (int i = 1; i <= JOBS; i++) {
            int cluster = JOBS + 1 - i;
            assertThat(lines.get(i).strip().split(" +"))
                    .containsExactly("ap1#" + cluster + ".0", "" + cluster, owner(cluster));
        }
        // right-aligned in the same column, in the last block as in the first
        assertThat(lines.get(2000).indexOf(" 346 ")).isEqualTo(lines.get(1).indexOf("2345 "));
        assertThat(run.err()).isEqualTo("shelfmark: 2,345 jobs\n");
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
    }

    @ParameterizedTest
    @MethodSource("places")
    void csvAndLines_haveEveryJobOnce(List<String> place) throws IOException {
        List<String> rows = List.of(search(place, "--format", "csv").out().split("\r\n", -1));
        assertThat(rows).hasSize(JOBS + 2);
        assertThat(rows.get(0)).isEqualTo("id,ClusterId,Owner");
        assertThat(rows.get(1)).isEqualTo("ap1#2345.0,2345," + owner(2345));
        assertThat(rows.get(JOBS)).isEqualTo("ap1#1.0,1,a-very-long-name-indeed");

        CommandRun lines = search(place, "--format", "jsonl");
        assertThat(lines.out().lines()).hasSize(JOBS);
        assertThat(lines.out()).startsWith("{\"id\":\"ap1#2345.0\",\"ClusterId\":2345,\"Owner\":\"u2\"}\n");
        assertThat(lines.err()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("places")
    void json_isOneObject(List<String> place) throws IOException {
        JsonNode answer = MAPPER.readTree(
                search(place, "cluster:>=2000", "--format", "json").out());

        assertThat(answer.path("jobs")).hasSize(346);
        assertThat(answer.path("count").asInt()).isEqualTo(346);
        assertThat(answer.path("complete").asBoolean()).isTrue();
        assertThat(answer.path("indexed_through")).hasSize(1);
        JsonNode none = MAPPER.readTree(
                search(place, "owner:nobody", "--format", "json").out());
        assertThat(none.path("jobs").isArray()).isTrue();
        assertThat(none.path("jobs")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("places")
    void nothing_isNothing(List<String> place) {
        assertThat(search(place, "owner:nobody").out()).isEmpty();
        assertThat(search(place, "owner:nobody", "--format", "csv").out()).isEqualTo("id,ClusterId,Owner\r\n");
        assertThat(search(place, "owner:nobody").err()).isEqualTo("shelfmark: no job matches\n");
        assertThat(search(place, "cluster:7").err()).isEqualTo("shelfmark: 1 job\n");
    }

    @ParameterizedTest
    @MethodSource("places")
    void constraint_isHeldAndExplained(List<String> place) {
        CommandRun run = search(place, "--constraint", "ClusterId % 1000 == 7", "--format", "csv");

        assertThat(run.out())
                .isEqualTo("id,ClusterId,Owner\r\nap1#2007.0,2007,u0\r\nap1#1007.0,1007,u2\r\nap1#7.0,7,u1\r\n");
        assertThat(run.code()).isEqualTo(ExitCode.DONE);
    }

    @ParameterizedTest
    @MethodSource("places")
    void badQuery_isUsage(List<String> place) {
        CommandRun run = search(place, "ownr:alice");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("did you mean owner?");
    }

    @ParameterizedTest
    @CsvSource({"-n, 5", "--limit, 5", "--sort, owner", "--cursor, abc"})
    void optionsOfPages_areRefused(String option, String value) {
        CommandRun run = search(List.of("--index", index.toString()), option, value);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("shelfmark: --all prints every job, newest first; it does not go with '-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"id\":\"1.0\",\"Owner\":\"alice\"}\n",
                "{\"id\":\"1.0\",\"Owner\":\"alice\"}\n{\"count\":1,\"compl",
            })
    void answerThatBreaksOff_isAFailure(String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpServer broken = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        broken.createContext("/api/v1/export", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        broken.start();
        try {
            CommandRun run = search(List.of(
                    "--server", "http://127.0.0.1:" + broken.getAddress().getPort()));

            assertThat(run.code()).isEqualTo(ExitCode.FAILED);
            assertThat(run.err()).isEqualTo("shelfmark: failed: the export ended early: the server broke it off\n");
        } finally {
            broken.stop(0);
        }
    }

    @Test
    void jobsWhoseRecordIsGone_areSaid() throws IOException {
        Path history = Files.createDirectories(directory.resolve("gone")).resolve("history");
        Files.writeString(history, """
                Owner = "alice"
                ClusterId = 1
                ProcId = 0
                Colour = "red"
                CompletionDate = 1795318000
                GlobalJobId = "ap1#1.0#1"
                *** Offset = 0 ClusterId = 1 ProcId = 0 Owner = "alice" CompletionDate = 1795318000
                """);
        Path ofGone = directory.resolve("index-of-gone");
        CommandRun.index(ofGone, history);
        Files.delete(history);

        CommandRun run = CommandRun.of(
                "search", "--all", "--fields", "Colour", "--format", "jsonl", "--index", ofGone.toString());

        assertThat(run.out()).isEqualTo("{\"id\":\"ap1#1.0\",\"Colour\":null}\n");
        assertThat(run.err())
                .isEqualTo("shelfmark: attributes that stand in a record alone are missing where it is gone: 1 job\n");
        assertThat(run.code()).isEqualTo(ExitCode.PARTIAL);
    }

    @Test
    void cursorAcrossProcesses_goesOnUntilSomethingIsCommitted() throws IOException {
        Path history = Files.createDirectories(directory.resolve("growing")).resolve("history");
        Files.writeString(history, Files.readString(directory.resolve("spool/history")));
        Path growing = directory.resolve("growing-index");
        CommandRun.index(growing, history);
        String cursor = MAPPER.readTree(
                        CommandRun.of("search", "-n", "1", "--format", "json", "--index", growing.toString())
                                .out())
                .path("next_cursor")
                .asText();
        String[] next = {"search", "-n", "1", "--cursor", cursor, "--format", "json", "--index", growing.toString()};
        assertThat(MAPPER.readTree(CommandRun.of(next).out())
                        .path("jobs")
                        .path(0)
                        .path("id")
                        .asText())
                .isEqualTo("ap1#2344.0");

        Files.writeString(
                history, Files.readString(history) + Files.readString(history).replace("ap1#", "ap1#9"));
        CommandRun.index(growing, history);

        CommandRun expired = CommandRun.of(next);
        assertThat(expired.code()).isEqualTo(ExitCode.USAGE);
        assertThat(expired.err())
                .isEqualTo("shelfmark: cursor: the pages of this search have expired; ask for the first one again,"
                        + " without a cursor\n");
    }
}
