package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/** Original records of a cluster's jobs, asked for where the archives are not. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class RecordsFromTest {
    private static final String SOURCE = "ap1.pool.test";
    private static final String NOWHERE = "http://127.0.0.1:1";

    /** One with a secret attribute. */
    private static final SampleRecord RECORD = SampleArchive.find().records().stream()
            .filter(record -> text(record).contains("\nEnvironment = "))
            .findFirst()
            .orElseThrow();

    @TempDir
    private static Path directory;

    private static ClusterIndex cluster;
    private static TestServer withSecrets;
    private static TestServer withoutSecrets;

    @BeforeAll
    static void shipAndMoveAway() throws IOException {
        Path archive = Files.createDirectory(directory.resolve("archive"));
        SampleArchive.find().copyTo(archive);
        Path index = directory.resolve("shipper");
        cluster = new ClusterIndex("recordsfrom", index);
        CommandRun run = cluster.run("index", "--no-vault", archive.toString());
        assertThat(run.code()).as(run.err()).isZero();
        cluster = cluster.from(directory.resolve("other machine"));
        Path access = directory.resolve("access point");
        CommandRun.indexSample(access);
        withSecrets = new TestServer(access, true);
        withoutSecrets = new TestServer(access, false);
        try (var files = Files.list(archive)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        withSecrets.close();
        withoutSecrets.close();
    }

    private static String text(SampleRecord record) {
        return new String(record.bytes(), StandardCharsets.UTF_8);
    }

    private static String withoutSecrets(String record) {
        return record.replaceAll("(?m)^(Environment|LastPublicClaimId) = .*\n", "");
    }

    private static CommandRun show(String place) {
        return cluster.run("show", RECORD.id(), "--records-from", SOURCE + "=" + place);
    }

    @Test
    void record_isThatOfTheAccessPoint() {
        assertThat(show(withSecrets.url())).isEqualTo(new CommandRun(ExitCode.DONE, text(RECORD), ""));
    }

    @Test
    void json_isThatOfTheAccessPoint() {
        CommandRun there = CommandRun.of("show", RECORD.id(), "--format", "json", "--server", withSecrets.url());

        assertThat(cluster.run(
                        "show", RECORD.id(), "--format", "json", "--records-from", SOURCE + "=" + withSecrets.url()))
                .isEqualTo(there);
    }

    @Test
    void secretsThatAreWithheldThere_areWithheldHere() {
        assertThat(show(withoutSecrets.url()))
                .isEqualTo(new CommandRun(ExitCode.DONE, withoutSecrets(text(RECORD)), ""));
    }

    @Test
    void server_withholdsSecretsThatItIsGiven() throws IOException, InterruptedException {
        try (TestServer server = new TestServer(cluster.search(false, Map.of(SOURCE, URI.create(withSecrets.url()))))) {
            HttpResponse<String> record = server.get("/api/v1/jobs/" + RECORD.id() + "/record");
            assertThat(record.statusCode()).isEqualTo(200);
            assertThat(record.body()).isEqualTo(withoutSecrets(text(RECORD)));
            assertThat(server.get("/api/v1/jobs/" + RECORD.id() + "/record?format=json")
                            .body())
                    .contains("\"GlobalJobId\":")
                    .doesNotContain("\"Environment\"");
        }
        try (TestServer server = new TestServer(cluster.search(true, Map.of(SOURCE, URI.create(withSecrets.url()))))) {
            assertThat(server.get("/api/v1/jobs/" + RECORD.id() + "/record").body())
                    .isEqualTo(text(RECORD));
        }
    }

    @Test
    void withoutAPlace_theOptionIsNamed() {
        CommandRun run = cluster.run("show", RECORD.id());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("shelfmark: the record of " + SOURCE + "#" + RECORD.id() + " is gone: its archive '")
                .endsWith("; where another machine has it, name that one's Shelfmark: --records-from " + SOURCE
                        + "=URL\n");
    }

    @Test
    void placeOfAnotherSource_isNotAsked() {
        assertThat(cluster.run("show", RECORD.id(), "--records-from", "ap2=" + withSecrets.url())
                        .err())
                .endsWith("--records-from " + SOURCE + "=URL\n");
    }

    @Test
    void placeThatIsAway_isSaid() throws IOException, InterruptedException {
        CommandRun run = show(NOWHERE);

        assertThat(run.code()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.err())
                .startsWith("shelfmark: the record of " + SOURCE + "#" + RECORD.id() + ", from " + NOWHERE
                        + ": no answer from a server at " + NOWHERE);
        try (TestServer server = new TestServer(cluster.search(false, Map.of(SOURCE, URI.create(NOWHERE))))) {
            HttpResponse<String> record = server.get("/api/v1/jobs/" + RECORD.id() + "/record");
            assertThat(record.statusCode()).isEqualTo(503);
            assertThat(record.body()).contains("\"kind\":\"unavailable\"");
        }
    }

    @Test
    void placeThatDoesNotKnowTheJob_isSaid() throws IOException {
        Path second = SecondArchive.writeTo(directory.resolve("second"));
        Path index = directory.resolve("index of second");
        CommandRun.index(index, second);
        try (TestServer other = new TestServer(index, true)) {
            CommandRun run = show(other.url());

            assertThat(run.code()).isEqualTo(ExitCode.FAILED);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).contains(", from " + other.url() + ": no job ");
        }
    }

    @Test
    void recordOfAnotherJob_isNotBelieved() throws IOException {
        SampleRecord another = SampleArchive.find().records().stream()
                .filter(record -> !record.id().equals(RECORD.id()))
                .findFirst()
                .orElseThrow();
        assertThat(shown(text(another)).err())
                .contains(": the record of another job was given out, ")
                .doesNotContain(another.text("GlobalJobId"));
        String earlierLife = text(RECORD).replace(RECORD.text("GlobalJobId"), SOURCE + "#" + RECORD.id() + "#1");
        assertThat(shown(earlierLife).err()).contains(": the record of another job was given out, ");
        assertThat(shown("hello\n").err()).contains(": a damaged record was given out: ");
        assertThat(shown("").err()).startsWith("shelfmark: the record of ");
        assertThat(shown(text(RECORD)).out()).isEqualTo(text(RECORD));
    }

    /** Shows the record of a server that gives out the same for every job. */
    private static CommandRun shown(String record) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            CommandRun run = show("http://127.0.0.1:" + server.getAddress().getPort());
            assertThat(run.code()).isEqualTo(run.err().isEmpty() ? ExitCode.DONE : ExitCode.FAILED);
            assertThat(run.out().isEmpty()).isEqualTo(!run.err().isEmpty());
            return run;
        } finally {
            server.stop(0);
        }
    }

    @Test
    void archiveOnThisMachine_isReadHere() throws IOException {
        Path archive = Files.createDirectory(directory.resolve("here"));
        SampleArchive.find().copyTo(archive);
        ClusterIndex here = new ClusterIndex("recordshere", directory.resolve("shipper here"));
        here.ship(archive);

        assertThat(here.from(directory.resolve("nothing"))
                        .run("show", RECORD.id(), "--records-from", SOURCE + "=" + NOWHERE))
                .isEqualTo(new CommandRun(ExitCode.DONE, text(RECORD), ""));
    }

    @Test
    void jobThatIsNot_isNotAskedForElsewhere() {
        assertThat(cluster.run("show", "99999.0", "--records-from", SOURCE + "=" + NOWHERE))
                .isEqualTo(new CommandRun(ExitCode.DONE, "", "shelfmark: no job 99999.0\n"));
    }
}
