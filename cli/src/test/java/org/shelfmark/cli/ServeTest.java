package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchJson;

/** {@code serve} as a process: what it answers, and how it ends. */
@Timeout(value = 180, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ServeTest {
    private static final int ALL = 266;
    private static final int MOST_ASKED = 200_000;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

    @TempDir
    private Path directory;

    private Path index;
    private Path archive;
    private Path active;

    @BeforeEach
    void copySample() throws IOException {
        index = directory.resolve("index");
        archive = Files.createDirectory(directory.resolve("archive"));
        active = SampleArchive.find().copyTo(archive).active();
    }

    /** Asks until the count is there; the counts on the way there only grow. */
    private static void awaitCount(ServeProcess serve, int wanted) throws IOException, InterruptedException {
        long started = System.nanoTime();
        int before = 0;
        for (int asked = 0; asked < MOST_ASKED && System.nanoTime() - started < LONGEST_NANOS; asked++) {
            int count = serve.count("*");
            assertThat(count).isBetween(before, wanted);
            if (count == wanted) {
                return;
            }
            before = count;
        }
        throw new AssertionError("still " + before + " jobs, not " + wanted + "; it said " + serve.said());
    }

    private void append(byte[] bytes) throws IOException {
        Files.write(active, bytes, StandardOpenOption.APPEND);
    }

    private static byte[] newRecord(int cluster) {
        return ("ClusterId = " + cluster + "\nProcId = 0\nOwner = \"late\"\nJobStatus = 4\nExitCode = 0\n"
                        + "GlobalJobId = \"ap1.pool.test#" + cluster + ".0#1795320000\"\n*** Offset = 0 ClusterId = "
                        + cluster + " ProcId = 0 Owner = \"late\" CompletionDate = 1795320000\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private CommandRun countInNewProcess(String... query) throws IOException, InterruptedException {
        String[] arguments = Arrays.copyOf(new String[] {"count", "--index", index.toString()}, 3 + query.length);
        System.arraycopy(query, 0, arguments, 3, query.length);
        Process process = ServeProcess.java(arguments);
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new CommandRun(process.waitFor(), out, err);
    }

    @Test
    void serve_answersWhileItIndexes_followsItsArchive_andEndsInOrder() throws IOException, InterruptedException {
        try (ServeProcess serve = new ServeProcess(index, archive)) {
            HttpResponse<String> health = serve.get("/healthz");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body()).isEqualTo("ok\n");
            awaitCount(serve, ALL);

            append(newRecord(90001));
            awaitCount(serve, ALL + 1);
            assertThat(serve.count("owner:late")).isEqualTo(1);

            byte[] torn = newRecord(90002);
            append(Arrays.copyOf(torn, torn.length - 1));
            append(newRecordAfter(torn));
            awaitCount(serve, ALL + 3);
            assertThat(serve.get("/api/v1/jobs/90002.0/record").body())
                    .isEqualTo(new String(torn, StandardCharsets.UTF_8));

            assertThat(serve.terminate()).isZero();
            assertThat(serve.said())
                    .first()
                    .asString()
                    .isEqualTo("shelfmark: listening on http://127.0.0.1:" + serve.port() + "/, index '" + index + "'");
        }
        assertThat(countInNewProcess()).isEqualTo(new CommandRun(ExitCode.DONE, ALL + 3 + "\n", ""));
        assertThat(countInNewProcess("owner:late")).isEqualTo(new CommandRun(ExitCode.DONE, "3\n", ""));
        assertThat(index.resolve("writer.pid")).doesNotExist();
    }

    @Test
    void serve_tellsWhatItsIndexingDoes() throws IOException, InterruptedException {
        try (ServeProcess serve = new ServeProcess(index, archive)) {
            awaitCount(serve, ALL);
            append(newRecord(90001));
            awaitCount(serve, ALL + 1);

            // the first commit is visible a moment before its cycle has ended, the second only after that
            HttpResponse<String> ready = serve.get("/readyz");
            assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
            Responses.Activity activity = Objects.requireNonNull(
                    SearchJson.read(serve.get("/api/v1/status").body(), Responses.Status.class)
                            .activity());
            assertThat(activity.cycles()).isPositive();
            assertThat(activity.commits()).isPositive();
            assertThat(activity.failedCycles()).isZero();
            assertThat(activity.records()).isBetween((long) ALL, ALL + 1L);
            assertThat(activity.recordsPerSecond()).containsOnlyKeys("1m", "5m", "15m");
            assertThat(activity.lastError()).isNull();
            assertThat(serve.get("/metrics").body())
                    .contains("\nshelfmark_jobs{source=\"ap1.pool.test\"} 267.0\n")
                    .contains("\nshelfmark_following_failing 0.0\n");
            assertThat(CommandRun.of("status", "--server", "http://127.0.0.1:" + serve.port())
                            .out())
                    .contains("\nindexing since ");

            assertThat(serve.terminate()).isZero();
        }
    }

    /** The last byte of a torn record, and a whole one behind it. */
    private static byte[] newRecordAfter(byte[] torn) {
        byte[] next = newRecord(90003);
        byte[] both = new byte[next.length + 1];
        both[0] = torn[torn.length - 1];
        System.arraycopy(next, 0, both, 1, next.length);
        return both;
    }

    @Test
    void tornRecord_isNotCountedYet() throws IOException, InterruptedException {
        byte[] torn = newRecord(90002);
        append(Arrays.copyOf(torn, torn.length - 1));
        try (ServeProcess serve = new ServeProcess(index, archive)) {
            awaitCount(serve, ALL);
            assertThat(serve.get("/api/v1/jobs/90002.0/record").statusCode()).isEqualTo(404);

            append(new byte[] {'\n'});
            awaitCount(serve, ALL + 1);

            assertThat(serve.terminate()).isZero();
        }
    }

    @Test
    void rotatedArchive_isFollowed() throws IOException, InterruptedException {
        try (ServeProcess serve = new ServeProcess(index, archive)) {
            awaitCount(serve, ALL);

            append(newRecord(90001));
            Files.move(active, active.resolveSibling("history.20261122T035122"));
            Files.write(active, newRecord(90002));
            awaitCount(serve, ALL + 2);

            assertThat(serve.terminate()).isZero();
        }
        assertThat(countInNewProcess("owner:late").out()).isEqualTo("2\n");
    }

    /** Nobody waits for the first commit before he stops a service. */
    @RepeatedTest(2)
    void terminatedAtOnce_endsInOrder() throws IOException, InterruptedException {
        try (ServeProcess serve = new ServeProcess(index, archive)) {
            assertThat(serve.terminate()).isZero();
        }
        CommandRun left = countInNewProcess();
        assertThat(left.code()).isZero();
        assertThat(left.err()).isEmpty();

        CommandRun.index(index, archive);
        assertThat(countInNewProcess()).isEqualTo(new CommandRun(ExitCode.DONE, ALL + "\n", ""));
    }

    @Test
    void serve_listensOnLoopbackOnly() throws IOException, InterruptedException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        assumeFalse(others.isEmpty(), "this machine has no other address than loopback");
        try (ServeProcess serve = new ServeProcess(index, archive)) {
            for (InetAddress other : others) {
                try (Socket socket = new Socket()) {
                    InetSocketAddress place = new InetSocketAddress(other, serve.port());
                    assertThatThrownBy(() -> socket.connect(place, 5000)).isInstanceOf(ConnectException.class);
                }
            }
            assertThat(serve.get("/healthz").statusCode()).isEqualTo(200);
            assertThat(serve.isAlive()).isTrue();
            assertThat(serve.terminate()).isZero();
        }
    }
}
