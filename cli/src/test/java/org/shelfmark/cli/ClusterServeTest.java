package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.cluster.TestCluster;

/** {@code serve} as a process that ships to a cluster and answers from it. */
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ClusterServeTest {
    private static final int MANY_ASKED = 100_000;

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

    private static String[] words(String url, String prefix, String... more) {
        List<String> words = new ArrayList<>(List.of("--opensearch-url", url, "--opensearch-prefix", prefix));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    private static void awaitJobs(ServeProcess serve, int jobs) throws IOException, InterruptedException {
        int found = -1;
        for (int asked = 0; found < jobs && asked < MANY_ASKED; asked++) {
            HttpResponse<String> answer = serve.get("/api/v1/count");
            found = answer.statusCode() == 200 ? serve.count("*") : -1;
        }
        assertThat(found).isEqualTo(jobs);
    }

    private static CommandRun dryRun(ServeProcess serve) {
        return CommandRun.of(
                "archive", "*", "--dry-run", "--format", "json", "--server", "http://127.0.0.1:" + serve.port());
    }

    @Test
    void serverThatShips_answersWithWhatItShipped_andAnotherOneWithoutADirectory()
            throws IOException, InterruptedException {
        ClusterIndex cluster = new ClusterIndex("served", index);
        try (ServeProcess ships =
                new ServeProcess(index, words(cluster.url(), "served", "--allow-archiving", active.toString()))) {
            awaitJobs(ships, 3);
            assertThat(ships.get("/readyz").statusCode()).isEqualTo(200);
            Path none = directory.resolve("none");
            try (ServeProcess reads = new ServeProcess(none, words(cluster.url(), "served", "--read-only"))) {
                assertThat(reads.count("*")).isEqualTo(3);
                Files.writeString(active, SmallRecords.records(10, 2), StandardOpenOption.APPEND);
                awaitJobs(ships, 5);
                assertThat(reads.count("*")).isEqualTo(5);
                assertThat(dryRun(ships).out()).startsWith("{\"dry_run\":true,\"submissions\":0,");
                assertThat(dryRun(reads))
                        .isEqualTo(new CommandRun(
                                ExitCode.USAGE,
                                "",
                                "shelfmark: the server at http://127.0.0.1:" + reads.port()
                                        + " refuses: this server only reads the cluster (--read-only); ask one that"
                                        + " ships the records\n"));
                assertThat(reads.get("/api/v1/status").body())
                        .contains("\"index\":\"" + cluster.name() + "\",\"jobs\":5,")
                        .contains("\"activity\":null,")
                        .contains("\"last_shipped_at\":\"20");
                assertThat(reads.get("/metrics").body()).contains("\nshelfmark_jobs{source=\"ap1.pool.test\"} 5.0\n");
                assertThat(reads.terminate()).isZero();
                assertThat(reads.said())
                        .contains("shelfmark: reading only; commits of others are picked up")
                        .anyMatch(line -> line.endsWith(", index '" + cluster.name() + "'"));
            }
            assertThat(none).doesNotExist();
            assertThat(ships.terminate()).isZero();
        }
    }

    @Test
    void clusterThatIsAwayAtFirst_isShippedToWhenItComes() throws Exception {
        try (TestCluster cluster = TestCluster.start(1, directory.resolve("nodes"))) {
            String url = cluster.url().toString();
            cluster.stop();
            try (ServeProcess serve = new ServeProcess(index, words(url, "late", active.toString()))) {
                assertUnavailable(serve, url);
                assertThat(serve.said())
                        .anyMatch(
                                line -> line.startsWith("shelfmark: indexing failed and will be tried again in 1 s: no"
                                        + " answer from the cluster at " + url));
                cluster.start();
                awaitJobs(serve, 3);
                assertThat(serve.get("/readyz").statusCode()).isEqualTo(200);
                cluster.stop();
                assertUnavailable(serve, url);
                assertThat(serve.terminate()).isZero();
                assertThat(serve.said()).noneMatch(line -> line.startsWith("\tat "));
            }
        }
    }

    /** Told with a reason, whatever is asked; the process itself is well. */
    private static void assertUnavailable(ServeProcess serve, String url)
            throws IOException, InterruptedException, ExecutionException {
        List<String> paths =
                List.of("count", "jobs", "export", "facets?by=owner", "status", "jobs/1.0/record", "history");
        // each tries for more than a second
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<HttpResponse<String>>> questions = new ArrayList<>();
            paths.forEach(path -> questions.add(() -> serve.get("/api/v1/" + path)));
            List<Future<HttpResponse<String>>> answers = together.invokeAll(questions);
            for (int i = 0; i < paths.size(); i++) {
                HttpResponse<String> answer = answers.get(i).get();
                assertThat(answer.statusCode()).as(paths.get(i)).isEqualTo(503);
                assertThat(answer.body()).as(paths.get(i)).contains("\"kind\":\"unavailable\"");
            }
        }
        // of those who ask at once one finds out why
        assertThat(serve.get("/api/v1/count").body()).contains("no answer from the cluster at " + url);
        HttpResponse<String> ready = serve.get("/readyz");
        assertThat(ready.statusCode()).isEqualTo(503);
        assertThat(ready.body()).contains("the index cannot be read: no answer from the cluster at " + url);
        assertThat(serve.get("/healthz").statusCode()).isEqualTo(200);
        assertThat(serve.get("/metrics").body()).contains("\nshelfmark_index_readable 0.0\n");
    }

    @Test
    void readingAClusterWithoutJobs_isRefusedAtOnce() {
        ClusterIndex cluster = new ClusterIndex("nobody", index);

        assertThat(cluster.run("serve", "--read-only", "--port", "0"))
                .isEqualTo(new CommandRun(
                        ExitCode.USAGE,
                        "",
                        "shelfmark: the cluster at " + cluster.url()
                                + " has no jobs under 'nobody'; bring some there with:"
                                + " shelfmark index --backend opensearch --opensearch-url URL HISTORY\n"));
    }

    @Test
    void directoryWithJobsOfItsOwn_isNotShippedFrom() {
        CommandRun.index(index, active);
        ClusterIndex cluster = new ClusterIndex("owned", index);
        CommandRun run = cluster.run("serve", "--port", "0", active.toString());

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("shelfmark: '" + index + "' has an index of its own; ");
    }
}
