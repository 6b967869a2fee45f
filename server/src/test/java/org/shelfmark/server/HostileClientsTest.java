package org.shelfmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.sample.SampleArchive;

/** Many clients that mean no good: whatever they do, the server goes on, answers others, and keeps nothing of it. */
@Timeout(value = 900, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class HostileClientsTest {
    private static final long SEED = Long.getLong("shelfmark.seed", 20_261_122);
    private static final int REQUESTS = Boolean.getBoolean("shelfmark.thorough") ? 50_000 : 5_000;
    private static final int CLIENTS = 4;
    private static final int WARM_UP = 500;
    private static final String ORDINARY = "/api/v1/count?q=owner:alice";

    private static final int MORE_THREADS = 32;
    private static final int MORE_FILES = 32;
    private static final long MORE_HEAP_BYTES = 64L << 20;

    @TempDir
    private static Path directory;

    /** What of the machine a server takes. */
    private record Taken(int threads, long files, long heapBytes) {
        static Taken now() {
            System.gc();
            UnixOperatingSystemMXBean system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            return new Taken(
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    system.getOpenFileDescriptorCount(),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }

        boolean isLittleMoreThan(Taken before) {
            return threads <= before.threads + MORE_THREADS
                    && files <= before.files + MORE_FILES
                    && heapBytes <= before.heapBytes + MORE_HEAP_BYTES;
        }
    }

    @Test
    void hostileClients_areAnsweredOrHungUp_andLeaveNothingBehind() throws Exception {
        Path index = directory.resolve("index");
        ServedArchive.index(index, SampleArchive.find().directory());
        try (ServedArchive server = ServedArchive.of(index, false)) {
            assertThat(attacked(server, WARM_UP, SEED - 1)).isEmpty();
            say("alone", ordinary(server, countdown(2_000)));
            Taken before = Taken.now();

            long began = System.nanoTime();
            assertThat(attacked(server, REQUESTS, SEED)).as("seed %d", SEED).isEmpty();
            System.out.printf(
                    Locale.ROOT,
                    "%,d hostile requests in %.1f s, seed %d%n",
                    REQUESTS,
                    (System.nanoTime() - began) / 1e9,
                    SEED);

            assertNoFailureWasCounted(server);
            assertEveryPlaceIsFree(server);
            Taken after = Taken.now();
            while (!after.isLittleMoreThan(before)) {
                // the server notices a moment later that clients are gone; if it never does, the test's time ends
                server.get("/healthz", BodyHandlers.discarding());
                after = Taken.now();
            }
            System.out.println("taken before: " + before + ", after: " + after);
        }
    }

    /** Lets clients send requests side by side; their complaints. */
    private static List<String> attacked(ServedArchive server, int requests, long seed) throws Exception {
        List<String> failures = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS + 1)) {
            List<Future<List<String>>> all = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Random random = new Random(seed + 1_000L * client);
                all.add(clients.submit(() -> {
                    try (HostileClient hostile = new HostileClient(server, random)) {
                        return hostile.send(requests / CLIENTS);
                    }
                }));
            }
            Future<List<Long>> beside =
                    clients.submit(() -> ordinary(server, () -> all.stream().anyMatch(client -> !client.isDone())));
            for (Future<List<String>> one : all) {
                failures.addAll(one.get());
            }
            say("beside " + CLIENTS + " hostile clients", beside.get());
        }
        return failures;
    }

    private static BooleanSupplier countdown(int requests) {
        int[] left = {requests};
        return () -> left[0]-- > 0;
    }

    /** Asks an ordinary question again and again; nanoseconds that each took. */
    private static List<Long> ordinary(ServedArchive server, BooleanSupplier more)
            throws IOException, InterruptedException {
        List<Long> nanos = new ArrayList<>();
        while (more.getAsBoolean()) {
            long began = System.nanoTime();
            HttpResponse<String> response = server.get(ORDINARY, BodyHandlers.ofString(StandardCharsets.UTF_8));
            nanos.add(System.nanoTime() - began);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
        return nanos;
    }

    private static void say(String when, List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%s %s: p50 %.2f ms, p99 %.2f ms of %,d%n",
                ORDINARY,
                when,
                sorted.get(sorted.size() / 2) / 1e6,
                sorted.get(sorted.size() * 99 / 100) / 1e6,
                sorted.size());
    }

    /** What the clients did not see of their answers, the server counted. */
    private static void assertNoFailureWasCounted(ServedArchive server) throws IOException, InterruptedException {
        ExpositionText metrics =
                ExpositionText.parse(server.get("/metrics", BodyHandlers.ofString(StandardCharsets.UTF_8))
                        .body());
        List<Map<String, String>> answered = metrics.samples().stream()
                .filter(sample -> sample.name().equals("shelfmark_http_requests_seconds_count"))
                .map(ExpositionText.Sample::labels)
                .toList();

        assertThat(answered).isNotEmpty();
        assertThat(answered)
                .noneMatch(labels -> labels.getOrDefault("status", "5").startsWith("5"));
    }

    private static void assertEveryPlaceIsFree(ServedArchive server) throws Exception {
        List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
        int places = new ServerSettings(ServerSettings.DEFAULT_HOST, 0).requestsAtOnce();
        for (int i = 0; i < places; i++) {
            asked.add(server.ask("/api/v1/count"));
        }
        for (CompletableFuture<HttpResponse<String>> one : asked) {
            assertThat(one.get().body()).contains("\"count\":266");
        }
    }
}
